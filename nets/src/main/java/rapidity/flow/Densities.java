package rapidity.flow;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Log densities of events.
///
/// @param values `ln p`; NaN for events that failed
/// @param failed events for which the solver did not converge
public record Densities(double[] values, int[] failed) {
    /// Those of parts, one after another.
    ///
    /// @param perPart events of each part but the last
    public static Densities concatenated(List<Densities> parts, int perPart) {
        double[] values =
                parts.stream().flatMapToDouble(d -> Arrays.stream(d.values)).toArray();
        int[] failed = IntStream.range(0, parts.size())
                .flatMap(i -> Arrays.stream(parts.get(i).failed).map(e -> i * perPart + e))
                .toArray();
        return new Densities(values, failed);
    }
}
