package rapidity.sampling;

/// Some events, in the order of the sample.
///
/// @param rows one after another: momenta of `[q, qbar, Z, g1..gn]` and abs(M)^2, `4 (n+3) + 1` numbers each
/// @param weights for each event R = abs(M)^2/B and max(1, v/vmax): their product restores the density of abs(M)^2
public record SampledEvents(double[] rows, double[] weights) {

    /// Number of events.
    public int count() {
        return weights.length / 2;
    }

    SampledEvents first(int events) {
        int rowLength = rows.length / count();
        return new SampledEvents(
                java.util.Arrays.copyOf(rows, events * rowLength), java.util.Arrays.copyOf(weights, 2 * events));
    }
}
