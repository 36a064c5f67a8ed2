package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class HistogramComparisonTest {
    private static final double ROUNDING = 1e-14;

    /// Of central differences, whose error is of its square.
    private static final double STEP = 1e-5;

    private static final int TOYS = 400;
    private static final int BINS = 20;
    private static final int FOUND = 4000;
    private static final int REFERENCE = 8000;

    /// A spread over 400 toys has an error of 3.5 %: three times that.
    private static final double SPREAD = 0.11;

    private static Histogram counts(int... counts) {
        Histogram h = new Histogram(counts.length, 0, counts.length);
        for (int i = 0; i < counts.length; i++) {
            for (int k = 0; k < counts[i]; k++) {
                h.fill(i + 0.5);
            }
        }
        return h;
    }

    /// x is uniform, or has a density that rises by a relative `slope`.
    private static Histogram toy(RandomStream random, int events, double slope) {
        Histogram h = new Histogram(BINS, 0, 1);
        for (int i = 0; i < events; i++) {
            double x = random.nextDouble();
            h.fill(random.nextDouble() < 1 + slope * (x - 1) ? x : 1 - x);
        }
        return h;
    }

    @Test
    void pullsAreDifferencesOfFractionsInPoissonErrors() {
        HistogramComparison c = HistogramComparison.of(counts(40, 60, 0), counts(100, 100, 0));
        assertThat(c.pull(0)).isCloseTo((0.4 - 0.5) / Math.sqrt(0.004 + 0.0025), within(ROUNDING));
        assertThat(c.pull(1)).isCloseTo((0.6 - 0.5) / Math.sqrt(0.006 + 0.0025), within(ROUNDING));
        assertThat(c.pull(2)).isZero();
        assertThat(c.chi2()).isCloseTo(0.01 / 0.0065 + 0.01 / 0.0085, within(ROUNDING));
        assertThat(c.degreesOfFreedom()).isEqualTo(1);
        assertThat(c.ratio(0)).isCloseTo(0.8, within(ROUNDING));
        assertThat(c.ratioError(0)).isCloseTo(0.8 * Math.sqrt(1 / 40.0 + 1 / 100.0), within(ROUNDING));
        assertThat(c.ratio(2)).isNaN();
        assertThat(c.triangular().value()).isCloseTo(0.5 * (0.01 / 0.9 + 0.01 / 1.1), within(ROUNDING));
    }

    private static double discriminator(double p, double q) {
        return 0.5 * (p - q) * (p - q) / (p + q);
    }

    /// By central differences with respect to each fraction.
    @Test
    void theErrorOfTheDiscriminatorIsThatOfItsFractions() {
        HistogramComparison c = HistogramComparison.of(counts(40, 60), counts(400, 100));
        double[][] fractions = {{0.4, 0.8}, {0.6, 0.2}};
        double variance = 0;
        for (double[] f : fractions) {
            double byFound = discriminator(f[0] + STEP, f[1]) - discriminator(f[0] - STEP, f[1]);
            double byReference = discriminator(f[0], f[1] + STEP) - discriminator(f[0], f[1] - STEP);
            variance += Math.pow(byFound / (2 * STEP), 2) * f[0] / 100;
            variance += Math.pow(byReference / (2 * STEP), 2) * f[1] / 500;
        }
        assertThat(c.triangular().error()).isCloseTo(Math.sqrt(variance), within(STEP));
    }

    @Test
    void weightsCountAsManyEventsAsTheirErrorSays() {
        Histogram weighted = new Histogram(2, 0, 2);
        for (int i = 0; i < 400; i++) {
            weighted.fill(i % 2 + 0.5, 0.25);
        }
        HistogramComparison c = HistogramComparison.of(weighted, counts(100, 300));
        assertThat(c.pull(0)).isCloseTo(0.25 / Math.sqrt(200.0 / 400 / 400 + 100.0 / 400 / 400), within(ROUNDING));
    }

    @Test
    void disjointHistogramsAreOneApartAndEqualOnesNot() {
        assertThat(HistogramComparison.of(counts(30, 0), counts(0, 70))
                        .triangular()
                        .value())
                .isCloseTo(1, within(ROUNDING));
        assertThat(HistogramComparison.of(counts(30, 10), counts(60, 20))
                        .triangular()
                        .value())
                .isZero();
        assertThat(HistogramComparison.of(counts(30, 10), counts(60, 20)).chi2())
                .isZero();
    }

    @Test
    void chiSquaredOfOneDistributionIsAboutItsDegreesOfFreedom() {
        RandomStream random = new RandomStreams(1).stream("toys");
        double mean = IntStream.range(0, TOYS)
                .mapToDouble(k -> HistogramComparison.of(toy(random, FOUND, 0), toy(random, REFERENCE, 0))
                        .chi2())
                .average()
                .orElseThrow();
        // three errors of the mean, whose own are sqrt(2 (BINS - 1) / TOYS)
        assertThat(mean).isCloseTo(BINS - 1, within(3 * Math.sqrt(2.0 * (BINS - 1) / TOYS)));
    }

    @Test
    void fluctuationsAloneGiveTheStatedDiscriminator() {
        RandomStream random = new RandomStreams(2).stream("toys");
        double[] values = triangular(random, 0);
        double expected = 0.25 * (BINS - 1) * (1.0 / FOUND + 1.0 / REFERENCE);
        SampleStatistics s = SampleStatistics.of(values);
        assertThat(s.mean()).isCloseTo(expected, within(3 * s.standardDeviation() / Math.sqrt(TOYS)));
    }

    private static double[] triangular(RandomStream random, double slope) {
        return IntStream.range(0, TOYS)
                .mapToDouble(k -> comparison(random, slope).triangular().value())
                .toArray();
    }

    private static HistogramComparison comparison(RandomStream random, double slope) {
        return HistogramComparison.of(toy(random, FOUND, slope), toy(random, REFERENCE, 0));
    }

    private static double errorOverSpread(double slope) {
        RandomStream random = new RandomStreams(3).stream("toys");
        double spread = SampleStatistics.of(triangular(random, slope)).standardDeviation();
        double error = IntStream.range(0, TOYS)
                .mapToDouble(k -> comparison(random, slope).triangular().error())
                .average()
                .orElseThrow();
        return error / spread;
    }

    @Test
    void theErrorOfTheDiscriminatorIsItsSpreadAndNeverLess() {
        assertThat(errorOverSpread(0.9)).isCloseTo(1, within(SPREAD));
        assertThat(errorOverSpread(0)).isBetween(1.0, Math.sqrt(2) * (1 + SPREAD));
    }

    @Test
    void histogramsThatCannotBeComparedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistogramComparison.of(counts(1, 2), counts(1, 2, 3)))
                .withMessage("histograms of other bins cannot be compared: 2 bins on [0.0, 2.0) and 3 bins on"
                        + " [0.0, 3.0)");
        for (Histogram other : new Histogram[] {new Histogram(2, 0, 1), new Histogram(2, 1, 2)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HistogramComparison.of(counts(1, 2), other))
                    .withMessageContaining("other bins");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistogramComparison.of(counts(1, 2), counts(0, 0)))
                .withMessageContaining("nothing in its range");
    }
}
