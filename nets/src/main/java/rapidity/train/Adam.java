package rapidity.train;

import rapidity.engine.kernel.AdamRule;

/// Adam, with weight decay of the L2 form: added to the gradient.
///
/// @param rate learning rate
/// @param beta1 decay of the first moment
/// @param beta2 decay of the second moment
/// @param epsilon added to the root of the second moment
/// @param weightDecay factor of the weights that is added to their gradient
/// @source Kingma, Ba, arXiv:1412.6980, Algorithm 1; epsilon and bias corrections as in PyTorch
public record Adam(double rate, double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    public Adam {
        Optimizer.check(rate, beta1, beta2, epsilon, weightDecay);
    }

    /// PyTorch's defaults: 0.9, 0.999, 1e-8, no decay.
    public static Adam of(double rate) {
        return new Adam(rate, 0.9, 0.999, 1e-8, 0);
    }

    public Adam withWeightDecay(double decay) {
        return new Adam(rate, beta1, beta2, epsilon, decay);
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
                weightDecay,
                0);
    }
}
