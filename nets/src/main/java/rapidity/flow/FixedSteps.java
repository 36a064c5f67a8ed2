package rapidity.flow;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Equal steps.
///
/// @param steps from the beginning to the end
public record FixedSteps(ButcherTableau tableau, int steps) implements OdeSolver {
    /// @throws IllegalArgumentException if there is no step
    public FixedSteps {
        if (steps < 1) {
            throw new IllegalArgumentException("no solution in " + steps + " steps");
        }
    }

    @Override
    public boolean isAdaptive() {
        return false;
    }

    @Override
    public OdeSolution integrate(VectorField f, double[] start, int width, double from, double to) {
        int n = start.length / width;
        double[] y = start.clone();
        int[] events = IntStream.range(0, n).toArray();
        double h = (to - from) / steps;
        double[] lengths = new double[n];
        double[] times = new double[n];
        Arrays.fill(lengths, h);
        RungeKuttaStep step = new RungeKuttaStep(tableau, f, width);
        for (int i = 0; i < steps; i++) {
            Arrays.fill(times, from + i * h);
            y = step.from(new VectorField.State(events, i * tableau.stages(), times, y), lengths);
        }
        double[] end = y;
        int[] failed = IntStream.of(events)
                .filter(e -> !RungeKuttaStep.isFinite(end, e, width))
                .toArray();
        for (int e : failed) {
            Arrays.fill(y, e * width, (e + 1) * width, Double.NaN);
        }
        return new OdeSolution(y, failed, (long) n * steps * tableau.stages());
    }
}
