package rapidity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

class LimitLineTest {
    private final ArrayNode turns = JsonNodeFactory.instance.arrayNode();

    private void turn(String side, double shortest, double mean) {
        turns.addObject()
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
        assertThat(line().ratio()).isEqualTo(6);
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
        assertThat(line().ratio()).isEqualTo(7);
        assertThat(line().milliseconds("rapidity")).isEqualTo(300);
        assertThat(line().isSettled()).isTrue();
        assertThat(line().json().path("medians").booleanValue()).isTrue();
        assertThat(line())
                .hasToString("tagger, inference 1 x 50, rapidity 300.00 ms, compiled 2100.00 ms;"
                        + " compiled / ours 7.00 7.00 (6.00 to 8.00)");
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
