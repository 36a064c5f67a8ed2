package rapidity.train;

/// Half a cosine from the optimiser's rate to zero:
///
/// ```
/// rate(t) = base (1 + cos(pi t / steps)) / 2
/// ```
///
/// @param steps updates until zero; after them the rate rises again, as in PyTorch
/// @source Loshchilov, Hutter, arXiv:1608.03983, Eq. 5, without restarts
public record CosineAnnealing(long steps) implements Schedule {
    public CosineAnnealing {
        if (steps < 1) {
            throw new IllegalArgumentException("a cosine over " + steps + " steps");
        }
    }

    @Override
    public double rate(double base, State state) {
        return base * (1 + StrictMath.cos(Math.PI * state.updates() / steps)) / 2;
    }
}
