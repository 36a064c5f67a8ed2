package rapidity.metrics;

import java.util.Arrays;
import rapidity.random.RandomStream;

/// How far a set of generated jets is from a set of real ones, feature by feature: the 1-Wasserstein distance of
/// batches of jets drawn with replacement, mean and deviation.
///
/// @param jets in a batch
/// @param batches their number
/// @source Kansal et al., arXiv:2106.11535
public record SetDistances(int jets, int batches) {
    /// The published numbers for W1: 5 batches of 50,000 jets.
    public static final SetDistances WASSERSTEIN = new SetDistances(50_000, 5);

    /// @throws IllegalArgumentException if there is no jet or no batch
    public SetDistances {
        if (jets < 1 || batches < 1) {
            throw new IllegalArgumentException(batches + " batches of " + jets + " jets");
        }
    }

    /// W1 of each feature: W1P of particles, W1M of the mass, W1EFP of energy flow polynomials.
    ///
    /// @throws IllegalArgumentException if the sets have other features, or a batch happens to have no particle
    public Estimate[] wasserstein(SetFeatures real, SetFeatures generated, RandomStream random) {
        SetFeatures.requireSame(real, generated);
        double[][] values = new double[real.width()][batches];
        for (int b = 0; b < batches; b++) {
            int[] ofReal = real.draw(jets, random);
            int[] ofGenerated = generated.draw(jets, random);
            for (int f = 0; f < values.length; f++) {
                values[f][b] = Wasserstein.distance(real.column(f, ofReal), generated.column(f, ofGenerated));
            }
        }
        return Arrays.stream(values).map(Estimate::ofBatches).toArray(Estimate[]::new);
    }
}
