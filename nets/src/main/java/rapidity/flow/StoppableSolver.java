package rapidity.flow;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// A solver that gives up when it is asked to, between two evaluations of the field.
record StoppableSolver(OdeSolver solver, BooleanSupplier stop) implements OdeSolver {
    @Override
    public boolean isAdaptive() {
        return solver.isAdaptive();
    }

    @Override
    public OdeSolution integrate(VectorField f, double[] start, int width, double from, double to) {
        VectorField asking = state -> {
            if (stop.getAsBoolean()) {
                throw new CancellationException("interrupted while events were followed");
            }
            return f.at(state);
        };
        return solver.integrate(asking, start, width, from, to);
    }
}
