package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.golden.GoldenFile;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class SetDistancesTest {
    /// Roots of eigenvalues of random covariances, relative; SciPy's Schur method is the less accurate side.
    private static final double AGREEMENT = 1e-9;

    private static final GoldenFile GOLDEN = GoldenFile.of(SetDistancesTest.class, "distances.txt");

    private final RandomStream random = new RandomStreams(20261126).stream("sets");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void frechetAndKernelDistancesAreThoseOfTheirFormulas(int k) {
        int width = (int) GOLDEN.number("sets" + k + ".width");
        double[] x = GOLDEN.at("sets" + k + ".x");
        double[] y = GOLDEN.at("sets" + k + ".y");
        double frechet = GOLDEN.number("sets" + k + ".frechet");
        double kernel = GOLDEN.number("sets" + k + ".kernel");
        SetFeatures real = SetFeatures.ofJets(width, x);
        assertThat(FrechetDistance.between(real, SetFeatures.ofJets(width, y)))
                .isCloseTo(frechet, within(AGREEMENT * frechet));
        assertThat(FrechetDistance.between(real, real)).isCloseTo(0, within(AGREEMENT));
        assertThat(KernelDistance.discrepancy(x, y, width))
                .isCloseTo(kernel, within(AGREEMENT * Math.max(1, Math.abs(kernel))));
    }

    /// The bias of the Frechet distance is exactly a + b / N for its mean over many batches, nearly for a few.
    @Test
    void theExtrapolationRemovesTheBiasOfFiniteSets() {
        SetFeatures x = SetFeatures.ofJets(3, normal(30_000, 0));
        SetFeatures y = SetFeatures.ofJets(3, normal(30_000, 0));
        SetFeatures shifted = SetFeatures.ofJets(3, normal(30_000, 1));
        FrechetDistance small = new FrechetDistance(300, 2000, 6, 20);
        double scale = x.largest()[0];
        assertThat(small.of(x, y, random).value()).isLessThan(0.1 * 3 / (scale * scale) / 30);
        Estimate far = small.of(x, shifted, random);
        double expected = Arrays.stream(x.largest()).map(s -> 1 / (s * s)).sum();
        assertThat(far.value()).isCloseTo(expected, within(0.1 * expected));
        assertThat(far.error()).isPositive().isLessThan(0.05 * expected);
        assertThat(new KernelDistance(400, 5).of(x, shifted, random).value())
                .isGreaterThan(Math.abs(
                        10 * new KernelDistance(400, 5).of(x, y, random).value()));
    }

    private double[] normal(int rows, double shift) {
        double[] r = new double[3 * rows];
        Arrays.setAll(r, i -> shift + random.nextGaussian());
        return r;
    }

    @Test
    void fitsRespectTheirBounds() {
        double[] x = {1, 2, 3, 4};
        assertThat(FrechetDistance.extrapolated(x, new double[] {3, 5, 7, 9}))
                .satisfies(e -> assertThat(e.value()).isCloseTo(1, within(AGREEMENT)))
                .satisfies(e -> assertThat(e.error()).isCloseTo(0, within(AGREEMENT)));
        assertThat(FrechetDistance.extrapolated(x, new double[] {1, 3, 5, 7}).value())
                .isZero();
        assertThat(FrechetDistance.extrapolated(x, new double[] {4, 3, 2, 1}).value())
                .isCloseTo(2.5, within(AGREEMENT));
        assertThat(FrechetDistance.extrapolated(x, new double[] {-4, -3, -2, -1})
                        .value())
                .isZero();
    }

    @Test
    void wassersteinDistancesOfRaggedFeatures() {
        SetFeatures particles = new SetFeatures(2, new double[] {1, 10, 2, 20, 3, 30}, new int[] {0, 2, 2, 3});
        assertThat(particles.column(1, new int[] {2, 0, 1})).containsExactly(30, 10, 20);
        SetFeatures real = SetFeatures.ofJets(3, normal(5000, 0));
        SetFeatures shifted = SetFeatures.ofJets(3, normal(5000, 0.5));
        Estimate[] w1 = new SetDistances(4000, 3).wasserstein(real, shifted, random);
        assertThat(w1).hasSize(3).allSatisfy(e -> {
            // the statistical error of the mean of 4000 jets is 0.016
            assertThat(e.value()).isCloseTo(0.5, within(0.08));
            assertThat(e.error()).isPositive().isLessThan(0.05);
        });
    }

    @Test
    void setsThatDoNotFitAreRefused() {
        SetFeatures one = SetFeatures.ofJets(1, new double[3]);
        SetFeatures two = SetFeatures.ofJets(2, new double[6]);
        SetFeatures ragged = new SetFeatures(1, new double[3], new int[] {0, 2, 3});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrechetDistance.between(one, two))
                .withMessageContaining("1 and 2 features");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrechetDistance.between(one, ragged))
                .withMessageContaining("got 3 for 2 jets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetFeatures.ofJets(2, new double[3]))
                .withMessageContaining("rows of 2 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetFeatures.ofJets(2, new double[] {0, 0, 0, Double.NaN}))
                .withMessage("feature 1 of row 1 is NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> new FrechetDistance(1, 5, 3, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelDistance(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SetDistances(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelDistance.discrepancy(new double[1], new double[4], 1));
    }
}
