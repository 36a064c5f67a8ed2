package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WassersteinTest {
    /// Sums of some tens of products.
    private static final double ROUNDING = 1e-13;

    private static final Fixture GOLDEN = Fixture.of("distances.txt");

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
