package rapidity.flow;

/// The right-hand side of `dy/dt = f(t, y)` for independent events.
@FunctionalInterface
public interface VectorField {
    /// @return dy/dt, `[events, width]`
    double[] at(State state);

    /// Where some of the events are.
    ///
    /// @param events their numbers in the batch that is integrated: what a field draws at random for an event depends
    ///     on nothing else
    /// @param evaluation how often the field has been asked about these events before
    /// @param times one for each event
    /// @param values `[events, width]`
    record State(int[] events, int evaluation, double[] times, double[] values) {}
}
