package rapidity.irreps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.irreps.ZonalFunctions.Normalisation;
import rapidity.kinematics.FourVector;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class CanonicalBasisTest {
    /// Of sums of products of numbers around 1.
    private static final double ROUNDING = 1e-14;

    private final RandomStream random = new RandomStreams(5).stream("basis");

    @Test
    void leadsFromCartesianComponentsAndBack() {
        Complex[] c = CanonicalBasis.vector(5, 1, 2, 3);
        assertThat(c[0].re()).isEqualTo(5);
        assertThat(c[1].re()).isCloseTo(Math.sqrt(0.5), within(ROUNDING));
        assertThat(c[1].im()).isCloseTo(-2 * Math.sqrt(0.5), within(ROUNDING));
        assertThat(c[2].re()).isEqualTo(3);
        Complex[] back = CanonicalBasis.fromCartesian().adjoint().times(c);
        double[] expected = {5, 1, 2, 3};
        for (int i = 0; i < back.length; i++) {
            assertThat(back[i].minus(Complex.of(expected[i])).abs()).isLessThan(ROUNDING);
        }
    }

    @Test
    void theProductOfVectorsIsTheMinkowskiProduct() {
        FourVector p = new FourVector(5, 1, 2, 3);
        FourVector q = new FourVector(2, -1, 0.5, 1);
        Complex product = CanonicalBasis.dot(
                Irrep.VECTOR, CanonicalBasis.vector(5, 1, 2, 3), CanonicalBasis.vector(2, -1, 0.5, 1));
        assertThat(product.re()).isCloseTo(p.dot(q), within(ROUNDING));
        assertThat(product.im()).isCloseTo(0, within(ROUNDING));
        assertThat(CanonicalBasis.norm(Irrep.VECTOR, CanonicalBasis.vector(5, 1, 2, 3))
                        .re())
                .isCloseTo(Math.sqrt(11), within(ROUNDING));
        assertThat(CanonicalBasis.norm(Irrep.VECTOR, CanonicalBasis.vector(0, 0, 0, 2))
                        .re())
                .isCloseTo(-2, within(ROUNDING));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "2, 0", "2, 2", "3, 1", "2, 3"})
    void theProductIsInvariant(int k, int n) {
        Irrep irrep = new Irrep(k, n);
        Complex[] x = components(irrep);
        Complex[] y = components(irrep);
        ComplexMatrix d = WignerD.of(
                irrep, SpinTransformation.euler(new Complex(0.3, 0.2), new Complex(1, -0.4), new Complex(2, 0.1)));
        Complex moved = CanonicalBasis.dot(irrep, d.times(x), d.times(y));
        assertThat(moved.minus(CanonicalBasis.dot(irrep, x, y)).abs()).isLessThan(100 * ROUNDING);
    }

    private Complex[] components(Irrep irrep) {
        return IntStream.range(0, irrep.dimension())
                .mapToObj(i -> new Complex(random.nextGaussian(), random.nextGaussian()))
                .toArray(Complex[]::new);
    }

    @Test
    void zonalFunctionsTransformAsTheirIrreps() {
        Complex[] p = components(Irrep.VECTOR);
        SpinTransformation m = SpinTransformation.euler(new Complex(0.3, 0.2), new Complex(1, -0.4), Complex.ONE);
        List<Complex[]> z = ZonalFunctions.of(4, p, Normalisation.NONE);
        List<Complex[]> ofMoved =
                ZonalFunctions.of(4, WignerD.of(Irrep.VECTOR, m).times(p), Normalisation.NONE);
        assertThat(z).hasSize(5);
        assertThat(z.getFirst()).containsExactly(new Complex(1, 1));
        for (int l = 1; l < z.size(); l++) {
            Complex[] moved = WignerD.of(new Irrep(l, l), m).times(z.get(l));
            for (int i = 0; i < moved.length; i++) {
                assertThat(moved[i].minus(ofMoved.get(l)[i]).abs()).isLessThan(1000 * ROUNDING);
            }
        }
    }

    @Test
    void zonalFunctionsOfUnitVectorsDoNotDependOnTheLength() {
        Complex[] p = CanonicalBasis.vector(5, 1, 2, 3);
        Complex[] longer = CanonicalBasis.vector(10, 2, 4, 6);
        List<Complex[]> a = ZonalFunctions.of(3, p, Normalisation.UNIT);
        List<Complex[]> b = ZonalFunctions.of(3, longer, Normalisation.UNIT);
        for (int l = 1; l < a.size(); l++) {
            assertThat(a.get(l)[0].minus(b.get(l)[0]).abs()).isLessThan(100 * ROUNDING);
        }
        Complex[] unit = ZonalFunctions.of(1, components(Irrep.VECTOR), Normalisation.UNIT)
                .getLast();
        assertThat(CanonicalBasis.dot(Irrep.VECTOR, unit, unit)
                        .minus(Complex.ONE)
                        .abs())
                .isLessThan(100 * ROUNDING);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Complex[] p = CanonicalBasis.vector(5, 1, 2, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalBasis.dot(new Irrep(2, 0), p, p));
        assertThatIllegalArgumentException().isThrownBy(() -> ZonalFunctions.of(-1, p, Normalisation.NONE));
    }
}
