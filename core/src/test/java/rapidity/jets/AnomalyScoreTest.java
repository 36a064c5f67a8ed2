package rapidity.jets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.golden.GoldenFile;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class AnomalyScoreTest {
    /// Rounding of a few functions and of sums of some tens of squares, relative to the largest number of a jet.
    private static final double ROUNDING = 1e-11;

    private static final double TEV = 1000;

    private static final GoldenFile GOLDEN = GoldenFile.of(AnomalyScoreTest.class, "anomaly-scores.txt");

    @ParameterizedTest
    @EnumSource
    void scoresAreThoseOfTheDefinitions(AnomalyScore score) {
        for (int k = 0; k < 5; k++) {
            double[] jet = GOLDEN.at(k + ".jet");
            double[] reconstruction = GOLDEN.at(k + ".reconstruction");
            JetPair pair = JetPair.of(jet, reconstruction, GOLDEN.number(k + ".scale"), TEV);
            double expected = GOLDEN.number(k + "." + score.title());
            assertThat(score.of(pair))
                    .as("%s of jet %d", score, k)
                    .isCloseTo(expected, within(ROUNDING * Math.max(1e-3, Math.abs(expected))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPerfectReconstructionScoresZeroAndAShiftOneOnlyInOrder(AnomalyScore score) {
        double[] jet = GOLDEN.at("3.jet");
        double[] shifted = new double[jet.length];
        System.arraycopy(jet, 0, shifted, 4, jet.length - 4);
        System.arraycopy(jet, jet.length - 4, shifted, 0, 4);
        double of = score.of(JetPair.of(jet, jet, 100, TEV));
        double ofShifted = score.of(JetPair.of(jet, shifted, 100, TEV));
        if (score == AnomalyScore.JET_MASS) {
            assertThat(of).isEqualTo(ofShifted).isPositive();
        } else if (score.name().endsWith("LORENTZ") && !score.name().startsWith("JET")) {
            // the square of the metric is negative for most pairs of particles: identical jets do not have the least
            assertThat(score == AnomalyScore.MSE_LORENTZ ? of : 0).isZero();
        } else {
            assertThat(of).isCloseTo(0, within(ROUNDING));
            boolean inOrder = score.name().startsWith("MSE");
            assertThat(ofShifted > ROUNDING).isEqualTo(inOrder);
        }
    }

    @Test
    void paddingAndMissingParticles() {
        double[] padding = new double[12];
        JetPair pair = JetPair.of(padding, padding, 1e-16, TEV);
        for (AnomalyScore score : AnomalyScore.values()) {
            assertThat(score.of(pair)).as(score.title()).isZero();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JetPair.of(new double[0], new double[0], 1, 1))
                .withMessageContaining("at least one; got 0 and 0 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JetPair.of(padding, new double[8], 1, 1))
                .withMessageContaining("got 12 and 8 numbers");
        double[] broken = padding.clone();
        broken[6] = Double.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JetPair.of(padding, broken, 1, 1))
                .withMessage("component 2 of particle 1 of the reconstruction is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JetPair.of(padding, padding, 0, 1))
                .withMessageContaining("positive");
    }

    @Test
    void relativeCoordinatesLeadBackToMasslessMomenta() {
        double[] jet = {5, 3, 0, 4, 13, 0, 5, 12, 3, -3, 0, 0, 0, 0, 0, 0};
        double[] relative = PolarFeatures.relative(jet, PolarFeatures.jet(jet));
        double[] back = PolarFeatures.momenta(relative, PolarFeatures.jet(jet));
        assertThat(back).containsExactly(jet, within(ROUNDING));
    }

    @Test
    void gradientsOfPolarCoordinatesAreThoseOfFiniteDifferences() {
        RandomStream random = new RandomStreams(1).stream("momenta");
        double[] p = random.doubles(12, -1, 1).toArray();
        double[] weights = random.doubles(12, -1, 1).toArray();
        double[] gradient = new double[12];
        PolarFeatures.addGradient(p, weights, gradient);
        for (int i = 0; i < 12; i++) {
            double[] more = p.clone();
            double[] less = p.clone();
            more[i] += 1e-6;
            less[i] -= 1e-6;
            double[] a = PolarFeatures.polar(more);
            double[] b = PolarFeatures.polar(less);
            double slope = 0;
            for (int k = 0; k < 12; k++) {
                slope += weights[k] * (a[k] - b[k]) / 2e-6;
            }
            // central differences round at 1e-10
            assertThat(gradient[i]).isCloseTo(slope, within(1e-8));
        }
        double[] along = new double[4];
        PolarFeatures.addGradient(new double[] {1, 0, 0, 1}, new double[] {2, 1, 1, 1}, along);
        assertThat(along).containsExactly(2, 0, 0, 0);
    }

    @Test
    void imagesSumTransverseMomentaInHalfOpenPixels() {
        JetImage image = new JetImage(4, 0.5);
        double[] relative = {0.5, -0.5, 0.49, 0.25, -0.26, 0.26, 0.125, 0.5, 0, 1, 0, -0.51, 0.0625, -0.3, 0.3};
        double[] expected = new double[16];
        expected[12] = 0.5 + 0.25 + 0.0625;
        assertThat(image.of(relative)).containsExactly(expected);
        assertThatIllegalArgumentException().isThrownBy(() -> new JetImage(0, 0.5));
    }
}
