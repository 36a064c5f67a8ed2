package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChamferDistanceTest {
    /// Sums of a few numbers of order one.
    private static final double ROUNDING = 1e-14;

    private static final double[] X = {0, 0, 3, 0};
    private static final double[] Y = {0, 1, 0, 2, 3, 5};

    @Test
    void eachPointIsComparedWithTheNearest() {
        assertThat(ChamferDistance.squared(X, Y, 2)).isCloseTo((1 + 10 + 1 + 4 + 25) / 2.0, within(ROUNDING));
        ChamferDistance rooted = ChamferDistance.of(PairCosts.euclidean(X, Y, 2));
        assertThat(rooted.sumOfMeans()).isCloseTo((1 + Math.sqrt(10)) / 2 + (1 + 2 + 5) / 3.0, within(ROUNDING));
        assertThat(rooted.nearestColumn(1)).isZero();
        assertThat(rooted.nearestRow(2)).isEqualTo(1);
    }

    @Test
    void minkowskiSquaresKeepTheirSign() {
        double[] x = {2, 0, 0, 1};
        double[] y = {1, 0, 0, 1, 2, 3, 0, 0};
        PairCosts costs = PairCosts.minkowski(x, y);
        assertThat(costs.values()).containsExactly(1, -10);
        assertThat(ChamferDistance.of(costs).sumOfMeans()).isCloseTo(-10 + (1 - 10) / 2.0, within(ROUNDING));
    }

    @Test
    void aSetIsNowhereFromItself() {
        assertThat(ChamferDistance.squared(Y, Y, 2)).isZero();
        double[] reordered = {3, 5, 0, 1, 0, 2};
        assertThat(ChamferDistance.squared(Y, reordered, 2)).isZero();
        assertThat(ChamferDistance.squared(new double[0], new double[0], 2)).isZero();
        assertThat(ChamferDistance.of(PairCosts.euclidean(new double[0], new double[0], 2))
                        .sumOfMeans())
                .isZero();
    }

    @Test
    void whatHasNoDistanceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChamferDistance.squared(X, new double[0], 2))
                .withMessageContaining("sets of 2 and 0 points");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChamferDistance.squared(X, Y, 4))
                .withMessageContaining("points of 4 components expected, got 6 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChamferDistance.squared(X, new double[] {0, 0, Double.NaN, 1}, 2))
                .withMessageContaining("point 0 of the first set and point 1 of the second is NaN");
    }
}
