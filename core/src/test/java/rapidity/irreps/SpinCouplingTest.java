package rapidity.irreps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpinCouplingTest {
    /// A sum of products of numbers of at most 1, each right to its last digits.
    private static final double ROUNDING = 1e-14;

    @Test
    void knowsTheCoefficientsOfTextbooks() {
        assertThat(SpinCoupling.coefficient(1, 1, 1, -1, 0, 0)).isEqualTo(Math.sqrt(0.5));
        assertThat(SpinCoupling.coefficient(1, -1, 1, 1, 0, 0)).isEqualTo(-Math.sqrt(0.5));
        assertThat(SpinCoupling.coefficient(2, 2, 2, -2, 2, 0)).isEqualTo(Math.sqrt(0.5));
        assertThat(SpinCoupling.coefficient(2, 0, 2, 0, 4, 0)).isEqualTo(Math.sqrt(2.0 / 3));
        assertThat(SpinCoupling.coefficient(3, 1, 2, 0, 1, 1)).isEqualTo(-Math.sqrt(1.0 / 3));
        assertThat(SpinCoupling.coefficient(3, 3, 2, 2, 5, 5)).isEqualTo(1);
    }

    @Test
    void vanishesWhereNothingCouples() {
        assertThat(SpinCoupling.coefficient(2, 0, 2, 0, 2, 0)).isZero();
        assertThat(SpinCoupling.coefficient(2, 0, 2, 2, 4, 0)).isZero();
        assertThat(SpinCoupling.coefficient(1, 1, 1, 1, 4, 2)).isZero();
        assertThat(SpinCoupling.coefficient(1, 1, 2, 0, 2, 0)).isZero();
    }

    @Test
    void isOrthogonalForSmallAndForLargeSpins() {
        assertOrthogonal(3, 4);
        assertOrthogonal(40, 41);
    }

    private static void assertOrthogonal(int j1, int j2) {
        for (int j = Math.abs(j1 - j2); j <= j1 + j2; j += 2 * Math.max(1, Math.min(j1, j2) / 3)) {
            for (int other = Math.abs(j1 - j2); other <= j1 + j2; other += 2) {
                int m = (j1 + j2) % 2;
                double sum = 0;
                for (int m1 = -j1; m1 <= j1; m1 += 2) {
                    if (Math.abs(m - m1) <= j2) {
                        sum += SpinCoupling.coefficient(j1, m1, j2, m - m1, j, m)
                                * SpinCoupling.coefficient(j1, m1, j2, m - m1, other, m);
                    }
                }
                assertThat(sum).isCloseTo(j == other ? 1 : 0, within(ROUNDING));
            }
        }
    }

    @Test
    void refusesProjectionsThatDoNotBelongToTheirSpin() {
        assertThatIllegalArgumentException().isThrownBy(() -> SpinCoupling.coefficient(2, 1, 2, 0, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SpinCoupling.coefficient(2, 4, 2, 0, 2, 0));
    }
}
