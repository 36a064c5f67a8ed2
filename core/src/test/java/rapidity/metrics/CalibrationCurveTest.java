package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class CalibrationCurveTest {
    private static final double ROUNDING = 1e-14;

    @Test
    void fractionsAreOfEquallyManySignalAndBackgroundEvents() {
        CalibrationCurve c = CalibrationCurve.of(
                new double[] {0.1, 0.9, 0.8, 1}, new double[] {0.2, 0.3, 0.6, 0.1, 0.2, 0, 0.4, 0.7}, 2);
        assertThat(c.size()).isEqualTo(2);
        assertThat(c.bin(0).events()).isEqualTo(7);
        assertThat(c.bin(0).observed().value()).isCloseTo(0.25 / (0.25 + 0.75), within(ROUNDING));
        assertThat(c.bin(1).observed().value()).isCloseTo(0.75 / (0.75 + 0.25), within(ROUNDING));
        assertThat(c.bin(1).predicted()).isCloseTo(2.7 / 4 + 1.3 / 8, within(ROUNDING));
        assertThat(c.bin(1).observed().error()).isCloseTo(0.75 * 0.25 * Math.sqrt(1.0 / 3 + 1.0 / 2), within(ROUNDING));
    }

    /// Two normal distributions a distance d apart: s = 1 / (1 + exp(-d (x - d/2))) for signal at d.
    @Test
    void theProbabilitiesOfTheTrueRatioAreCalibratedWhateverTheNumbers() {
        CalibrationCurve c = toy(1);
        double chi2 = 0;
        for (int i = 0; i < c.size(); i++) {
            CalibrationCurve.Bin bin = c.bin(i);
            double pull =
                    (bin.observed().value() - bin.predicted()) / bin.observed().error();
            chi2 += pull * pull;
        }
        // 10 bins: 35 in one of ten thousand samples
        assertThat(chi2).isLessThan(35);
    }

    @Test
    void overconfidentProbabilitiesAreSeen() {
        CalibrationCurve c = toy(2);
        assertThat(c.bin(9).observed().value())
                .isLessThan(c.bin(9).predicted() - 5 * c.bin(9).observed().error());
        assertThat(c.bin(0).observed().value())
                .isGreaterThan(c.bin(0).predicted() + 5 * c.bin(0).observed().error());
    }

    private static CalibrationCurve toy(double confidence) {
        RandomStream random = new RandomStreams(4).stream("calibration");
        double[] signal = DoubleStream.generate(() -> probability(1 + random.nextGaussian(), confidence))
                .limit(30_000)
                .toArray();
        double[] background = DoubleStream.generate(() -> probability(random.nextGaussian(), confidence))
                .limit(10_000)
                .toArray();
        return CalibrationCurve.of(signal, background, 10);
    }

    private static double probability(double x, double confidence) {
        return 1 / (1 + Math.exp(-confidence * (x - 0.5)));
    }

    @Test
    void aBinOfSignalAloneIsAllSignal() {
        CalibrationCurve c = CalibrationCurve.of(new double[] {0.7, 0.9}, new double[] {0.1}, 2);
        assertThat(c.bin(1).observed()).isEqualTo(new Estimate(1, 0));
    }

    @Test
    void emptyBinsHaveNoFractionAndNoNumbersAreRefused() {
        CalibrationCurve c = CalibrationCurve.of(new double[] {0.9}, new double[] {0.95}, 3);
        assertThat(c.bin(0).events()).isZero();
        assertThat(c.bin(0).predicted()).isNaN();
        assertThat(c.bin(0).observed().value()).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationCurve.of(new double[] {1.5}, new double[] {0.95}, 3))
                .withMessage("a probability is in [0, 1], not 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationCurve.of(new double[0], new double[] {0.95}, 3));
    }
}
