package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElementaryTest {
    /// Two units in the last place of 1.
    private static final double ERF_TOLERANCE = 2.3e-16;

    /// Of numbers given to 17 digits, a few roundings apart.
    private static final double FLOAT64 = 1e-15;

    private static final MathContext DIGITS = new MathContext(60);

    /// `2 / sqrt(pi) sum_n (-1)^n x^(2n+1) / (n! (2n+1))`, whose terms cancel: hence 60 digits.
    private static double erfInManyDigits(double x) {
        BigDecimal square = new BigDecimal(x).pow(2);
        BigDecimal power = new BigDecimal(x);
        BigDecimal sum = power;
        for (int n = 1; n < 300; n++) {
            power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(-n), DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
        }
        BigDecimal pi = new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459");
        return sum.multiply(BigDecimal.TWO).divide(pi.sqrt(DIGITS), DIGITS).doubleValue();
    }

    @Test
    void errorFunctionIsExactToTwoUnitsInTheLastPlace() {
        SplittableRandom random = new SplittableRandom(KernelsUnderTest.SEED);
        for (int i = 0; i < 2000; i++) {
            double x = 6.2 * random.nextDouble() * random.nextDouble();
            double exact = erfInManyDigits(x);
            assertThat(Elementary.erf(x)).as("erf(%s)", x).isCloseTo(exact, within(ERF_TOLERANCE));
            assertThat(Elementary.erf(-x)).isEqualTo(-Elementary.erf(x));
            // small arguments keep their relative precision
            assertThat(Elementary.erf(x * 1e-9) / erfInManyDigits(x * 1e-9)).isCloseTo(1, within(FLOAT64));
        }
    }

    @Test
    void errorFunctionHasItsLimits() {
        assertThat(Elementary.erf(0)).isZero();
        assertThat(Elementary.erf(1e300)).isEqualTo(1);
        assertThat(Elementary.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Elementary.erf(Double.NaN)).isNaN();
        assertThat(Elementary.erf(Double.MIN_VALUE)).isBetween(0.0, 2 * Double.MIN_VALUE);
    }

    @Test
    void gatesHaveTheGoldenValues() {
        Golden golden = Golden.primitives();
        double u = golden.numbers("x")[0];
        assertThat(Elementary.value(Unary.GELU, u)).isCloseTo(golden.number("gelu_erf_at_x0"), within(FLOAT64));
        assertThat(Elementary.value(Unary.GELU_TANH, u)).isCloseTo(golden.number("gelu_tanh_at_x0"), within(FLOAT64));
        assertThat(Elementary.value(Unary.SILU, u)).isCloseTo(golden.number("silu_at_x0"), within(FLOAT64));
    }

    @Test
    void gatesAndTheirDerivativesStayFiniteFarOut() {
        for (Unary f : TileContract.GATES) {
            for (double x : new double[] {1e3, -1e3, 1e30, -1e30}) {
                assertThat(Elementary.value(f, x)).as("%s(%s)", f, x).isFinite();
                assertThat(Elementary.derivative(f, x)).as("%s'(%s)", f, x).isFinite();
            }
        }
    }
}
