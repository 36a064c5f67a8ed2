package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.jets.Jets;
import rapidity.model.InputFeature;
import rapidity.model.JetTagger;
import rapidity.model.JetsOfTests;
import rapidity.model.TaggingPreprocessing;
import rapidity.net.LgatrConfig;

class TaggingTest {
    private static final Jets JETS = JetsOfTests.with(JetsOfTests.of(2, 3, 8, 1, 5), "charge");
    private static final int[] LABELS = {0, 2, 1, 2};

    /// Rounding of float64 through a small network.
    private static final double ROUNDING = 1e-12;

    private static JetTagger tagger(int classes) {
        TaggingPreprocessing p = TaggingPreprocessing.lgatr().withFeatures(List.of(InputFeature.of("charge")));
        int outputs = classes == 2 ? 1 : classes;
        return JetTagger.of(
                LgatrConfig.v2(p.multivectors(), new Channels(2, 4), new Channels(outputs, 0), 1, 2),
                p,
                IntStream.range(0, classes).mapToObj(i -> "class " + i).toList(),
                1,
                Engine.of(Precision.FLOAT64));
    }

    private static double loss(Tagging tagging, int... events) {
        return tagging.loss(Tape.forward(tagging.weights()), events).item();
    }

    @Test
    void theLossIsMinusTheLogarithmOfTheProbabilityOfTheTrueClass() {
        for (int classes : new int[] {2, 3}) {
            int[] labels =
                    IntStream.of(LABELS).map(l -> Math.min(l, classes - 1)).toArray();
            JetTagger tagger = tagger(classes);
            Tagging tagging = new Tagging(tagger, JETS, labels);
            float[][] p = tagger.probabilities(JETS);
            double expected = -Math.log(p[1][labels[1]]) - Math.log(p[3][labels[3]]);
            // probabilities are rounded to float32
            assertThat(loss(tagging, 1, 3)).isCloseTo(expected, within(1e-6));
            double sum = loss(tagging, 0) + loss(tagging, 1) + loss(tagging, 2) + loss(tagging, 3);
            assertThat(loss(tagging, 3, 0, 2, 1)).isCloseTo(sum, within(ROUNDING));
        }
    }

    @Test
    void aBatchHoldsEverythingThatTheLossIsComputedFrom() {
        var batch = new Tagging(tagger(3), JETS, LABELS).batch(new int[] {2, 0});
        assertThat(batch).containsOnlyKeys("momenta", "offsets", "features.charge", "labels");
        assertThat(batch.get("offsets").values()).containsExactly(0, 1, 4);
        assertThat(batch.get("labels").values()).containsExactly(1, 0);
        assertThat(batch.get("momenta").values())
                .isEqualTo(JETS.rows(new int[] {2, 0}).momenta());
    }

    @Test
    void shardsHaveSomeTwoHundredTokens() {
        Jets large = JetsOfTests.with(JetsOfTests.of(1, 97, 97, 97), "charge");
        assertThat(new Tagging(tagger(3), large, new int[3]).eventsPerShard()).isEqualTo(2);
    }

    @Test
    void labelsThatAreNoClassAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tagging(tagger(2), JETS, LABELS))
                .withMessage("label 2 of jet 1 is none of the 2 classes [class 0, class 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tagging(tagger(3), JETS, new int[3]))
                .withMessage("4 jets with 3 labels");
    }
}
