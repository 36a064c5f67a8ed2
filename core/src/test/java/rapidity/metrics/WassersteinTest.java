package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.golden.GoldenFile;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class WassersteinTest {
    /// Sums of some tens of products.
    private static final double ROUNDING = 1e-13;

    private static final GoldenFile GOLDEN = GoldenFile.of(WassersteinTest.class, "distances.txt");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void distancesAreThoseOfScipy(int k) {
        double[] x = GOLDEN.at("wasserstein" + k + ".x");
        double[] y = GOLDEN.at("wasserstein" + k + ".y");
        double expected = GOLDEN.number("wasserstein" + k + ".value");
        assertThat(Wasserstein.distance(x, y)).isCloseTo(expected, within(ROUNDING));
        assertThat(Wasserstein.distance(y, x)).isCloseTo(expected, within(ROUNDING));
        assertThat(Wasserstein.distance(x, x)).isZero();
    }

    private static double[] normal(RandomStream random, int n, double mean) {
        return DoubleStream.generate(() -> mean + random.nextGaussian())
                .limit(n)
                .toArray();
    }

    @Test
    void theErrorOfADistanceIsItsSpread() {
        RandomStream random = new RandomStreams(5).stream("toys");
        double[] x = normal(random, 300, 0);
        double[] y = normal(random, 500, 0.7);
        double[] toys = DoubleStream.generate(
                        () -> Wasserstein.distance(normal(random, 300, 0), normal(random, 500, 0.7)))
                .limit(400)
                .toArray();
        Estimate found = Wasserstein.estimate(x, y, 400, random);
        assertThat(found.value()).isEqualTo(Wasserstein.distance(x, y));
        double spread = SampleStatistics.of(toys).standardDeviation();
        // two spreads over 400 samples, 3.5 % each, and one sample of 300 instead of the distribution, 4 %
        assertThat(found.error() / spread).isCloseTo(1, within(0.2));
        assertThat(found.value()).isCloseTo(0.7, within(3 * spread));
    }

    @Test
    void samplesThatAreNoneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wasserstein.distance(new double[0], new double[1]))
                .withMessageContaining("empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wasserstein.distance(new double[1], new double[] {0, Double.NaN}))
                .withMessageContaining("value 1 of the sample is NaN");
    }
}
