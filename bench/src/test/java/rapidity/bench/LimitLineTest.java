package rapidity.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

class LimitLineTest {
    private final ArrayNode turns = JsonNodeFactory.instance.arrayNode();

    private void turn(String side, double shortest, double mean) {
        turn(1, side, shortest, mean);
    }

    private void turn(int process, String side, double shortest, double mean) {
        turns.addObject()
                .put("process", process)
                .put("side", side)
                .put("best_ms", shortest)
                .put("wall_ms", mean)
                .put("cpu_ms", mean);
    }

    private LimitLine line() {
        return new LimitLine(LimitCases.named("tagger, inference 1 x 50"), 1e9, 1e8, new Race(turns), 0);
    }

    @Test
    void shortestRepetitionsAreCompared() {
        turn("rapidity", 10, 15);
        turn("compiled", 60, 80);
        turn("rapidity", 12, 20);
        assertThat(line().isLong()).isFalse();
        assertThat(line().ratio()).isCloseTo(6, within(1e-12));
        assertThat(line().isSettled()).isFalse();
    }

    /// Ours takes a fifth of a second, and met a core without neighbours once; the other never does.
    @Test
    void mediansAreComparedWhereARepetitionTakesOverASecond() {
        turn("rapidity", 200, 300);
        for (double seconds : new double[] {1.8, 2.4, 2.1}) {
            turn("compiled", 1000 * seconds, 1000 * seconds);
            turn("rapidity", 290, 300);
        }
        assertThat(line().isLong()).isTrue();
        assertThat(line().ratio()).isCloseTo(7, within(1e-12));
        assertThat(line().milliseconds("rapidity")).isCloseTo(300, within(1e-9));
        assertThat(line().isSettled()).isTrue();
        assertThat(line().json().path("medians").booleanValue()).isTrue();
        assertThat(line())
                .hasToString("tagger, inference 1 x 50, rapidity 300.00 ms, compiled 2100.00 ms;"
                        + " compiled / ours 7.00 7.00 (6.00 to 8.00)");
    }

    /// In one process both sides are slower than in the other, and the ratio is another: 2 and 8.
    @Test
    void theGeometricMeanOfProcessesCounts() {
        turn(1, "rapidity", 10, 10);
        turn(1, "compiled", 20, 20);
        turn(1, "rapidity", 11, 10);
        turn(2, "rapidity", 20, 20);
        turn(2, "compiled", 160, 160);
        turn(2, "eager", 200, 200);
        turn(2, "rapidity", 22, 20);
        assertThat(line().ratio()).isCloseTo(4, within(1e-12));
        assertThat(line().milliseconds("rapidity")).isCloseTo(Math.sqrt(200), within(1e-12));
        // half of the difference of the logarithms, which is ln 4
        assertThat(line().error()).isCloseTo(4 * Math.log(4) / 2, within(1e-12));
        assertThat(line().json().path("error").doubleValue()).isCloseTo(line().error(), within(0.0));
        assertThat(line()).asString().contains("compiled / ours 4.00 +- 2.77 ");
    }

    /// Twice three turns at the shortest repetition, once in one of the processes only.
    @Test
    void everyProcessSettles() {
        for (int process = 1; process <= 2; process++) {
            for (int i = 0; i < 3; i++) {
                turn(process, "rapidity", 10 * process, 20);
                turn(process, "compiled", 60 * process, 80);
            }
        }
        assertThat(line().isSettled()).isTrue();
        turn(2, "rapidity", 19, 20);
        assertThat(line().isSettled()).isFalse();
    }

    @Test
    void withoutARivalThereIsNoRatio() {
        turn("rapidity", 10, 15);
        turn("peak", 5, 6);
        turn("rapidity", 12, 20);
        assertThat(line().ratio()).isNaN();
        assertThat(line().json().propertyNames()).doesNotContain("rival", "ratio", "median_of_turns");
    }
}
