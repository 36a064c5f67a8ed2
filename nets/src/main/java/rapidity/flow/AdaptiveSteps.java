package rapidity.flow;

/// Steps as long as the estimated error allows. Each event has its own: the error of an event is
///
/// ```
/// e = root mean square over i of error_i / (absolute + relative max(|y_i| before, |y_i| after))
/// accepted if e <= 1
/// next h = h min(10, max(0.2, 0.9 e^(-1 / order)))
/// ```
///
/// @param mostSteps that an event may try, rejected ones included, before it has failed
/// @source Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, Sec. II.4
/// @departs torchdiffeq takes one step for all events of a batch, so that an event's result depends on its neighbours
public record AdaptiveSteps(ButcherTableau tableau, double relative, double absolute, int mostSteps)
        implements OdeSolver {
    private static final int MOST_STEPS = 10_000;

    /// @throws IllegalArgumentException if a tolerance is not positive, there is no step, or the method has no estimate
    ///     of its error
    public AdaptiveSteps {
        if (!(relative > 0) || !(absolute > 0) || !(relative < 1) || !Double.isFinite(absolute)) {
            throw new IllegalArgumentException("tolerances of " + relative + " and " + absolute);
        }
        if (mostSteps < 1 || tableau.errorWeights().length == 0) {
            throw new IllegalArgumentException("at most " + mostSteps + " steps, with an error estimate of "
                    + tableau.errorWeights().length + " stages");
        }
    }

    /// With one tolerance, absolute and relative, and at most 10,000 steps.
    public static AdaptiveSteps dormandPrince(double tolerance) {
        return new AdaptiveSteps(ButcherTableau.DORMAND_PRINCE, tolerance, tolerance, MOST_STEPS);
    }

    @Override
    public boolean isAdaptive() {
        return true;
    }

    @Override
    public OdeSolution integrate(VectorField f, double[] start, int width, double from, double to) {
        return new AdaptiveMarch(this, f, start, width, from, to).run();
    }
}
