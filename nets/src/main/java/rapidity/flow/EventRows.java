package rapidity.flow;

/// Events one after another, `[events, particles, 4]`.
final class EventRows {
    private EventRows() {}

    /// How many events there are.
    ///
    /// @throws IllegalArgumentException if the numbers are not those of whole events
    static int count(double[] rows, int particles) {
        int width = Chart.COMPONENTS * particles;
        if (rows.length % width != 0) {
            throw new IllegalArgumentException("expected events of " + particles
                    + " particles with four numbers each, got " + rows.length + " numbers");
        }
        return rows.length / width;
    }
}
