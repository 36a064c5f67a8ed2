package rapidity.train;

import rapidity.engine.kernel.AdamRule;

/// Rectified Adam: as long as the second moment knows too few gradients, momentum alone; then Adam with a rate that
/// makes up for the variance of the second moment.
///
/// ```
/// rho  = 2 / (1 - beta2) - 1,   rho_t = rho - 2 t beta2^t / (1 - beta2^t)
/// rho_t > 5:  p <- p - rate r_t m' sqrt(1 - beta2^t) / (sqrt(v) + epsilon),     m' = m / (1 - beta1^t)
///             r_t = sqrt((rho_t - 4) (rho_t - 2) rho / ((rho - 4) (rho - 2) rho_t))
/// else:       p <- p - rate m'
/// ```
///
/// @param rate learning rate
/// @param beta1 decay of the first moment
/// @param beta2 decay of the second moment
/// @param epsilon added to the root of the second moment
/// @param weightDecay factor of the weights that is added to their gradient, as in [Adam]
/// @source Liu et al., arXiv:1908.03265, Algorithm 2; the threshold and epsilon as in PyTorch
/// @departs the paper rectifies from `rho_t > 4` on, PyTorch from 5 on, and so does this
public record RAdam(double rate, double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    private static final double RECTIFIABLE = 5;

    public RAdam {
        Optimizer.check(rate, beta1, beta2, epsilon, weightDecay);
    }

    /// PyTorch's defaults: 0.9, 0.999, 1e-8, no decay.
    public static RAdam of(double rate) {
        return new RAdam(rate, 0.9, 0.999, 1e-8, 0);
    }

    public RAdam withWeightDecay(double decay) {
        return new RAdam(rate, beta1, beta2, epsilon, decay);
    }

    @Override
    public AdamRule rule(double rate, double beta1, long update) {
        double correction1 = 1 - StrictMath.pow(beta1, update);
        double rest = StrictMath.pow(beta2, update);
        double longest = 2 / (1 - beta2) - 1;
        double length = longest - 2 * update * rest / (1 - rest);
        if (length <= RECTIFIABLE) {
            // the root of a second moment divided by infinity is 0: what is left divides by an epsilon of 1
            return new AdamRule(rate, beta1, beta2, 1, correction1, Double.POSITIVE_INFINITY, weightDecay, 0);
        }
        double rectified = Math.sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        double correction2 = 1 - rest;
        return new AdamRule(
                rate * rectified,
                beta1,
                beta2,
                epsilon / Math.sqrt(correction2),
                correction1,
                correction2,
                weightDecay,
                0);
    }
}
