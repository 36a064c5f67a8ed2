package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.golden.GoldenFile;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class EnergyMoversDistanceTest {
    /// The solvers of the reference accept violations of 1e-10.
    private static final double AGREEMENT = 1e-9;

    /// The sums of transverse momenta round differently in another order.
    private static final double ROUNDING = 1e-14;

    /// Central differences of step 1e-6 round at 1e-10.
    private static final double DIFFERENCES = 1e-8;

    private static final GoldenFile GOLDEN = GoldenFile.of(EnergyMoversDistanceTest.class, "distances.txt");

    private final RandomStream random = new RandomStreams(20261126).stream("jets");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void distancesAreThoseOfLinearProgrammingAndEnergyflow(int k) {
        double[] x = GOLDEN.at("emd" + k + ".x");
        double[] y = GOLDEN.at("emd" + k + ".y");
        for (double radius : new double[] {1, 0.4}) {
            String name = "emd" + k + ".value" + (radius == 1 ? "1" : "0.4");
            double expected = GOLDEN.number(name);
            assertThat(EnergyMoversDistance.of(x, y, radius).value()).isCloseTo(expected, within(AGREEMENT));
            assertThat(EnergyMoversDistance.of(y, x, radius).value()).isCloseTo(expected, within(AGREEMENT));
        }
    }

    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        for (int k = 0; k < 20; k++) {
            double[] x = jet(1 + random.nextInt(8));
            double[] y = jet(1 + random.nextInt(8));
            double radius = k % 2 == 0 ? 1 : 0.7;
            double[] gradient = EnergyMoversDistance.of(x, y, radius).gradient();
            for (int i = 0; i < x.length; i++) {
                double step = 1e-6;
                double[] more = x.clone();
                double[] less = x.clone();
                more[i] += step;
                less[i] -= step;
                double slope = (EnergyMoversDistance.of(more, y, radius).value()
                                - EnergyMoversDistance.of(less, y, radius).value())
                        / (2 * step);
                assertThat(gradient[i]).isCloseTo(slope, within(DIFFERENCES));
            }
        }
    }

    @Test
    void aJetIsNowhereFromItselfInAnyOrder() {
        double[] x = jet(5);
        double[] y = new double[15];
        System.arraycopy(x, 0, y, 3, 12);
        System.arraycopy(x, 12, y, 0, 3);
        assertThat(EnergyMoversDistance.of(x, x, 1).value()).isZero();
        assertThat(EnergyMoversDistance.of(x, y, 1).value()).isCloseTo(0, within(ROUNDING));
        assertThat(EnergyMoversDistance.of(x, y, 1).flow(0, 1)).isEqualTo(x[0]);
    }

    @Test
    void withoutParticlesOnlyTheMomentaCount() {
        assertThat(EnergyMoversDistance.of(new double[0], new double[] {3, 5, 7}, 1)
                        .value())
                .isEqualTo(3);
        assertThat(EnergyMoversDistance.of(new double[0], new double[0], 1).value())
                .isZero();
        assertThat(EnergyMoversDistance.of(new double[9], new double[6], 1).value())
                .isZero();
        assertThat(EnergyMoversDistance.of(new double[] {2, 0, 0}, new double[] {3, 0.3, 0.4}, 0.5)
                        .value())
                .isCloseTo(3, within(AGREEMENT));
    }

    @Test
    void whatIsNoJetIsRefused() {
        double[] one = {1, 0, 0};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnergyMoversDistance.of(new double[] {-1, 0, 0}, one, 1))
                .withMessageContaining("supply 0 is -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnergyMoversDistance.of(new double[] {1, Double.NaN, 0}, one, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnergyMoversDistance.of(new double[4], one, 1))
                .withMessageContaining("(pt, eta, phi) expected, got 4 and 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnergyMoversDistance.of(one, one, 0))
                .withMessageContaining("got 0");
    }

    private double[] jet(int n) {
        double[] r = new double[3 * n];
        for (int i = 0; i < n; i++) {
            r[3 * i] = random.nextExponential();
            r[3 * i + 1] = 0.3 * random.nextGaussian();
            r[3 * i + 2] = 0.3 * random.nextGaussian();
        }
        return r;
    }
}
