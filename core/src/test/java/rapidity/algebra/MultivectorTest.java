package rapidity.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rapidity.golden.GoldenFile;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class MultivectorTest {
    private static final GoldenFile GOLDEN = GoldenFile.of(MultivectorTest.class, "primitives.txt");

    /// The bar for golden vectors in double precision.
    private static final Offset<Double> BAR = within(1e-12);

    /// A boost of Lorentz factor gamma multiplies components by up to gamma, and u by sqrt(gamma); products of two
    /// boosted values lose rounding times gamma^2.
    private static final double GAMMA_SQUARED_ROUNDING = 1e-14;

    private final Multivector x = Multivector.of(GOLDEN.at("x"));
    private final Multivector y = Multivector.of(GOLDEN.at("y"));

    @Test
    void primitivesHaveTheirGoldenValues() {
        assertThat(x.times(y).toArray()).containsExactly(GOLDEN.at("geometric_product_x_y"), BAR);
        assertThat(y.times(x).toArray()).containsExactly(GOLDEN.at("geometric_product_y_x"), BAR);
        assertThat(x.dual().toArray()).containsExactly(GOLDEN.at("x_times_pseudoscalar"), BAR);
        assertThat(x.reversal().toArray()).containsExactly(GOLDEN.at("reverse_x"), BAR);
        assertThat(x.involution().toArray()).containsExactly(GOLDEN.at("grade_involute_x"), BAR);
        assertThat(x.inner(y)).isCloseTo(GOLDEN.number("inner_product_x_y"), BAR);
        assertThat(x.absSquaredNorm()).isCloseTo(GOLDEN.number("abs_squared_norm_x"), BAR);
    }

    @Test
    void theInnerProductIsTheScalarPartOfReversedTimes() {
        assertThat(x.inner(y)).isCloseTo(x.reversal().times(y).scalarPart(), BAR);
    }

    @Test
    void gradesAddUpToTheWhole() {
        Multivector sum = Multivector.scalar(0);
        for (int g = 0; g < SpacetimeAlgebra.GRADES; g++) {
            sum = sum.plus(x.grade(g));
        }
        assertThat(sum).isEqualTo(x);
        assertThat(x.minus(x)).isEqualTo(Multivector.scalar(0));
    }

    @Test
    void embeddingsAndExtractionsAreInverse() {
        assertThat(Multivector.scalar(3).scalarPart()).isEqualTo(3);
        assertThat(Multivector.pseudoscalar(3).pseudoscalarPart()).isEqualTo(3);
        assertThat(Multivector.vector(1, 2, 3, 4).vectorPart()).containsExactly(1, 2, 3, 4);
        assertThat(Multivector.bivector(1, 2, 3, 4, 5, 6).bivectorPart()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(Multivector.axialVector(1, 2, 3, 4).axialVectorPart()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void theAxialVectorIsADualAndPythonsLacksASign() {
        assertThat(Multivector.axialVector(1, 2, 3, 4)).isEqualTo(trivector(4, -3, 2, 1));
        assertThat(Multivector.axialVectorAsPython(1, 2, 3, 4)).isEqualTo(trivector(4, 3, 2, 1));
    }

    private static Multivector trivector(double e012, double e013, double e023, double e123) {
        return Multivector.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, e012, e013, e023, e123, 0);
    }

    @Test
    void embeddingAnAxialVectorCommutesWithProperTransformations() {
        Multivector u = Versors.random(new RandomStreams(1).stream("versor"), 2);
        double[] a = u.actOn(Multivector.vector(1, 2, 3, 4)).vectorPart();
        Multivector moved = u.actOn(Multivector.axialVector(1, 2, 3, 4));
        Multivector python = u.actOn(Multivector.axialVectorAsPython(1, 2, 3, 4));
        assertThat(moved.toArray())
                .containsExactly(Multivector.axialVector(a[0], a[1], a[2], a[3]).toArray(), BAR);
        assertThat(Arrays.stream(python.minus(Multivector.axialVectorAsPython(a[0], a[1], a[2], a[3]))
                        .toArray()))
                .anyMatch(d -> Math.abs(d) > 0.1);
    }

    @Test
    void versorsKeepProductsInnerProductsAndGrades() {
        RandomStream random = new RandomStreams(2).stream("versor");
        for (int factors = 1; factors <= 4; factors++) {
            Multivector u = Versors.random(random, factors);
            Offset<Double> rounding = within(GAMMA_SQUARED_ROUNDING * Math.pow(largest(u), 4));
            assertThat(u.actOn(x.times(y)).toArray())
                    .containsExactly(u.actOn(x).times(u.actOn(y)).toArray(), rounding);
            assertThat(u.actOn(x).inner(u.actOn(y))).isCloseTo(x.inner(y), rounding);
            assertThat(u.actOn(x).absSquaredNorm()).isCloseTo(x.absSquaredNorm(), rounding);
            assertThat(u.actOn(x.grade(2)).toArray())
                    .containsExactly(u.actOn(x).grade(2).toArray(), rounding);
        }
    }

    @Test
    void aVectorReflectsItselfAndAnOddVersorTurnsThePseudoscalar() {
        Multivector u = Multivector.vector(0.1, 0.2, 0.3, 0.4);
        assertThat(u.actOn(u).toArray()).containsExactly(u.times(-1).toArray(), BAR);
        assertThat(u.actOn(Multivector.I).toArray())
                .containsExactly(Multivector.pseudoscalar(-1).toArray(), BAR);
        assertThat(u.actOn(Multivector.ONE).toArray()).containsExactly(Multivector.ONE.toArray(), BAR);
    }

    @Test
    void whatIsNoVersorIsRefused() {
        assertThatThrownBy(() -> Multivector.vector(1, 0, 0, 1).inverse()).hasMessageContaining("versor");
        assertThatThrownBy(() -> Multivector.scalar(2).plus(Multivector.I).inverse())
                .hasMessageContaining("u ~u = 3.0 + 4.0 e0123");
        assertThatThrownBy(() -> x.actOn(y)).hasMessageContaining("either even or odd");
        assertThatThrownBy(() -> Multivector.of(1, 2)).hasMessageContaining("expected [16] components, got [2]");
        assertThatThrownBy(() -> Rotors.exp(x)).hasMessageContaining("expected a bivector");
    }

    @Test
    void itIsAValue() {
        double[] components = x.toArray();
        Multivector copy = Multivector.of(components);
        components[3] = 17;
        copy.toArray()[3] = 18;
        assertThat(copy).isEqualTo(x).hasSameHashCodeAs(x).isNotEqualTo(y);
        assertThat(Multivector.scalar(2).plus(Multivector.blade(5))).hasToString("2.0 + 1.0 e01");
        assertThat(Multivector.scalar(0)).hasToString("0");
        assertThat(Multivector.vector(-1.5, 0, -2, 3)).hasToString("-1.5 e0 - 2.0 e2 + 3.0 e3");
    }

    @Test
    void roundingForgetsWhatIsLeftOfZero() {
        Multivector p = Multivector.vector(1.2499999, -4e-16, 0.75049, -0.0006);
        assertThat(p.rounded(3)).isEqualTo(Multivector.vector(1.25, 0, 0.75, -0.001));
        assertThat(p.rounded(0)).hasToString("1.0 e0 + 1.0 e2");
    }

    @Test
    void theExponentialIsTheSumOfItsSeries() {
        RandomStream random = new RandomStreams(3).stream("bivector");
        for (double size : new double[] {0, 1e-9, 1e-3, 1e-2, 0.3, 2}) {
            for (int draw = 0; draw < 20; draw++) {
                Multivector b = x.grade(2).times(0);
                for (int i = 5; i < 11; i++) {
                    b = b.plus(Multivector.blade(i).times(size * random.nextGaussian()));
                }
                assertRelative(Rotors.exp(b), series(b));
            }
        }
    }

    @Test
    void theExponentialOfANullAndOfASimpleBivectorIsRight() {
        Multivector lightlike = Multivector.bivector(1, 0, 0, 1, 0, 0);
        assertRelative(Rotors.exp(lightlike), Multivector.ONE.plus(lightlike));
        for (int blade = 5; blade < 11; blade++) {
            assertRelative(Rotors.exp(Multivector.blade(blade)), series(Multivector.blade(blade)));
            assertRelative(
                    Rotors.exp(Multivector.blade(blade).times(-2)),
                    series(Multivector.blade(blade).times(-2)));
        }
    }

    private static Multivector series(Multivector b) {
        Multivector sum = Multivector.ONE;
        Multivector term = Multivector.ONE;
        for (int n = 1; n < 80; n++) {
            term = term.times(b).times(1.0 / n);
            sum = sum.plus(term);
        }
        return sum;
    }

    private static void assertRelative(Multivector actual, Multivector expected) {
        double unit = 1 / Math.max(1, largest(expected));
        assertThat(actual.times(unit).toArray())
                .containsExactly(expected.times(unit).toArray(), BAR);
    }

    private static double largest(Multivector x) {
        return Arrays.stream(x.toArray()).map(Math::abs).max().orElseThrow();
    }
}
