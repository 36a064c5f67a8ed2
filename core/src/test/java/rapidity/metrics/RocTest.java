package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.golden.GoldenFile;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class RocTest {
    /// Both sides count exactly and divide a few times.
    private static final double AGREEMENT = 1e-12;

    private static final GoldenFile GOLDEN = GoldenFile.of(RocTest.class, "roc-cases.txt");

    private static int[] labels(String name) {
        return Arrays.stream(GOLDEN.at(name)).mapToInt(x -> (int) x).toArray();
    }

    private static Roc roc(String name) {
        return Roc.of(GOLDEN.at(name + ".scores"), labels(name + ".labels"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"smooth", "ties", "constant", "perfect"})
    void theCurveIsThatOfScikitLearn(String name) {
        Roc roc = roc(name);
        assertThat(roc.auc()).isCloseTo(GOLDEN.number(name + ".auc"), within(AGREEMENT));
        assertThat(roc.accuracy(0.5)).isCloseTo(GOLDEN.number(name + ".accuracy"), within(AGREEMENT));
        assertThat(roc.backgroundEfficiencies()).containsExactly(GOLDEN.at(name + ".fpr"), within(AGREEMENT));
        assertThat(roc.signalEfficiencies()).containsExactly(GOLDEN.at(name + ".tpr"), within(AGREEMENT));
        assertThat(roc.thresholds()).containsExactly(GOLDEN.at(name + ".thresholds"));
    }

    @Test
    void scoresOfTheTwoSortsMakeTheSameCurveAsLabels() {
        double[] background = {0.5, 0.1, 0.5};
        double[] signal = {0.9, 0.5};
        Roc roc = Roc.of(background, signal);
        assertThat(roc.auc()).isEqualTo(5.0 / 6); // of 6 pairs: 4 are right and 2 are ties
        assertThat(roc.signals()).isEqualTo(2);
        assertThat(background).containsExactly(0.5, 0.1, 0.5);
        assertThatThrownBy(() -> Roc.of(new double[] {Double.NaN}, signal)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Roc.of(background, new double[0])).hasMessageContaining("0 and 3 events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smooth", "ties", "constant", "perfect"})
    void rejectionsAreThoseOfNumPy(String name) {
        Roc roc = roc(name);
        double[] efficiencies = GOLDEN.at("efficiencies");
        for (int i = 0; i < efficiencies.length; i++) {
            assertThat(1 / roc.rejection(efficiencies[i]))
                    .isCloseTo(GOLDEN.at(name + ".nearest")[i], within(AGREEMENT));
            assertThat(1 / roc.interpolatedRejection(efficiencies[i]))
                    .isCloseTo(GOLDEN.at(name + ".interpolated")[i], within(AGREEMENT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "manyties"})
    void manyClassesAreThoseOfScikitLearn(String name) {
        MulticlassRoc roc = MulticlassRoc.of(GOLDEN.at(name + ".probabilities"), 4, labels(name + ".labels"));
        assertThat(roc.auc()).isCloseTo(GOLDEN.number(name + ".auc"), within(AGREEMENT));
        assertThat(roc.accuracy()).isCloseTo(GOLDEN.number(name + ".accuracy"), within(AGREEMENT));
        double[] efficiencies = GOLDEN.at("efficiencies");
        for (int c = 1; c < 4; c++) {
            double[] expected = GOLDEN.at(name + ".versus" + c);
            for (int i = 0; i < efficiencies.length; i++) {
                assertThat(1 / roc.versus(c, 0).interpolatedRejection(efficiencies[i]))
                        .isCloseTo(expected[i], within(AGREEMENT));
            }
        }
    }

    @Test
    void noBackgroundLeftIsAnInfiniteRejection() {
        assertThat(roc("perfect").rejection(0.5)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(roc("perfect").interpolatedRejection(0.5)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void bootstrapErrorsAreThoseOfManyIndependentSamples() {
        RandomStreams streams = new RandomStreams(7);
        double[] aucs = new double[300];
        for (int k = 0; k < aucs.length; k++) {
            aucs[k] = gaussians(streams.stream("sample", k)).auc();
        }
        double mean = Arrays.stream(aucs).average().orElseThrow();
        double spread = Math.sqrt(
                Arrays.stream(aucs).map(a -> (a - mean) * (a - mean)).average().orElseThrow());
        double error = gaussians(streams.stream("sample")).error(Roc::auc, 300, streams.stream("bootstrap"));
        // each of the two is known to 1 / sqrt(600) = 4 %, and the bootstrap scatters from sample to sample
        assertThat(error).isCloseTo(spread, within(0.2 * spread));
    }

    @Test
    void equalStreamsDrawEqualSamples() {
        RandomStreams streams = new RandomStreams(7);
        Roc roc = roc("ties");
        double once = roc.error(r -> r.rejection(0.5), 20, streams.stream("bootstrap"));
        assertThat(roc.error(r -> r.rejection(0.5), 20, streams.stream("bootstrap")))
                .isEqualTo(once)
                .isPositive();
        assertThatThrownBy(() -> roc.error(Roc::auc, 1, streams.stream("bootstrap")))
                .hasMessage("a bootstrap error needs two samples or more, got 1");
    }

    private static Roc gaussians(RandomStream stream) {
        double[] scores = new double[300];
        int[] labels = new int[300];
        for (int i = 0; i < scores.length; i++) {
            labels[i] = i % 3 == 0 ? 1 : 0;
            scores[i] = stream.nextGaussian() + labels[i];
        }
        return Roc.of(scores, labels);
    }

    @Test
    void whatMakesNoCurveIsRefused() {
        assertThatThrownBy(() -> Roc.of(new double[2], new int[3])).hasMessage("2 scores for 3 labels");
        assertThatThrownBy(() -> Roc.of(new double[2], new int[2]))
                .hasMessage("a ROC curve needs signal and background, got 0 and 2 events");
        assertThatThrownBy(() -> Roc.of(new double[2], new int[] {0, 7})).hasMessageContaining("got others: [0, 7]");
        assertThatThrownBy(() -> Roc.of(new double[] {0, Double.NaN}, new int[] {0, 1}))
                .hasMessage("the score of event 1 is NaN");
        assertThatThrownBy(() -> roc("ties").rejection(1.5)).hasMessage("an efficiency is within [0, 1], got 1.5");
        assertThatThrownBy(() -> MulticlassRoc.of(new double[5], 3, new int[2]))
                .hasMessage("2 events of 3 classes do not have 5 probabilities");
        assertThatThrownBy(() -> MulticlassRoc.of(new double[6], 3, new int[] {0, 1}))
                .hasMessage("there is no event of class 2");
        assertThatThrownBy(() -> MulticlassRoc.of(new double[4], 2, new int[] {0, 2}))
                .hasMessage("event 1 has the class 2, not one of 0 to 1");
    }
}
