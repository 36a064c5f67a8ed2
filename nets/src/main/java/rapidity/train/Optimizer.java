package rapidity.train;

import rapidity.engine.kernel.UpdateRule;

/// How weights follow their gradient. An optimiser is only numbers; the moments that it needs belong to the run.
public sealed interface Optimizer permits Adam, AdamW, RAdam, Lion {
    /// Learning rate, before a [Schedule] changes it.
    double rate();

    /// Decay of the first moment, before a [Schedule] changes it.
    double beta1();

    /// The step of one update.
    ///
    /// @param rate learning rate now
    /// @param beta1 decay of the first moment now
    /// @param update 1 at the first update
    UpdateRule rule(double rate, double beta1, long update);

    /// Refuses numbers that no optimiser can mean.
    static void check(double rate, double beta1, double beta2, double epsilon, double weightDecay) {
        check("learning rate", rate, rate > 0);
        check("beta1", beta1, beta1 >= 0 && beta1 < 1);
        check("beta2", beta2, beta2 >= 0 && beta2 < 1);
        check("epsilon", epsilon, epsilon > 0);
        check("weight decay", weightDecay, weightDecay >= 0);
    }

    private static void check(String name, double value, boolean fine) {
        if (!fine || !Double.isFinite(value)) {
            throw new IllegalArgumentException("no optimiser has a " + name + " of " + value);
        }
    }
}
