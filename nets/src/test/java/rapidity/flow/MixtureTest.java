package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rapidity.flow.Distributions.integral;
import static rapidity.flow.Distributions.kolmogorov;
import static rapidity.flow.Distributions.probabilities;
import static rapidity.flow.Distributions.probability;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class MixtureTest {
    private static final RandomStreams STREAMS = new RandomStreams(3);

    /// The trapezoidal rule is exact to rounding for these densities; some thousand roundings.
    private static final double INTEGRAL = 1e-12;

    /// Central differences of step 1e-5 of numbers up to some hundred: rounding 1e-9, curvature 1e-10.
    private static final double DIFFERENCES = 1e-7;

    private static final double STEP = 1e-5;

    /// The Kolmogorov statistic is above this in one of a thousand samples.
    private static final double UNLIKELY = 1.95;

    private static final int DRAWS = 20_000;

    private static double[] parameters(int components, double spread, RandomStream random) {
        return DoubleStream.generate(() -> spread * random.nextGaussian())
                .limit(3L * components)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-10, -3, 0, 2, 5, 9, 13})
    void vonMisesIntegratesToOneAtAnyConcentration(double logConcentration) {
        double k = Math.exp(logConcentration);
        int steps = (int) Math.ceil(200 * (1 + Math.sqrt(k)));
        double found = integral(
                x -> Math.exp(MixtureComponent.VON_MISES.logDensity(x, 0.7, logConcentration)),
                -Math.PI,
                Math.PI,
                steps);
        assertThat(found).isCloseTo(1, within(INTEGRAL));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-10, 0, 5})
    void theNormalDistributionIntegratesToOne(double logScale) {
        double reach = 12 * Math.exp(logScale);
        double found = integral(
                x -> Math.exp(MixtureComponent.GAUSSIAN.logDensity(x, 0.7, logScale)), 0.7 - reach, 0.7 + reach, 400);
        assertThat(found).isCloseTo(1, within(INTEGRAL));
    }

    @Test
    void vonMisesIsTheNormalDistributionWhereItIsNarrowAndPeriodicEverywhere() {
        double k = 1e10;
        double sigma = 1 / Math.sqrt(k);
        for (double x : new double[] {-2 * sigma, 0, 3 * sigma}) {
            double narrow = MixtureComponent.VON_MISES.logDensity(x, 0, Math.log(k));
            // they differ by 1 / 8k
            assertThat(narrow).isCloseTo(MixtureComponent.GAUSSIAN.logDensity(x, 0, Math.log(sigma)), within(1e-9));
        }
        double here = MixtureComponent.VON_MISES.logDensity(3, -3, 1);
        assertThat(MixtureComponent.VON_MISES.logDensity(3 - 2 * Math.PI, -3, 1))
                .isCloseTo(here, within(1e-14));
    }

    @ParameterizedTest
    @EnumSource(MixtureComponent.class)
    void mixturesIntegrateToOne(MixtureComponent kind) {
        Mixture mixture = new Mixture(kind, 7);
        double[] p = parameters(8, 1.5, STREAMS.stream("integral"));
        double reach = kind == MixtureComponent.GAUSSIAN ? 1200 : Math.PI;
        double found = integral(x -> Math.exp(mixture.logDensity(x, p, 3)), -reach, reach, 200_000);
        assertThat(found).isCloseTo(1, within(INTEGRAL));
    }

    @ParameterizedTest
    @EnumSource(MixtureComponent.class)
    void slopesAreThoseOfDifferences(MixtureComponent kind) {
        Mixture mixture = new Mixture(kind, 4);
        RandomStream random = STREAMS.stream("slopes");
        for (int k = 0; k < 20; k++) {
            double[] p = parameters(5, 1, random);
            double x = 3 * random.nextDouble() - 1.5;
            double[] slopes = new double[p.length];
            assertThat(mixture.logDensity(x, p, 3, slopes)).isEqualTo(mixture.logDensity(x, p, 3));
            for (int i = 0; i < p.length; i++) {
                double before = p[i];
                p[i] = before + STEP;
                double up = mixture.logDensity(x, p, 3);
                p[i] = before - STEP;
                double down = mixture.logDensity(x, p, 3);
                p[i] = before;
                assertThat(slopes[i]).as("slope %d", i).isCloseTo((up - down) / (2 * STEP), within(DIFFERENCES));
            }
        }
    }

    @Test
    void scalesAreClampedAndDoNotPullBeyond() {
        Mixture mixture = new Mixture(MixtureComponent.GAUSSIAN, 1);
        for (double beyond : new double[] {-11, 6}) {
            double[] slopes = new double[3];
            double edge = Math.min(Math.max(beyond, -10), 5);
            double found = mixture.logDensity(0.5, new double[] {0.5, beyond, 0}, 0, slopes);
            assertThat(found).isEqualTo(mixture.logDensity(0.5, new double[] {0.5, edge, 0}, 0));
            assertThat(slopes[1]).isZero();
        }
    }

    @Test
    void valuesFarFromAllComponentsHaveFiniteDensities() {
        Mixture mixture = new Mixture(MixtureComponent.GAUSSIAN, 2);
        double[] slopes = new double[6];
        assertThat(mixture.logDensity(50, new double[] {0, -10, 0, 1, -9, 800}, 0, slopes))
                .isFinite();
        assertThat(slopes).doesNotContain(Double.NaN);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-10, -2, 0, 1.5, 3, 5, 7})
    void vonMisesIsDrawnExactly(double logConcentration) {
        RandomStream random = STREAMS.stream("von Mises");
        double[] draws = DoubleStream.generate(() -> MixtureComponent.VON_MISES.draw(-1.9, logConcentration, random))
                .limit(5L * DRAWS)
                .sorted()
                .toArray();
        double step = 0.01 / (1 + Math.exp(0.5 * logConcentration));
        double[] u = probabilities(
                x -> Math.exp(MixtureComponent.VON_MISES.logDensity(x, -1.9, logConcentration)), draws, step);
        assertThat(kolmogorov(u)).isLessThan(UNLIKELY);
    }

    @ParameterizedTest
    @EnumSource(MixtureComponent.class)
    void mixturesAreDrawnExactly(MixtureComponent kind) {
        Mixture mixture = new Mixture(kind, 3);
        RandomStream random = STREAMS.stream("mixture");
        double[] p = parameters(4, 1, random);
        double[] u = IntStream.range(0, DRAWS / 8)
                .mapToDouble(k -> probability(mixture, mixture.draw(p, 3, random), p, 3))
                .toArray();
        assertThat(kolmogorov(u)).isLessThan(UNLIKELY);
    }

    @Test
    void drawnAnglesAreWrapped() {
        RandomStream random = STREAMS.stream("wrapped");
        for (int k = 0; k < DRAWS; k++) {
            assertThat(MixtureComponent.VON_MISES.draw(3.1, 2, random))
                    .isGreaterThanOrEqualTo(-Math.PI)
                    .isLessThan(Math.PI);
        }
    }

    @Test
    void theKolmogorovTestWouldSeeAFaultOfAFewPerCent() {
        RandomStream random = STREAMS.stream("fault");
        double[] u = DoubleStream.generate(() -> MixtureComponent.GAUSSIAN.draw(0.1, 0, random))
                .limit(DRAWS / 8)
                .map(x -> probability(MixtureComponent.GAUSSIAN, x, 0, 0))
                .toArray();
        assertThat(kolmogorov(u)).isGreaterThan(UNLIKELY);
    }
}
