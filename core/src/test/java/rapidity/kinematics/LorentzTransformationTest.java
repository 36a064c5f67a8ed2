package rapidity.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.algebra.Multivector;
import rapidity.algebra.Rotors;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class LorentzTransformationTest {
    /// Some roundings of double precision, relative to gamma^2: a boosted component is a difference of terms of that
    /// size when it is boosted back.
    private static final double ROUNDING = 1e-14;

    private static final double RAPIDITY_OF_GAMMA_100 = Math.log(100 + Math.sqrt(100 * 100 - 1));

    private final RandomStream random = new RandomStreams(1905).stream("lorentz");

    private Multivector anyMultivector() {
        return Multivector.of(random.doubles(SpacetimeAlgebra.COMPONENTS, -1, 1).toArray());
    }

    private Stream<LorentzTransformation> transformations(double maxRapidity) {
        return Stream.generate(() -> LorentzTransformation.random(random, maxRapidity))
                .limit(10)
                .flatMap(t -> Stream.of(
                        t,
                        t.times(LorentzTransformation.parity()),
                        LorentzTransformation.timeReversal().times(t)));
    }

    @Test
    void boostingAParticleAtRestGivesItTheRapidity() {
        FourVector atRest = new FourVector(2, 0, 0, 0);
        FourVector moving = LorentzTransformation.boost(0, 0, 5, 1.5).apply(atRest);
        assertThat(moving.rapidity()).isCloseTo(1.5, within(ROUNDING));
        assertThat(moving.pz()).isCloseTo(2 * Math.sinh(1.5), within(ROUNDING));
        assertThat(LorentzTransformation.boost(1, 2, 2, 1.5).apply(atRest).py())
                .isCloseTo(2 * Math.sinh(1.5) * 2 / 3, within(ROUNDING));
        assertThat(LorentzTransformation.boost(1, 2, 2, 1.5).gamma()).isCloseTo(Math.cosh(1.5), within(ROUNDING));
    }

    @Test
    void rotationsAreRightHanded() {
        FourVector x = new FourVector(0, 1, 0, 0);
        assertClose(LorentzTransformation.rotation(0, 0, 3, Math.PI / 2).apply(x), new FourVector(0, 0, 1, 0));
        FourVector y = new FourVector(0, 0, 1, 0);
        assertClose(LorentzTransformation.rotation(1, 0, 0, Math.PI / 2).apply(y), new FourVector(0, 0, 0, 1));
    }

    @Test
    void rotorsAreTheSameBoostsAndRotations() {
        double n = 1 / Math.sqrt(14);
        assertSame(
                LorentzTransformation.of(Rotors.boost(n, -2 * n, 3 * n, 0.8)),
                LorentzTransformation.boost(1, -2, 3, 0.8));
        assertSame(
                LorentzTransformation.of(Rotors.rotation(n, -2 * n, 3 * n, 0.8)),
                LorentzTransformation.rotation(1, -2, 3, 0.8));
        assertSame(LorentzTransformation.of(Multivector.blade(1)), LorentzTransformation.timeReversal());
        Multivector e123 = Multivector.blade(14);
        assertSame(LorentzTransformation.of(e123), LorentzTransformation.parity());
        assertThat(LorentzTransformation.of(e123).determinant()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 5.3})
    void productsAndInnerProductsAreKept(double maxRapidity) {
        transformations(maxRapidity).forEach(t -> {
            double rounding = ROUNDING * t.gamma() * t.gamma();
            Multivector x = anyMultivector();
            Multivector y = anyMultivector();
            assertClose(t.apply(x.times(y)), t.apply(x).times(t.apply(y)), 16 * rounding);
            assertThat(t.apply(x).inner(t.apply(y))).isCloseTo(x.inner(y), within(16 * rounding));
            assertSame(t.inverse().times(t), LorentzTransformation.identity(), rounding);
        });
    }

    @Test
    void vectorsArraysAndMultivectorsMoveAlike() {
        FourVectors momenta = FourVectors.zeros(11);
        for (int i = 0; i < momenta.size(); i++) {
            momenta.set(i, FourVector.of(anyMultivector()));
        }
        transformations(2).forEach(t -> {
            FourVectors moved = t.apply(momenta);
            for (int i = 0; i < momenta.size(); i++) {
                FourVector single = t.apply(momenta.at(i));
                assertThat(moved.at(i)).isEqualTo(single);
                assertClose(FourVector.of(t.apply(momenta.at(i).toMultivector())), single);
            }
        });
    }

    @Test
    void versorsActAsTheMatricesOfTheirVectors() {
        for (int factors = 1; factors <= 4; factors++) {
            Multivector u = Multivector.ONE;
            for (int i = 0; i < factors; i++) {
                FourVector unit =
                        FourVector.ofMomentum(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), 1);
                u = u.times(unit.toMultivector());
            }
            LorentzTransformation t = LorentzTransformation.of(u);
            Multivector x = anyMultivector();
            assertThat(t.determinant()).isEqualTo(factors % 2 == 0 ? 1 : -1);
            assertClose(t.apply(x), u.actOn(x), 100 * ROUNDING * t.gamma() * t.gamma());
        }
    }

    @Test
    void randomTransformationsAreProperAndTheirRapidityIsBounded() {
        double largest = 0;
        double[] meanDirection = new double[3];
        int draws = 2000;
        for (int i = 0; i < draws; i++) {
            LorentzTransformation t = LorentzTransformation.random(random, RAPIDITY_OF_GAMMA_100);
            largest = Math.max(largest, t.gamma());
            assertThat(t.gamma()).isBetween(1.0, 100 * (1 + ROUNDING));
            assertThat(t.determinant()).isEqualTo(1);
            double p = Math.sqrt(t.gamma() * t.gamma() - 1);
            for (int k = 0; k < 3; k++) {
                meanDirection[k] += t.entry(1 + k, 0) / p / draws;
            }
        }
        assertThat(largest).isGreaterThan(98);
        // five standard errors of the mean of a direction cosine, whose variance is 1/3
        assertThat(meanDirection).containsExactly(new double[3], within(5 / Math.sqrt(3.0 * draws)));
    }

    @Test
    void theSameSeedDrawsTheSameTransformation() {
        LorentzTransformation first = LorentzTransformation.random(new RandomStreams(5).stream("lorentz"), 1);
        LorentzTransformation second = LorentzTransformation.random(new RandomStreams(5).stream("lorentz"), 1);
        assertThat(first.onMultivectors()).isDeepEqualTo(second.onMultivectors());
    }

    @Test
    void noDirectionAndNoRapidityAreRefused() {
        assertThatThrownBy(() -> LorentzTransformation.boost(0, 0, 0, 1)).hasMessageContaining("is no direction");
        assertThatThrownBy(() -> LorentzTransformation.rotation(0, Double.NaN, 0, 1))
                .hasMessageContaining("is no direction");
        assertThatThrownBy(() -> LorentzTransformation.random(random, -1)).hasMessageContaining("-1.0");
    }

    @Test
    void matricesAreLorentzTransformationsOrRefused() {
        LorentzTransformation t = LorentzTransformation.random(random, 2);
        assertSame(LorentzTransformation.proper(rows(t)), t);
        assertThatThrownBy(() -> LorentzTransformation.proper(rows(LorentzTransformation.parity())))
                .hasMessageContaining("reflected");
        assertThatThrownBy(() -> LorentzTransformation.proper(rows(LorentzTransformation.timeReversal())))
                .hasMessageContaining("reflected");
        double[][] skewed = rows(t);
        skewed[1][2] += 0.1;
        assertThatThrownBy(() -> LorentzTransformation.proper(skewed)).hasMessageContaining("no Lorentz");
        assertThatThrownBy(() -> LorentzTransformation.proper(new double[3][4])).hasMessageContaining("4 x 4");
    }

    private static double[][] rows(LorentzTransformation t) {
        double[][] rows = new double[4][4];
        for (int i = 0; i < 16; i++) {
            rows[i / 4][i % 4] = t.entry(i / 4, i % 4);
        }
        return rows;
    }

    private static void assertSame(LorentzTransformation actual, LorentzTransformation expected) {
        assertThat(actual.determinant()).isEqualTo(expected.determinant());
        assertSame(actual, expected, ROUNDING);
    }

    private static void assertSame(LorentzTransformation actual, LorentzTransformation expected, double rounding) {
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(actual.entry(i, j)).isCloseTo(expected.entry(i, j), within(rounding));
            }
        }
    }

    private static void assertClose(FourVector actual, FourVector expected) {
        assertClose(actual.toMultivector(), expected.toMultivector(), 10 * ROUNDING);
    }

    private static void assertClose(Multivector actual, Multivector expected, double rounding) {
        assertThat(actual.toArray()).containsExactly(expected.toArray(), within(rounding));
    }
}
