package rapidity.train;

/// How the learning rate changes during training: a rule without state; what it has seen is a [State].
public sealed interface Schedule permits ConstantRate, CosineAnnealing, OneCycle, ReduceOnPlateau {
    /// What a schedule has seen of a run.
    ///
    /// @param updates updates of the weights so far
    /// @param best smallest validation loss that counted as an improvement
    /// @param waiting validations since then, or since the last reduction
    /// @param reductions how often the rate was reduced
    record State(long updates, double best, int waiting, int reductions) {
        /// Before the first update.
        public static final State START = new State(0, Double.POSITIVE_INFINITY, 0, 0);
    }

    /// Learning rate of the next update.
    ///
    /// @param base the optimiser's own rate
    double rate(double base, State state);

    /// Decay of the first moment of the next update.
    ///
    /// @param base the optimiser's own
    default double beta1(double base, State state) {
        return base;
    }

    /// After an update of the weights.
    default State updated(State s) {
        return new State(s.updates + 1, s.best, s.waiting, s.reductions);
    }

    /// After a validation.
    default State validated(State s, double loss) {
        return s;
    }
}
