package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class TaggingScoreTest {
    /// Sums of a few numbers of order one.
    private static final double ROUNDING = 1e-14;

    private static double number(TaggingScore s, String name) {
        return s.numbers().get(name).value();
    }

    @Test
    void fourJetsOfTwoClasses() {
        TaggingScore s =
                TaggingScore.of(new double[] {-1, 2, 0.5, 3}, new int[] {0, 0, 1, 1}, List.of("qcd", "top"), 10);
        assertThat(number(s, "auc")).isEqualTo(0.75);
        assertThat(number(s, "accuracy")).isEqualTo(0.75);
        assertThat(number(s, "rejection-0.8")).isEqualTo(2);
        assertThat(s.numbers()).as("no background is left there").doesNotContainKey("rejection-0.3");
        double expected = (Math.log1p(Math.exp(-1))
                        + Math.log1p(Math.exp(2))
                        + Math.log1p(Math.exp(-0.5))
                        + Math.log1p(Math.exp(-3)))
                / 4;
        assertThat(number(s, "cross-entropy")).isCloseTo(expected, within(ROUNDING));
        assertThat(s.numbers().get("accuracy").error()).isCloseTo(Math.sqrt(0.75 * 0.25 / 4), within(ROUNDING));
    }

    @Test
    void logitsOfManyClassesMayHaveAnyOffset() {
        RandomStream random = new RandomStreams(3).stream("logits");
        int jets = 300;
        double[] logits = new double[3 * jets];
        int[] labels = new int[jets];
        for (int i = 0; i < jets; i++) {
            labels[i] = i % 3;
            for (int c = 0; c < 3; c++) {
                logits[3 * i + c] = random.nextGaussian() + (c == labels[i] ? 1 : 0);
            }
        }
        double[] moved = logits.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += 1000;
        }
        List<String> classes = List.of("g", "t", "w");
        TaggingScore s = TaggingScore.of(logits, labels, classes, 20);
        TaggingScore other = TaggingScore.of(moved, labels, classes, 20);
        assertThat(s.numbers().keySet())
                .containsExactly("auc", "accuracy", "rejection-t", "rejection-w", "cross-entropy");
        s.numbers()
                .forEach((name, m) -> assertThat(number(other, name)).as(name).isCloseTo(m.value(), within(1e-9)));
        assertThat(number(s, "auc")).isBetween(0.6, 0.9);
        assertThat(s.numbers().get("auc").error()).isBetween(0.005, 0.05);
    }
}
