package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static rapidity.net.LgaeUnderTest.JETS;
import static rapidity.net.LgaeUnderTest.PARTICLES;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.kinematics.FourVectors;
import rapidity.kinematics.LorentzTransformation;
import rapidity.layer.irreps.Aggregation;
import rapidity.layer.irreps.LorentzGroupLevels.Form;
import rapidity.net.LgaeConfig.Level;
import rapidity.net.LgaeRules.ParticleMass;

class LgaeSymmetryTest {
    /// Of 30 particles of mass 0.5, relative to the largest number: what double precision leaves of three levels.
    private static final double ROUNDING = 1e-13;

    /// The same where boosted momenta are 74 and 1e4 times larger than the masses that are made of them.
    private static final double ROUNDING_AT_74 = 1e-10;

    private static final double ROUNDING_AT_10000 = 1e-6;

    /// A symmetry that is not there shows in the first digits.
    private static final double BROKEN = 1e-3;

    private static LgaeConfig published(String aggregation) {
        return LgaeConfig.published(PARTICLES, Aggregation.parse(aggregation), 4);
    }

    static Stream<Arguments> transformations() {
        LgaeRules corrected = LgaeRules.corrected().withMass(ParticleMass.OF_MOMENTUM);
        List<LgaeConfig> vectors = List.of(
                published("min&max"), published("mix"), published("mean").withRules(corrected));
        LgaeConfig tensors = published("min&max").withLevels(Level.of(3)).withRules(corrected);
        return Stream.concat(vectors.stream(), Stream.of(tensors))
                .flatMap(c -> Stream.of(
                                Arguments.of(c, LorentzTransformation.rotation(1, 2, -2, 2.5), ROUNDING),
                                Arguments.of(c, boost(1.13), ROUNDING),
                                Arguments.of(c, boost(3.8), ROUNDING),
                                Arguments.of(c, boost(74), ROUNDING_AT_74),
                                Arguments.of(c, boost(1e4), ROUNDING_AT_10000))
                        // components of tensors grow with gamma^2, their scalar products lose gamma^4: no digit is left
                        .limit(c.equals(tensors) ? 4 : 5));
    }

    private static LorentzTransformation boost(double gamma) {
        return LorentzTransformation.boost(0, 0, 1, Math.log(gamma + Math.sqrt(gamma * gamma - 1)));
    }

    @ParameterizedTest
    @MethodSource("transformations")
    void transformedMomentaHaveTransformedResults(LgaeConfig config, LorentzTransformation t, double tolerance) {
        LgaeUnderTest net = new LgaeUnderTest(config, Form.FASTEST);
        PaddedJets x = LgaeUnderTest.jets(PARTICLES, PARTICLES);
        double[] moved = net.complex(LgaeUnderTest.with(x, moved(t, x.values())));
        double[] expected = moved(t, net.complex(x));
        assertThat(GoldenRun.deviation(moved, expected)).isLessThan(tolerance * GoldenRun.largest(expected));
    }

    private static double[] moved(LorentzTransformation t, double[] momenta) {
        return t.apply(FourVectors.ofRows(momenta)).toRows();
    }

    @Test
    void onlyMixDependsOnTheOrderOfParticles() {
        PaddedJets x = LgaeUnderTest.jets(PARTICLES, 20);
        PaddedJets permuted = LgaeUnderTest.with(x, reversed(x, x.values()));
        assertThat(difference(new LgaeUnderTest(published("min&max"), Form.FASTEST), x, permuted))
                .isLessThan(ROUNDING);
        assertThat(difference(new LgaeUnderTest(published("mix"), Form.FASTEST), x, permuted))
                .isGreaterThan(BROKEN);
    }

    private static double difference(LgaeUnderTest net, PaddedJets x, PaddedJets y) {
        double[] expected = net.complex(x);
        return GoldenRun.deviation(net.complex(y), expected) / GoldenRun.largest(expected);
    }

    /// The first 20 particles in reverse order.
    private static double[] reversed(PaddedJets x, double[] values) {
        double[] r = values.clone();
        int count = 20 * 4;
        for (int jet = 0; jet < x.jets(); jet++) {
            int first = jet * x.particles() * 4;
            for (int i = 0; i < count; i++) {
                r[first + i] = values[first + count - 4 - i / 4 * 4 + i % 4];
            }
        }
        return r;
    }

    @Test
    void paddingIsIgnoredByTheCorrectedRulesAlone() {
        PaddedJets padded = LgaeUnderTest.jets(PARTICLES, 20);
        double[] values = new double[JETS * 20 * 4];
        for (int jet = 0; jet < JETS; jet++) {
            System.arraycopy(padded.values(), jet * PARTICLES * 4, values, jet * 80, 80);
        }
        boolean[] real = new boolean[JETS * 20];
        Arrays.fill(real, true);
        PaddedJets shorter = new PaddedJets(JETS, 20, 4, values, real);
        for (String aggregation : List.of("min&max", "mean&sum", "min+max")) {
            assertThat(dependenceOnPadding(aggregation, LgaeRules.corrected(), padded, shorter))
                    .isLessThan(ROUNDING);
            assertThat(dependenceOnPadding(aggregation, LgaeRules.published(), padded, shorter))
                    .isGreaterThan(BROKEN);
        }
    }

    private static double dependenceOnPadding(
            String aggregation, LgaeRules rules, PaddedJets padded, PaddedJets shorter) {
        Aggregation a = Aggregation.parse(aggregation);
        double[] expected =
                new LgaeUnderTest(LgaeConfig.published(20, a, 4).withRules(rules), Form.FASTEST).latents(shorter);
        double[] found =
                new LgaeUnderTest(LgaeConfig.published(30, a, 4).withRules(rules), Form.FASTEST).latents(padded);
        return GoldenRun.deviation(found, expected) / GoldenRun.largest(expected);
    }
}
