package rapidity.irreps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.golden.GoldenFile;
import rapidity.kinematics.FourVector;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class ClebschGordanTest {
    /// Sums of a few products of numbers of at most 1.
    private static final double ROUNDING = 1e-15;

    /// The same, for sums of tens of products of components of order 10.
    private static final double ROUNDING_OF_PRODUCTS = 1e-12;

    @Test
    void isThatOfThePublishedCodeForAllIrrepsBelowThree() {
        Map<List<Integer>, Double> expected = new HashMap<>();
        for (double[] line :
                GoldenFile.of(ClebschGordanTest.class, "clebsch-gordan.txt").rows()) {
            List<Integer> key = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                key.add((int) line[i]);
            }
            expected.put(key, line[8]);
        }
        assertThat(expected).hasSize(2022);
        for (ClebschGordan cg : below(3)) {
            for (ClebschGordan.Term t : cg.terms()) {
                Double value = expected.remove(key(cg, t));
                assertThat(value).as("%s %s", cg, t).isNotNull().isCloseTo(t.value(), within(ROUNDING));
            }
        }
        assertThat(expected).isEmpty();
    }

    private static List<Integer> key(ClebschGordan cg, ClebschGordan.Term t) {
        Irrep a = cg.first();
        Irrep b = cg.second();
        Irrep c = cg.result();
        return List.of(a.k(), a.n(), b.k(), b.n(), c.k(), c.n(), t.row(), t.first() * b.dimension() + t.second());
    }

    private static List<ClebschGordan> below(int maxdim) {
        List<ClebschGordan> r = new ArrayList<>();
        for (int i = 0; i < maxdim * maxdim * maxdim * maxdim; i++) {
            Irrep a = new Irrep(i % maxdim, i / maxdim % maxdim);
            Irrep b = new Irrep(i / (maxdim * maxdim) % maxdim, i / (maxdim * maxdim * maxdim));
            for (Irrep c : a.times(b)) {
                if (c.largest() < maxdim) {
                    r.add(ClebschGordan.of(a, b, c));
                }
            }
        }
        return r;
    }

    @ParameterizedTest
    @CsvSource({"2, 61, 169", "3, 2022, 10609", "4, 27765, 192721"})
    void fewAreNotZero(int maxdim, int nonZero, int all) {
        List<ClebschGordan> coefficients = below(maxdim);
        assertThat(coefficients.stream().mapToInt(cg -> cg.terms().size()).sum())
                .isEqualTo(nonZero);
        assertThat(coefficients.stream()
                        .mapToInt(cg -> cg.matrix().rows() * cg.matrix().columns())
                        .sum())
                .isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "2, 0, 1, 2", "3, 2, 2, 1", "5, 4, 3, 3"})
    void rowsOfAllProductsAreOrthonormal(int k1, int n1, int k2, int n2) {
        Irrep a = new Irrep(k1, n1);
        Irrep b = new Irrep(k2, n2);
        List<ComplexMatrix> blocks =
                a.times(b).stream().map(c -> ClebschGordan.of(a, b, c).matrix()).toList();
        assertThat(blocks.stream().mapToInt(ComplexMatrix::rows).sum()).isEqualTo(a.dimension() * b.dimension());
        for (ComplexMatrix x : blocks) {
            for (ComplexMatrix y : blocks) {
                ComplexMatrix product = x.times(y.adjoint());
                for (int i = 0; i < product.rows() * product.columns(); i++) {
                    boolean same = x == y && i / product.columns() == i % product.columns();
                    assertThat(product.entry(i / product.columns(), i % product.columns())
                                    .re())
                            .isCloseTo(same ? 1 : 0, within(10 * ROUNDING));
                }
            }
        }
    }

    @Test
    void productsOfTwoVectorsHaveClosedForms() {
        RandomStream random = new RandomStreams(7).stream("closed forms");
        FourVector v = vector(random);
        FourVector w = vector(random);
        Complex[] x = CanonicalBasis.vector(v.e(), v.px(), v.py(), v.pz());
        Complex[] y = CanonicalBasis.vector(w.e(), w.px(), w.py(), w.pz());
        double[] k = {w.e() * v.px() - v.e() * w.px(), w.e() * v.py() - v.e() * w.py(), w.e() * v.pz() - v.e() * w.pz()
        };
        double[] g = {
            v.py() * w.pz() - v.pz() * w.py(), v.pz() * w.px() - v.px() * w.pz(), v.px() * w.py() - v.py() * w.px()
        };
        assertClose(product(Irrep.SCALAR, x, y), new Complex[] {Complex.of(v.dot(w) / 2)});
        assertClose(product(new Irrep(2, 0), x, y), halfSpherical(k, g, 1));
        assertClose(product(new Irrep(0, 2), x, y), halfSpherical(k, g, -1));
    }

    private static FourVector vector(RandomStream random) {
        return new FourVector(
                random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    }

    private static Complex[] product(Irrep result, Complex[] x, Complex[] y) {
        return ClebschGordan.of(Irrep.VECTOR, Irrep.VECTOR, result).apply(x, y);
    }

    /// S(sign K + i G) / 2 with S(X) = [ (X_x - i X_y) / sqrt 2, X_z, -(X_x + i X_y) / sqrt 2 ].
    private static Complex[] halfSpherical(double[] k, double[] g, int sign) {
        Complex x = new Complex(sign * k[0], g[0]).times(0.5);
        Complex y = new Complex(sign * k[1], g[1]).times(0.5).times(Complex.I);
        Complex z = new Complex(sign * k[2], g[2]).times(0.5);
        return new Complex[] {x.minus(y).times(Math.sqrt(0.5)), z, x.plus(y).times(-Math.sqrt(0.5))};
    }

    private static void assertClose(Complex[] found, Complex[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i].minus(expected[i]).abs()).isLessThan(10 * ROUNDING);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "2, 0, 1, 1", "0, 2, 2, 2", "3, 1, 2, 2", "2, 1, 1, 3"})
    void productsTransformAsTheIrrepsThatTheyAre(int k1, int n1, int k2, int n2) {
        RandomStream random = new RandomStreams(11).stream("equivariance");
        SpinTransformation m = SpinTransformation.euler(angle(random), angle(random), angle(random));
        Irrep a = new Irrep(k1, n1);
        Irrep b = new Irrep(k2, n2);
        Complex[] x = components(random, a);
        Complex[] y = components(random, b);
        for (Irrep c : a.times(b)) {
            ClebschGordan cg = ClebschGordan.of(a, b, c);
            Complex[] moved = WignerD.of(c, m).times(cg.apply(x, y));
            Complex[] ofMoved =
                    cg.apply(WignerD.of(a, m).times(x), WignerD.of(b, m).times(y));
            for (int i = 0; i < moved.length; i++) {
                assertThat(ofMoved[i].minus(moved[i]).abs()).isLessThan(ROUNDING_OF_PRODUCTS);
            }
        }
    }

    private static Complex angle(RandomStream random) {
        return new Complex(random.nextGaussian(), 0.3 * random.nextGaussian());
    }

    private static Complex[] components(RandomStream random, Irrep irrep) {
        Complex[] r = new Complex[irrep.dimension()];
        for (int i = 0; i < r.length; i++) {
            r[i] = new Complex(random.nextGaussian(), random.nextGaussian());
        }
        return r;
    }

    @Test
    void refusesWhatDoesNotCouple() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClebschGordan.of(Irrep.VECTOR, Irrep.VECTOR, Irrep.VECTOR))
                .withMessageContaining("does not contain (1, 1)");
        assertThatIllegalArgumentException().isThrownBy(() -> new Irrep(-1, 0));
    }
}
