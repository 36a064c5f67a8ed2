package rapidity.layer.irreps;

import java.util.random.RandomGenerator;

/// How the weights of a mixing are drawn, before they are scaled by its gain.
public enum WeightDraw {
    /// Standard normal.
    NORMAL,

    /// Uniform in [-1, 1).
    UNIFORM,

    /// Uniform in [0, 1), the "rand" of the published autoencoder, which leaves out the shift to zero mean.
    POSITIVE;

    double draw(RandomGenerator random) {
        return switch (this) {
            case NORMAL -> random.nextGaussian();
            case UNIFORM -> 2 * random.nextDouble() - 1;
            case POSITIVE -> random.nextDouble();
        };
    }
}
