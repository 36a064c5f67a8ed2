package rapidity.engine.kernel;

/// One step of Adam (Kingma and Ba, arXiv:1412.6980) or AdamW (arXiv:1711.05101), bias corrections included:
///
/// ```
/// g <- g + l2 p;   m <- beta1 m + (1 - beta1) g;   v <- beta2 v + (1 - beta2) g^2
/// p <- p (1 - rate decay) - rate (m / correction1) / (sqrt(v / correction2) + epsilon)
/// ```
///
/// @param rate learning rate of this step
/// @param correction1 1 - beta1^t, t = 1 at the first step
/// @param correction2 1 - beta2^t
/// @param l2 weight decay added to the gradient (Adam)
/// @param decay decoupled weight decay (AdamW)
public record AdamRule(
        double rate,
        double beta1,
        double beta2,
        double epsilon,
        double correction1,
        double correction2,
        double l2,
        double decay)
        implements UpdateRule {
    @Override
    public AdamRule withoutDecay() {
        return new AdamRule(rate, beta1, beta2, epsilon, correction1, correction2, 0, 0);
    }
}
