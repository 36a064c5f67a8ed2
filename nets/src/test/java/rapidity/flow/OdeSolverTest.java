package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OdeSolverTest {
    /// How far a measured order is from the integer: the next term of the error, at these steps a few per cent.
    private static final double ORDER = 0.1;

    /// A rotation whose angle grows as t^2, and a growth: `y = e^t R(t^2) y(0)`. Its numbers depend on t and y.
    private static final VectorField SPIRAL = s -> {
        double[] r = new double[s.values().length];
        for (int e = 0; e < s.times().length; e++) {
            double x = s.values()[2 * e];
            double y = s.values()[2 * e + 1];
            double omega = 2 * s.times()[e];
            r[2 * e] = x - omega * y;
            r[2 * e + 1] = y + omega * x;
        }
        return r;
    };

    private static double[] spiral(double t, double... start) {
        double[] r = new double[start.length];
        double cos = Math.cos(t * t);
        double sin = Math.sin(t * t);
        for (int i = 0; i < r.length; i += 2) {
            r[i] = Math.exp(t) * (cos * start[i] - sin * start[i + 1]);
            r[i + 1] = Math.exp(t) * (sin * start[i] + cos * start[i + 1]);
        }
        return r;
    }

    private static double error(OdeSolver solver, double... start) {
        double[] y = solver.integrate(SPIRAL, start, 2, 0, 2).values();
        double[] exact = spiral(2, start);
        double r = 0;
        for (int i = 0; i < y.length; i++) {
            r = Math.max(r, Math.abs(y[i] - exact[i]));
        }
        return r;
    }

    private static double order(ButcherTableau tableau) {
        double coarse = error(new FixedSteps(tableau, 64), 1, 0.5);
        double fine = error(new FixedSteps(tableau, 128), 1, 0.5);
        return Math.log(coarse / fine) / Math.log(2);
    }

    /// The formulas of torchdiffeq's `rk4`, for y' = t y.
    @Test
    void oneStepIsThatOfTheThreeEighthsRule() {
        VectorField growth = s -> new double[] {s.times()[0] * s.values()[0]};
        double h = 0.3;
        double t = 0.4;
        double k1 = t * 2;
        double k2 = (t + h / 3) * (2 + h * k1 / 3);
        double k3 = (t + 2 * h / 3) * (2 + h * (k2 - k1 / 3));
        double k4 = (t + h) * (2 + h * (k1 - k2 + k3));
        double expected = 2 + h * (k1 + 3 * k2 + 3 * k3 + k4) / 8;
        assertThat(OdeSolver.rk4(1)
                        .integrate(growth, new double[] {2}, 1, t, t + h)
                        .values()[0])
                .isCloseTo(expected, within(1e-15));
    }

    @Test
    void halvingTheStepsOfTheThreeEighthsRuleDividesTheErrorBySixteen() {
        assertThat(order(ButcherTableau.THREE_EIGHTHS)).isCloseTo(4, within(ORDER));
    }

    @Test
    void halvingTheStepsOfDormandAndPrinceDividesTheErrorByThirtyTwo() {
        assertThat(order(ButcherTableau.DORMAND_PRINCE)).isCloseTo(5, within(ORDER));
    }

    /// The error after many steps is larger than that of each, here by less than this factor.
    private static final double STEPS = 100;

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-6, 1e-8, 1e-10})
    void adaptiveStepsKeepTheError(double tolerance) {
        assertThat(error(OdeSolver.dormandPrince(tolerance), 1, 0.5, -3, 2))
                .isLessThan(STEPS * tolerance)
                .isGreaterThan(tolerance / STEPS);
    }

    @Test
    void eventsHaveTheSameBitsAloneAndAmongOthers() {
        double[] start = {1, 0.5, 0, 0, 1000, -3, 1e-9, 1e-9};
        for (OdeSolver solver : new OdeSolver[] {OdeSolver.rk4(7), OdeSolver.dormandPrince(1e-5)}) {
            double[] all = solver.integrate(SPIRAL, start, 2, 0, 2).values();
            for (int e = 0; e < 4; e++) {
                double[] own = Arrays.copyOfRange(start, 2 * e, 2 * e + 2);
                double[] alone = solver.integrate(SPIRAL, own, 2, 0, 2).values();
                assertThat(alone).isEqualTo(Arrays.copyOfRange(all, 2 * e, 2 * e + 2));
            }
        }
    }

    @Test
    void theWayBackLeadsToTheStart() {
        for (OdeSolver solver : new OdeSolver[] {OdeSolver.rk4(400), OdeSolver.dormandPrince(1e-10)}) {
            double[] end =
                    solver.integrate(SPIRAL, new double[] {1, 0.5}, 2, 0, 2).values();
            assertThat(solver.integrate(SPIRAL, end, 2, 2, 0).values())
                    .usingComparatorWithPrecision(1e-8)
                    .containsExactly(1, 0.5);
        }
    }

    @Test
    void noTimeNoStep() {
        for (OdeSolver solver : new OdeSolver[] {OdeSolver.rk4(3), OdeSolver.dormandPrince(1e-5)}) {
            OdeSolution s = solver.integrate(SPIRAL, new double[] {1, 2}, 2, 0.5, 0.5);
            assertThat(s.values()).containsExactly(1, 2);
            assertThat(s.failed()).isEmpty();
        }
    }

    /// `y' = y^2` is infinite at t = 1 / y(0).
    @Test
    void eventsThatDoNotConvergeAreCountedAndNamed() {
        VectorField pole = s -> Arrays.stream(s.values()).map(y -> y * y).toArray();
        double[] start = {0.1, 2, -1, 5};
        OdeSolver adaptive = OdeSolver.dormandPrince(1e-6);
        OdeSolution s = adaptive.integrate(pole, start, 1, 0, 1);
        assertThat(s.failed()).containsExactly(1, 3);
        assertThat(s.values()[0]).isCloseTo(1 / 9.0, within(1e-6));
        assertThat(s.values()[1]).isNaN();
        OdeSolver fixed = OdeSolver.rk4(50);
        assertThat(fixed.integrate(pole, new double[] {0.1, 1e200}, 1, 0, 1).failed())
                .containsExactly(1);
    }

    @Test
    void evaluationsAreNumberedForEachEvent() {
        int[] largest = new int[1];
        VectorField counting = s -> {
            largest[0] = Math.max(largest[0], s.evaluation());
            return SPIRAL.at(s);
        };
        OdeSolution s = OdeSolver.rk4(5).integrate(counting, new double[] {1, 2, 3, 4}, 2, 0, 1);
        assertThat(s.evaluations()).isEqualTo(2 * 5 * 4);
        assertThat(largest[0]).isEqualTo(5 * 4 - 1);
    }

    @Test
    void solversThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> OdeSolver.rk4(0));
        assertThatIllegalArgumentException().isThrownBy(() -> OdeSolver.dormandPrince(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdaptiveSteps(ButcherTableau.THREE_EIGHTHS, 1e-5, 1e-5, 10));
    }

    @Test
    void aSolverGivesUpBetweenTwoEvaluationsAndElseChangesNothing() {
        double[] start = {1, 0.5, 2, 0};
        for (OdeSolver solver : new OdeSolver[] {OdeSolver.rk4(7), OdeSolver.dormandPrince(1e-5)}) {
            AtomicInteger asked = new AtomicInteger();
            OdeSolver patient = solver.stoppable(() -> asked.incrementAndGet() < 0);
            assertThat(patient.isAdaptive()).isEqualTo(solver.isAdaptive());
            assertThat(patient.integrate(SPIRAL, start, 2, 0, 1).values())
                    .isEqualTo(solver.integrate(SPIRAL, start, 2, 0, 1).values());
            assertThat(asked.get()).isGreaterThanOrEqualTo(4 * 7);
            asked.set(0);
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() ->
                            solver.stoppable(() -> asked.incrementAndGet() == 3).integrate(SPIRAL, start, 2, 0, 1));
            assertThat(asked.get()).isEqualTo(3);
        }
    }
}
