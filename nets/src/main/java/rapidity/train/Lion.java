package rapidity.train;

import rapidity.engine.kernel.LionRule;

/// Lion: the sign of a moment decides the direction, every weight moves by the same length. Weight decay is decoupled,
/// as in [AdamW]; rates are three to ten times smaller than Adam's and decays as much larger.
///
/// @param rate learning rate
/// @param beta1 weight of the moment in the direction
/// @param beta2 decay of the moment
/// @param weightDecay decay per update and learning rate
/// @source Chen et al., arXiv:2302.06675, Algorithm 2
public record Lion(double rate, double beta1, double beta2, double weightDecay) implements Optimizer {
    public Lion {
        Optimizer.check(rate, beta1, beta2, 1, weightDecay);
    }

    /// The paper's defaults: 0.9, 0.99, no decay.
    public static Lion of(double rate) {
        return new Lion(rate, 0.9, 0.99, 0);
    }

    public Lion withWeightDecay(double decay) {
        return new Lion(rate, beta1, beta2, decay);
    }

    @Override
    public LionRule rule(double rate, double beta1, long update) {
        return new LionRule(rate, beta1, beta2, weightDecay);
    }
}
