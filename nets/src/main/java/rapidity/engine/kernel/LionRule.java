package rapidity.engine.kernel;

/// One step of Lion (Chen et al., arXiv:2302.06675, Algorithm 2):
///
/// ```
/// p <- p (1 - rate decay) - rate sign(beta1 m + (1 - beta1) g);   m <- beta2 m + (1 - beta2) g
/// ```
///
/// @param rate learning rate of this step
/// @param beta1 weight of the moment in the direction
/// @param beta2 decay of the moment
/// @param decay decoupled weight decay
public record LionRule(double rate, double beta1, double beta2, double decay) implements UpdateRule {
    @Override
    public LionRule withoutDecay() {
        return new LionRule(rate, beta1, beta2, 0);
    }
}
