package rapidity.flow;

import java.util.function.BooleanSupplier;

/// How an ordinary differential equation is integrated for many independent events at once. An event has the same bits
/// alone and among others if its derivative has.
public sealed interface OdeSolver permits FixedSteps, AdaptiveSteps, StoppableSolver {
    /// Equal steps by the 3/8 rule, as the paper samples with 50 of them.
    static OdeSolver rk4(int steps) {
        return new FixedSteps(ButcherTableau.THREE_EIGHTHS, steps);
    }

    /// Steps of Dormand and Prince that keep the estimated error of each below `tolerance (1 + |y|)`.
    static OdeSolver dormandPrince(double tolerance) {
        return AdaptiveSteps.dormandPrince(tolerance);
    }

    /// The same, which asks before every evaluation of the field whether to give up.
    ///
    /// @param stop asked by every thread that integrates; if it says so, they end with a
    ///     [java.util.concurrent.CancellationException]
    default OdeSolver stoppable(BooleanSupplier stop) {
        return new StoppableSolver(this, stop);
    }

    /// Whether the lengths of steps depend on the field.
    boolean isAdaptive();

    /// Follows events from one time to another, forwards or backwards.
    ///
    /// @param start `[events, width]`
    /// @param width numbers of an event
    OdeSolution integrate(VectorField f, double[] start, int width, double from, double to);
}
