package rapidity.matrixelement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourMatrixTest {

    private static long[] firstRow(int gluons) {
        ColourMatrix colour = new ColourMatrix(new GluonSequences(gluons));
        long[] row = new long[colour.size()];
        for (int tau = 0; tau < row.length; tau++) {
            row[tau] = Math.round(colour.element(0, tau) * Math.pow(3, gluons - 1));
        }
        return row;
    }

    @Test
    void elementsWithTheIdentityHaveTheirPublishedValues() {
        assertThat(firstRow(1)).containsExactly(8);
        assertThat(firstRow(2)).containsExactly(64, -8);
        assertThat(firstRow(3)).containsExactly(512, -64, -64, 8, 8, 80);
        assertThat(firstRow(4))
                .containsExactly(
                        4096, -512, -512, 64, 64, 640, -512, 64, 64, -8, -8, -80, 64, -8, 640, -80, 568, 496, -8, -80,
                        -80, 496, 496, -224);
        assertThat(firstRow(5)).startsWith(32768).endsWith(1088);
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "2, 56", "3, 480", "4, 5640", "5, 74400"})
    void everyRowSumsToTheSameNumber(int gluons, double expected) {
        ColourMatrix colour = new ColourMatrix(new GluonSequences(gluons));
        for (int sigma = 0; sigma < colour.size(); sigma++) {
            double sum = 0;
            for (int tau = 0; tau < colour.size(); tau++) {
                sum += colour.element(sigma, tau) * Math.pow(3, gluons - 1);
            }
            assertThat(Math.round(sum)).isEqualTo(Math.round(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4"})
    void theBlockedFormIsTheDoubleSum(int gluons) {
        ColourMatrix colour = new ColourMatrix(new GluonSequences(gluons));
        double[][] a = new double[colour.size()][3];
        double[] expected = new double[3];
        for (int i = 0; i < a.length; i++) {
            for (int r = 0; r < 3; r++) {
                a[i][r] = Math.sin(1 + 7 * i + r);
            }
        }
        for (int r = 0; r < 3; r++) {
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < a.length; j++) {
                    expected[r] += a[i][r] * colour.element(i, j) * a[j][r];
                }
            }
        }
        double[] form = new double[3];
        colour.form(a, new double[3], form);
        for (int r = 0; r < 3; r++) {
            assertThat(form[r]).isCloseTo(expected[r], org.assertj.core.data.Percentage.withPercentage(1e-10));
        }
    }
}
