package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Clipping, averages and early stopping.
class TrainingRulesTest {
    private static final double ROUNDING = 1e-15;

    @Test
    void aLargeGradientIsScaledToTheNorm() {
        assertThat(Clipping.of(5).factor(4)).isEqualTo(1);
        assertThat(Clipping.of(5).factor(20)).isCloseTo(5 / (20 + 1e-6), within(ROUNDING));
        assertThat(Clipping.NONE.factor(1e300)).isEqualTo(1);
    }

    @Test
    void updatesAreSkippedOnlyAfterTheFirstThousandSteps() {
        Clipping clipping = new Clipping(5, 100);
        assertThat(clipping.skips(1000, 101)).isFalse();
        assertThat(clipping.skips(1001, 101)).isTrue();
        assertThat(clipping.skips(1001, 100)).isFalse();
        assertThat(Clipping.of(5).skips(5000, 1e9)).isFalse();
    }

    @Test
    void anAverageFollowsFastAtFirst() {
        Ema ema = new Ema(0.9);
        assertThat(ema.follow(1)).isCloseTo(1 - 2.0 / 11, within(ROUNDING));
        assertThat(ema.follow(80)).isCloseTo(0.1, within(ROUNDING));
        assertThat(ema.follow(1_000_000)).isCloseTo(0.1, within(ROUNDING));
    }

    @Test
    void trainingStopsWhenPatienceIsExceeded() {
        Validation rule = new Validation(10, 2, Validation.Kept.BEST);
        Validation.State s = Validation.State.START;
        double[] losses = {3, 2, 2, 2.5, 1, 4, 4, 4};
        boolean[] stops = {false, false, false, false, false, false, false, true};
        for (int i = 0; i < losses.length; i++) {
            s = s.after(10L * (i + 1), losses[i]);
            assertThat(rule.stops(s)).as("validation %d", i).isEqualTo(stops[i]);
        }
        assertThat(s.best()).isEqualTo(1);
        assertThat(s.bestStep()).isEqualTo(50);
    }

    @Test
    void impossibleRulesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Clipping.of(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ema(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Validation(0, 1, Validation.Kept.LAST));
        assertThatIllegalArgumentException().isThrownBy(() -> Training.of(-1, Adam.of(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Training.of(1, Adam.of(1)).withLogEvery(0))
                .withMessageContaining("a line every 0");
    }
}
