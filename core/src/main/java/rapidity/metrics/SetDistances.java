package rapidity.metrics;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import rapidity.random.RandomStream;

/// How far a set of generated jets is from a set of real ones, feature by feature or jet by jet.
///
/// ```
/// W1     1-Wasserstein distance of each feature, of batches of jets drawn with replacement: mean and deviation
/// MMD    mean over real jets of the distance to the nearest generated one
/// COV    fraction of real jets that are the nearest one of a generated one
/// ```
///
/// @param jets in a batch
/// @param batches their number
/// @source Kansal et al., arXiv:2106.11535
public record SetDistances(int jets, int batches) {
    /// The published numbers for W1: 5 batches of 50,000 jets.
    public static final SetDistances WASSERSTEIN = new SetDistances(50_000, 5);

    /// The published numbers for coverage: 10 batches of 100 jets.
    public static final SetDistances COVERAGE = new SetDistances(100, 10);

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

    /// COV and MMD.
    ///
    /// @param coverage mean over the batches
    /// @param matching MMD, likewise
    public record Coverage(double coverage, double matching) {}

    /// COV and MMD of a distance of two jets, such as the energy mover's.
    ///
    /// @throws IllegalArgumentException if a set is empty
    public <J> Coverage coverage(J[] real, J[] generated, ToDoubleBiFunction<J, J> distance, RandomStream random) {
        if (real.length == 0 || generated.length == 0) {
            throw new IllegalArgumentException("sets of " + real.length + " and " + generated.length + " jets");
        }
        double covered = 0;
        double matching = 0;
        for (int b = 0; b < batches; b++) {
            double[] nearest = new double[jets];
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
            boolean[] isNearest = new boolean[jets];
            int[] drawn = random.ints(jets, 0, real.length).toArray();
            for (int i = 0; i < jets; i++) {
                J jet = generated[random.nextInt(generated.length)];
                int best = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int j = 0; j < jets; j++) {
                    double d = distance.applyAsDouble(jet, real[drawn[j]]);
                    nearest[j] = Math.min(nearest[j], d);
                    if (d < least) {
                        least = d;
                        best = j;
                    }
                }
                isNearest[best] = true;
            }
            for (int j = 0; j < jets; j++) {
                covered += isNearest[j] ? 1 : 0;
                matching += nearest[j];
            }
        }
        return new Coverage(covered / batches / jets, matching / batches / jets);
    }
}
