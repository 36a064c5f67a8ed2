package rapidity.train;

/// Multiplies the rate by a factor when the validation loss has not improved for more than `patience` validations. An
/// improvement is a loss below the best one by a relative 1e-4.
///
/// @param factor of the rate at each reduction
/// @param patience validations without improvement that are borne
/// @source PyTorch, ReduceLROnPlateau
/// @departs PyTorch stops reducing once a reduction would change the rate by less than 1e-8; this does not
public record ReduceOnPlateau(double factor, int patience) implements Schedule {
    private static final double THRESHOLD = 1e-4;

    public ReduceOnPlateau {
        if (!(factor > 0 && factor < 1) || patience < 0) {
            throw new IllegalArgumentException("no reduction by " + factor + " after " + patience + " validations");
        }
    }

    @Override
    public double rate(double base, State state) {
        return base * StrictMath.pow(factor, state.reductions());
    }

    @Override
    public State validated(State s, double loss) {
        if (loss < s.best() * (1 - THRESHOLD)) {
            return new State(s.updates(), loss, 0, s.reductions());
        }
        if (s.waiting() < patience) {
            return new State(s.updates(), s.best(), s.waiting() + 1, s.reductions());
        }
        return new State(s.updates(), s.best(), 0, s.reductions() + 1);
    }
}
