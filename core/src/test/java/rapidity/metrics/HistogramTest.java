package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistogramTest {
    /// A few roundings of double precision.
    private static final double ROUNDING = 1e-15;

    @Test
    void aBinHoldsItsLowerEdgeAndNothingIsLost() {
        Histogram histogram = new Histogram(4, -1, 1);
        for (double x : new double[] {-1, -0.6, -0.5, 0, 0.999, 1, 7, -1.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            histogram.fill(x);
        }
        assertThat(contents(histogram)).containsExactly(2, 1, 1, 1);
        assertThat(histogram.underflow()).isEqualTo(1);
        assertThat(histogram.overflow()).isEqualTo(3);
        assertThat(histogram.undefined()).isEqualTo(1);
    }

    @Test
    void errorsAreRootsOfSummedSquaresOfWeights() {
        Histogram histogram = new Histogram(1, 0, 1);
        histogram.fill(0.2, 3);
        histogram.fill(0.4, -4);
        assertThat(histogram.content(0)).isEqualTo(-1);
        assertThat(histogram.error(0)).isEqualTo(5);
    }

    @Test
    void theDensityIntegratesToOne() {
        Histogram histogram = new Histogram(3, 0, 6);
        histogram.fill(1);
        histogram.fill(3, 2);
        histogram.fill(3, 2);
        assertThat(histogram.density(0)).isCloseTo(0.1, within(ROUNDING));
        assertThat(histogram.density(1)).isCloseTo(0.4, within(ROUNDING));
        assertThat(histogram.densityError(1)).isCloseTo(Math.sqrt(8) / 10, within(ROUNDING));
    }

    @Test
    void aValueBelowTheEndNeverLeavesTheLastBin() {
        Histogram histogram = new Histogram(10, -100, 0.3);
        // the difference to the lower end rounds to the whole range
        histogram.fill(Math.nextDown(0.3));
        assertThat(histogram.content(9)).isEqualTo(1);
        assertThat(histogram.edge(10)).isEqualTo(0.3);
        assertThat(histogram.edge(0)).isEqualTo(-100);
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThatThrownBy(() -> new Histogram(3, 1, 1)).hasMessageContaining("[1.0, 1.0)");
        assertThatThrownBy(() -> new Histogram(0, 0, 1)).hasMessageContaining("0 bins");
        assertThatThrownBy(() -> new Histogram(3, 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] contents(Histogram histogram) {
        double[] contents = new double[histogram.bins()];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = histogram.content(i);
        }
        return contents;
    }
}
