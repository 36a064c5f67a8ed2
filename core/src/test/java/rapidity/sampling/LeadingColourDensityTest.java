package rapidity.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.matrixelement.QqbarToZGluons;
import rapidity.matrixelement.QuarkFlavour;
import rapidity.matrixelement.StandardModel;

class LeadingColourDensityTest {
    /// The examples are printed with five or six digits.
    private static final double PRINTED = 2e-5;
    /// The same function in another form; the momenta of the point conserve energy to 1e-16 only.
    private static final double ROUNDING = 1e-12;

    private static double density(double... momenta) {
        return new LeadingColourDensity(momenta.length / 4 - 3, QuarkFlavour.UP, StandardModel.DEFAULT)
                .value(momenta, 0);
    }

    private static final double[] ONE_GLUON = {
        150.00000000000006,
        0.0,
        0.0,
        150.00000000000006,
        150.00000000000006,
        0.0,
        0.0,
        -150.00000000000006,
        163.85875224000006,
        36.780019063669044,
        102.60279179091822,
        81.5741175621002,
        136.14124776000006,
        -36.78001906366903,
        -102.60279179091825,
        -81.5741175621002
    };

    @Test
    void withOneGluonItIsTheMatrixElement() {
        double exact = QqbarToZGluons.of("zg").value(ONE_GLUON);
        assertThat(density(ONE_GLUON)).isCloseTo(exact, within(ROUNDING * exact));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.29723", "2, 4.8593e-4", "3, 1.39931e-5", "4, 2.47271e-7", "5, 1.12636e-10"})
    void theFirstReferencePointsHaveTheirPrintedValues(int gluons, double expected) {
        assertThat(density(ReferenceMomenta.first(gluons))).isCloseTo(expected, within(PRINTED * expected));
    }

    @Test
    void aProcessWithoutGluonsIsRefused() {
        assertThatThrownBy(() -> new LeadingColourDensity(0, QuarkFlavour.UP, StandardModel.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
    }
}
