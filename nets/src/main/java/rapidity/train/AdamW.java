package rapidity.train;

import rapidity.engine.kernel.AdamRule;

/// Adam with decoupled weight decay: every update first shrinks all weights by `1 - rate * weightDecay`.
///
/// @param rate learning rate
/// @param beta1 decay of the first moment
/// @param beta2 decay of the second moment
/// @param epsilon added to the root of the second moment
/// @param weightDecay decay per update and learning rate
/// @source Loshchilov, Hutter, arXiv:1711.05101, Algorithm 2; epsilon and bias corrections as in PyTorch
public record AdamW(double rate, double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    public AdamW {
        Optimizer.check(rate, beta1, beta2, epsilon, weightDecay);
    }

    /// PyTorch's defaults: 0.9, 0.999, 1e-8, decay 0.01.
    public static AdamW of(double rate) {
        return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01);
    }

    public AdamW withWeightDecay(double decay) {
        return new AdamW(rate, beta1, beta2, epsilon, decay);
    }

    @Override
    public AdamRule rule(double rate, double beta1, long update) {
        return new AdamRule(
                rate,
                beta1,
                beta2,
                epsilon,
                1 - StrictMath.pow(beta1, update),
                1 - StrictMath.pow(beta2, update),
                0,
                weightDecay);
    }
}
