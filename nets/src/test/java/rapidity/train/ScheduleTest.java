package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Against the schedules of torch 2.15.0 on an Adam of rate 0.003.
class ScheduleTest {
    private static final double BASE = 0.003;

    /// PyTorch works some of these out by recursion; its rounding is of this size.
    private static final double ROUNDING = 1e-16;

    private static Schedule.State after(Schedule schedule, long updates) {
        Schedule.State s = Schedule.State.START;
        for (long t = 0; t < updates; t++) {
            s = schedule.updated(s);
        }
        return s;
    }

    @Test
    void theCosineFallsToZero() {
        Schedule cosine = new CosineAnnealing(20);
        double[] expected = {
            0.003, 0.002713525491562422, 0.0019635254915624217, 0.001036474508437579, 0.000286474508437579, 0
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat(cosine.rate(BASE, after(cosine, 4L * i))).isCloseTo(expected[i], within(ROUNDING));
        }
    }

    @Test
    void oneCycleRisesAndFallsAndTheMomentumAgainstIt() {
        OneCycle cycle = new OneCycle(0.03, 20, 0.3);
        double[][] expected = {
            {0, 0.0011999999999999997, 0.95},
            {1, 0.003950155281000758, 0.9404508497187474},
            {4, 0.02724984471899924, 0.8595491502812526},
            {5, 0.03, 0.85},
            {6, 0.02962392018705262, 0.8512536043909088},
            {12, 0.015000059999999999, 0.8999999999999999},
            {18, 0.0003761998129473766, 0.9487463956090911},
            {19, 1.2e-07, 0.95},
            {25, 1.2e-07, 0.95},
        };
        for (double[] e : expected) {
            Schedule.State s = after(cycle, (long) e[0]);
            assertThat(cycle.rate(BASE, s)).as("rate at %f", e[0]).isCloseTo(e[1], within(1e-15));
            assertThat(cycle.beta1(0.9, s)).as("beta1 at %f", e[0]).isCloseTo(e[2], within(1e-15));
        }
    }

    @Test
    void aPlateauReducesTheRateAfterPatience() {
        Schedule plateau = new ReduceOnPlateau(0.5, 2);
        double[] losses = {1.0, 0.9, 0.90005, 0.8999, 0.89985, 0.895, 0.8, 0.81, 0.82, 0.83, 0.84, 0.85, 0.86, 0.87, 0.1
        };
        double[] factors = {1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25};
        Schedule.State s = Schedule.State.START;
        for (int i = 0; i < losses.length; i++) {
            s = plateau.validated(s, losses[i]);
            assertThat(plateau.rate(BASE, s)).as("after validation %d", i).isEqualTo(BASE * factors[i]);
        }
    }

    @Test
    void onlyThePlateauLooksAtValidations() {
        assertThat(new CosineAnnealing(10).validated(Schedule.State.START, 1)).isEqualTo(Schedule.State.START);
    }

    @Test
    void impossibleCyclesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OneCycle(0.1, 3, 0.3));
        assertThatIllegalArgumentException().isThrownBy(() -> new CosineAnnealing(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReduceOnPlateau(1, 3));
    }
}
