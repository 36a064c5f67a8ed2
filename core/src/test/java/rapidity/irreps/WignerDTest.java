package rapidity.irreps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.golden.GoldenFile;
import rapidity.kinematics.LorentzTransformation;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class WignerDTest {
    /// Of entries around 1.
    private static final double ROUNDING = 2e-15;

    /// Of products of matrices whose entries grow with the boost.
    private static final double ROUNDING_OF_PRODUCTS = 1e-12;

    private final RandomStream random = new RandomStreams(3).stream("wigner");

    @Test
    void isThatOfThePublishedCode() {
        for (double[] line : GoldenFile.of(WignerDTest.class, "wigner-d.txt").rows()) {
            Irrep irrep = new Irrep((int) line[0], (int) line[1]);
            SpinTransformation m = SpinTransformation.euler(
                    new Complex(line[2], line[3]), new Complex(line[4], line[5]), new Complex(line[6], line[7]));
            Complex entry = WignerD.of(irrep, m).entry((int) line[8], (int) line[9]);
            assertThat(entry.re()).isCloseTo(line[10], within(ROUNDING));
            assertThat(entry.im()).isCloseTo(line[11], within(ROUNDING));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "1, 1", "2, 0", "0, 2", "2, 2", "3, 1", "1, 4"})
    void isAHomomorphismAtComplexAngles(int k, int n) {
        Irrep irrep = new Irrep(k, n);
        SpinTransformation a = element();
        SpinTransformation b = element();
        ComplexMatrix product = WignerD.of(irrep, a).times(WignerD.of(irrep, b));
        assertClose(WignerD.of(irrep, a.times(b)), product, ROUNDING_OF_PRODUCTS * size(product));
        ComplexMatrix one = WignerD.of(irrep, a).times(WignerD.of(irrep, a.inverse()));
        assertClose(one, unit(irrep.dimension()), ROUNDING_OF_PRODUCTS * size(WignerD.of(irrep, a)));
    }

    private SpinTransformation element() {
        return SpinTransformation.euler(angle(), angle(), angle());
    }

    private Complex angle() {
        return new Complex(random.nextGaussian(), 0.5 * random.nextGaussian());
    }

    private static ComplexMatrix unit(int n) {
        return ComplexMatrix.of(n, n, (row, column) -> row == column ? Complex.ONE : Complex.ZERO);
    }

    private static double size(ComplexMatrix m) {
        double r = 1;
        for (int i = 0; i < m.rows() * m.columns(); i++) {
            r = Math.max(r, m.entry(i / m.columns(), i % m.columns()).abs());
        }
        return r;
    }

    private static void assertClose(ComplexMatrix a, ComplexMatrix b, double tolerance) {
        for (int i = 0; i < a.rows() * a.columns(); i++) {
            int row = i / a.columns();
            int column = i % a.columns();
            assertThat(a.entry(row, column).minus(b.entry(row, column)).abs()).isLessThan(tolerance);
        }
    }

    @Test
    void movesFourVectorsByTheirLorentzTransformation() {
        SpinTransformation m = element();
        ComplexMatrix u = CanonicalBasis.fromCartesian();
        ComplexMatrix moved = u.adjoint().times(WignerD.of(Irrep.VECTOR, m)).times(u);
        LorentzTransformation lorentz = m.lorentz();
        assertClose(
                moved,
                ComplexMatrix.of(4, 4, (row, column) -> Complex.of(lorentz.entry(row, column))),
                10 * ROUNDING * size(moved));
    }

    @Test
    void boostsAndRotationsAreThoseOfSpace() {
        double[] n = {0.48, -0.6, 0.64};
        assertSame(
                SpinTransformation.boost(n[0], n[1], n[2], 1.3).lorentz(),
                LorentzTransformation.boost(n[0], n[1], n[2], 1.3));
        assertSame(
                SpinTransformation.rotation(n[0], n[1], n[2], 2.1).lorentz(),
                LorentzTransformation.rotation(n[0], n[1], n[2], 2.1));
        // imaginary angles: gamma boosts along -z, beta along y
        assertSame(
                SpinTransformation.euler(Complex.ZERO, Complex.ZERO, new Complex(0, 0.7))
                        .lorentz(),
                LorentzTransformation.boost(0, 0, -1, 0.7));
        assertSame(
                SpinTransformation.euler(Complex.ZERO, new Complex(0, 0.7), Complex.ZERO)
                        .lorentz(),
                LorentzTransformation.boost(0, 1, 0, 0.7));
    }

    private static void assertSame(LorentzTransformation a, LorentzTransformation b) {
        for (int i = 0; i < 16; i++) {
            assertThat(a.entry(i / 4, i % 4)).isCloseTo(b.entry(i / 4, i % 4), within(10 * ROUNDING));
        }
    }

    @Test
    void everyLorentzTransformationHasItsElement() {
        for (int i = 0; i < 20; i++) {
            LorentzTransformation lorentz = LorentzTransformation.random(random, 2);
            LorentzTransformation back = SpinTransformation.of(lorentz).lorentz();
            for (int k = 0; k < 16; k++) {
                assertThat(back.entry(k / 4, k % 4))
                        .isCloseTo(lorentz.entry(k / 4, k % 4), within(10 * ROUNDING * lorentz.gamma()));
            }
        }
        assertSame(
                SpinTransformation.of(LorentzTransformation.rotation(0, 1, 0, Math.PI))
                        .lorentz(),
                LorentzTransformation.rotation(0, 1, 0, Math.PI));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpinTransformation.of(LorentzTransformation.parity()))
                .withMessageContaining("reflections");
    }
}
