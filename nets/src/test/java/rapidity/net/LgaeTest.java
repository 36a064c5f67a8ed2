package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static rapidity.net.LgaeUnderTest.JETS;
import static rapidity.net.LgaeUnderTest.MASS;
import static rapidity.net.LgaeUnderTest.PARTICLES;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.layer.irreps.Aggregation;
import rapidity.layer.irreps.LorentzGroupLevels.Form;
import rapidity.net.LgaeConfig.Input;
import rapidity.net.LgaeConfig.JetNode;
import rapidity.net.LgaeConfig.RealPart;
import rapidity.net.LgaeRules.ParticleMass;

class LgaeTest {
    /// Of 30 particles of mass 0.5, relative to the largest number: what double precision leaves of three levels.
    private static final double ROUNDING = 1e-13;

    /// A symmetry that is not there shows in the first digits.
    private static final double BROKEN = 1e-3;

    private static final Input CHARGED = new Input(1, 1, JetNode.ABSENT);

    private static LgaeConfig published(String aggregation) {
        return LgaeConfig.published(PARTICLES, Aggregation.parse(aggregation), 4);
    }

    @Test
    void closedAndGeneralFormAreTheSame() {
        PaddedJets x = LgaeUnderTest.jets(PARTICLES, 20);
        for (LgaeRules rules : List.of(LgaeRules.published(), LgaeRules.corrected())) {
            LgaeConfig c = published("min&max").withRules(rules);
            double[] expected = new LgaeUnderTest(c, Form.GENERAL).complex(x);
            assertThat(GoldenRun.deviation(new LgaeUnderTest(c, Form.FASTEST).complex(x), expected))
                    .isLessThan(ROUNDING * GoldenRun.largest(expected));
        }
    }

    @Test
    void latentScalarsReachTheDecoderByTheCorrectedRulesAlone() {
        assertThat(dependenceOnScalars(LgaeRules.published())).isZero();
        assertThat(dependenceOnScalars(LgaeRules.corrected())).isGreaterThan(BROKEN);
    }

    private static double dependenceOnScalars(LgaeRules rules) {
        LgaeUnderTest net = new LgaeUnderTest(published("min&max").withRules(rules), Form.FASTEST);
        double[] latents = net.latents(LgaeUnderTest.jets(PARTICLES, PARTICLES));
        double[] other = latents.clone();
        for (int i = 0; i < other.length; i++) {
            other[i] += i % (other.length / JETS) < 4 ? 100 : 0;
        }
        double[] expected = net.decoded(latents);
        return GoldenRun.deviation(net.decoded(other), expected) / GoldenRun.largest(expected);
    }

    @ParameterizedTest
    @EnumSource(RealPart.class)
    void momentaBecomeRealInEveryWay(RealPart part) {
        LgaeConfig c = published("mean").withRealPart(part);
        LgaeUnderTest net = new LgaeUnderTest(c, Form.FASTEST);
        PaddedJets x = LgaeUnderTest.jets(PARTICLES, PARTICLES);
        double[] complex = net.complex(x);
        double[] real = net.decoded(net.latents(x));
        for (int i = 0; i < real.length; i++) {
            double re = complex[i];
            double im = complex[real.length + i];
            double expected = switch (part) {
                case REAL -> re;
                case IMAGINARY -> im;
                case SUM -> re + im;
                case MEAN -> (re + im) / 2;
                case NORM -> Math.sqrt(re * re + im * im + 1e-16);
            };
            assertThat(real[i]).isEqualTo(expected);
        }
    }

    @Test
    void massesAreThoseOfTheMomentaGivenOrZero() {
        PaddedJets x = LgaeUnderTest.jets(PARTICLES, PARTICLES);
        LgaeRules rules = LgaeRules.published();
        double[] ofMomenta = new LgaeUnderTest(published("mean"), Form.FASTEST).latents(x);
        LgaeConfig given = published("mean").withInput(CHARGED).withRules(rules.withMass(ParticleMass.GIVEN));
        PaddedJets withMass = withColumn(x, MASS);
        double[] found = new LgaeUnderTest(given, Form.FASTEST).latents(withMass);
        assertThat(GoldenRun.deviation(found, ofMomenta)).isLessThan(100 * ROUNDING * GoldenRun.largest(ofMomenta));
        double[] zero = new LgaeUnderTest(published("mean").withRules(rules.withMass(ParticleMass.ZERO)), Form.FASTEST)
                .latents(x);
        double[] givenZero = new LgaeUnderTest(given, Form.FASTEST).latents(withColumn(x, 0));
        assertThat(zero).isEqualTo(givenZero).isNotEqualTo(ofMomenta);
    }

    private static PaddedJets withColumn(PaddedJets x, double value) {
        double[] values = new double[x.values().length / 4 * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 5 == 4 ? value : x.values()[i / 5 * 4 + i % 5];
        }
        return new PaddedJets(x.jets(), x.particles(), 5, values, x.real());
    }

    @Test
    void additionalScalarsAndTheJetAreSeen() {
        PaddedJets x = LgaeUnderTest.jets(PARTICLES, PARTICLES);
        LgaeUnderTest charged = new LgaeUnderTest(published("mean").withInput(CHARGED), Form.FASTEST);
        assertThat(charged.latents(withColumn(x, 1))).isNotEqualTo(charged.latents(withColumn(x, -1)));
        for (JetNode jet : List.of(JetNode.MASS, JetNode.FOUR_TIMES_SQUARED_MASS)) {
            LgaeUnderTest net = new LgaeUnderTest(published("min&max").withInput(new Input(0, 1, jet)), Form.FASTEST);
            assertThat(net.latents(x)).doesNotContain(Double.NaN);
            assertThat(net.decoded(net.latents(x))).hasSize(JETS * PARTICLES * 4);
        }
        assertThat(new LgaeUnderTest(published("mix").withInput(new Input(0, 1, JetNode.MASS)), Form.FASTEST)
                        .latents(x))
                .doesNotContain(Double.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> published("mix").withInput(new Input(0, 1, JetNode.FOUR_TIMES_SQUARED_MASS)))
                .withMessageContaining("mix");
    }

    @Test
    void emptyJetsAndSingleParticlesHaveFiniteResults() {
        for (LgaeRules rules : List.of(LgaeRules.published(), LgaeRules.corrected())) {
            for (String aggregation : List.of("min&max", "mean+sum", "mix")) {
                LgaeUnderTest net = new LgaeUnderTest(published(aggregation).withRules(rules), Form.FASTEST);
                for (int count : new int[] {0, 1}) {
                    double[] y = net.complex(LgaeUnderTest.jets(PARTICLES, count));
                    assertThat(Arrays.stream(y).allMatch(Double::isFinite)).isTrue();
                }
            }
        }
    }

    @Test
    void refusesJetsOfAnotherSize() {
        LgaeUnderTest net = new LgaeUnderTest(published("mix"), Form.FASTEST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.latents(LgaeUnderTest.jets(PARTICLES - 1, 5)))
                .withMessageContaining("30 particles of 4 features, got 29 of 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.latents(withColumn(LgaeUnderTest.jets(PARTICLES, 5), 1)))
                .withMessageContaining("got 30 of 5");
    }
}
