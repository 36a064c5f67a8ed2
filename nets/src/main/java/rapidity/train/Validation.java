package rapidity.train;

/// When the loss of the validation events is looked at, and what follows.
///
/// @param every steps between validations; the last step is validated too
/// @param patience validations without improvement that are borne before training stops
/// @param kept which weights are the result
public record Validation(long every, int patience, Kept kept) {
    /// Which weights are the result of a run.
    public enum Kept {
        /// Those of the smallest validation loss.
        BEST,
        /// Those after the last step.
        LAST
    }

    public Validation {
        if (every < 1 || patience < 0) {
            throw new IllegalArgumentException(
                    "no validation every " + every + " steps with a patience of " + patience);
        }
    }

    /// What has been seen.
    ///
    /// @param best smallest loss
    /// @param bestStep steps done when it was found
    /// @param waiting validations since then
    record State(double best, long bestStep, int waiting) {
        static final State START = new State(Double.POSITIVE_INFINITY, 0, 0);

        State after(long step, double loss) {
            return loss < best ? new State(loss, step, 0) : new State(best, bestStep, waiting + 1);
        }
    }

    boolean stops(State s) {
        return s.waiting > patience;
    }
}
