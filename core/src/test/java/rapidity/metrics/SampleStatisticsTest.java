package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import rapidity.golden.GoldenFile;

class SampleStatisticsTest {
    /// Sums of some hundred numbers of order one, to the fourth power.
    private static final double ROUNDING = 1e-12;

    private static final GoldenFile GOLDEN = GoldenFile.of(SampleStatisticsTest.class, "distances.txt");

    private final double[] values = GOLDEN.at("sample.values");
    private final SampleStatistics sample = SampleStatistics.of(values);

    @Test
    void quantilesAndMomentsAreThoseOfNumpyAndScipy() {
        double[] q = GOLDEN.at("sample.quantiles");
        assertThat(sample.size()).isEqualTo(200);
        assertThat(sample.median()).isCloseTo(q[2], within(ROUNDING));
        assertThat(sample.interquartileRange()).isCloseTo(q[3] - q[1], within(ROUNDING));
        assertThat(sample.interdecileRange()).isCloseTo(q[4] - q[0], within(ROUNDING));
        assertThat(sample.medianAbsoluteDeviation()).isCloseTo(GOLDEN.number("sample.mad"), within(ROUNDING));
        double[] moments = {sample.mean(), sample.standardDeviation(), sample.skewness(), sample.excessKurtosis()};
        assertThat(moments).containsExactly(GOLDEN.at("sample.moments"), within(ROUNDING));
        assertThat(SampleStatistics.correlation(values, GOLDEN.at("sample.others")))
                .isCloseTo(GOLDEN.number("sample.pearson"), within(ROUNDING));
    }

    @Test
    void absoluteValuesWithinRanges() {
        SampleStatistics s = SampleStatistics.of(new double[] {-100, -1, 2, -3, 4, 5, 6, 7, 8, 1000, 9});
        assertThat(s.minimum()).isEqualTo(-100);
        assertThat(s.maximum()).isEqualTo(1000);
        assertThat(s.smallestAbsolute()).isEqualTo(1);
        assertThat(s.meanAbsolute()).isCloseTo(1145 / 11.0, within(ROUNDING));
        assertThat(s.meanAbsoluteWithinDeciles()).isCloseTo(45 / 9.0, within(ROUNDING));
        // the quartiles are 0.5 and 7.5
        assertThat(s.meanAbsoluteWithinQuartiles()).isCloseTo(24 / 5.0, within(ROUNDING));
    }

    /// 1 - |x| on [-1, 1] has half of its height between -1/2 and 1/2.
    @Test
    void aTriangleIsHalfAsWideAtHalfMaximum() {
        double[] triangle = new double[200_000];
        Arrays.setAll(triangle, i -> {
            double q = (i + 0.5) / triangle.length;
            return q < 0.5 ? Math.sqrt(2 * q) - 1 : 1 - Math.sqrt(2 - 2 * q);
        });
        // the bins are 0.06 wide, and the highest ones lower than the tip
        assertThat(SampleStatistics.of(triangle).fullWidthAtHalfMaximum()).isCloseTo(1, within(0.04));
        assertThat(SampleStatistics.of(new double[5]).fullWidthAtHalfMaximum()).isZero();
    }

    @Test
    void constantsAndSamplesThatAreNone() {
        SampleStatistics constant = SampleStatistics.of(new double[] {3, 3, 3});
        assertThat(constant.skewness()).isZero();
        assertThat(constant.excessKurtosis()).isZero();
        assertThat(SampleStatistics.correlation(new double[2], new double[2])).isNaN();
        assertThatIllegalArgumentException().isThrownBy(() -> SampleStatistics.of(new double[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleStatistics.of(new double[] {0, Double.POSITIVE_INFINITY}))
                .withMessage("value 1 of 2 is Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleStatistics.correlation(new double[2], new double[3]))
                .withMessageContaining("2 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> constant.quantile(1.5))
                .withMessageContaining("1.5");
    }
}
