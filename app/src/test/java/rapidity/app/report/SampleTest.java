package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SampleTest {
    /// Rounding of a handful of operations in double precision.
    private static final double ROUNDING = 1e-12;

    @Test
    void relativeDeviationsAreThoseOfTheAmplitudes() {
        double mean = -9;
        double deviation = 2;
        // A = exp(mean + 2 z): 10 % too large is ln(1.1) / 2 in z.
        Sample sample = new Sample(new double[] {0.5}, new double[] {0.5 + Math.log(1.1) / 2}, mean, deviation);
        assertThat(sample.relative()[0]).isCloseTo(0.1, offset(ROUNDING));
        assertThat(sample.logTruth()[0]).isCloseTo(-8, offset(ROUNDING));
        assertThat(sample.logPrediction()[0]).isCloseTo(-8 + Math.log(1.1), offset(ROUNDING));
        assertThat(sample.relativeStandardised()[0]).isCloseTo(Math.log(1.1), offset(ROUNDING));
    }

    @Test
    void theLargestOnePercentAreTheEventsWithTheLargestTruth() {
        double[] truth = IntStream.range(0, 300).mapToDouble(i -> (i * 7) % 300).toArray();
        double[] prediction = truth.clone();
        prediction[0] = 1e6;
        Sample largest = new Sample(truth, prediction, 0, 1).largest(0.01);
        assertThat(largest.truth()).containsExactlyInAnyOrder(297, 298, 299);
        assertThat(largest.prediction()).isEqualTo(largest.truth());
    }

    @Test
    void fractionsCountEventsOutsideTheRangeInTheirDenominator() {
        Fractions fractions = Fractions.of(new double[] {0.1, 0.2, 0.7, 5}, 0, 1, 2);
        assertThat(fractions.values()).containsExactly(0.5, 0.25);
        assertThat(fractions.errors()[0]).isCloseTo(Math.sqrt(2) / 4, offset(ROUNDING));
        assertThat(fractions.outside()).isEqualTo(0.25);
        assertThat(fractions.edges()).containsExactly(0, 0.5, 1);
    }

    @Test
    void quantilesLieBetweenNeighbours() {
        double[] sorted = {0, 1, 2, 10};
        assertThat(TruthFigure.quantile(sorted, 0)).isEqualTo(0);
        assertThat(TruthFigure.quantile(sorted, 0.5)).isEqualTo(1.5);
        assertThat(TruthFigure.quantile(sorted, 1)).isEqualTo(10);
    }
}
