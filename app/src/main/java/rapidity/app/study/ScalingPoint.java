package rapidity.app.study;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What was found about one network and one number of items.
sealed interface ScalingPoint {
    /// @param milliseconds of the passes that count, rising
    /// @param warmUp passes before them
    /// @param memory bytes that passes hold on to, where the engine's memory is Java's
    record Measured(double[] milliseconds, int warmUp, OptionalLong memory) implements ScalingPoint {
        double quantile(double share) {
            double at = share * (milliseconds.length - 1);
            int below = (int) at;
            int above = Math.min(below + 1, milliseconds.length - 1);
            return milliseconds[below] + (at - below) * (milliseconds[above] - milliseconds[below]);
        }

        double median() {
            return quantile(0.5);
        }
    }

    /// Left out, since all passes together would take too long.
    ///
    /// @param seconds that one is expected to take
    record TooLong(double seconds) implements ScalingPoint {}

    /// Java's memory did not suffice.
    ///
    /// @param memory bytes that Java may take
    record OutOfMemory(long memory) implements ScalingPoint {}

    /// The engine refused, as libtorch does when a GPU's memory does not suffice.
    ///
    /// @param reason in its words
    record Failed(String reason) implements ScalingPoint {}

    /// @param seconds of each pass
    static Measured measured(double[] seconds, int warmUp, OptionalLong memory) {
        double[] sorted = Arrays.stream(seconds).map(s -> 1e3 * s).sorted().toArray();
        return new Measured(sorted, warmUp, memory);
    }

    default String sentence() {
        return switch (this) {
            case Measured m ->
                String.format(
                                Locale.ROOT,
                                "%.4g ms, quartiles %.4g to %.4g, %d passes after %d",
                                m.median(),
                                m.quantile(0.25),
                                m.quantile(0.75),
                                m.milliseconds.length,
                                m.warmUp)
                        + (m.memory.isPresent()
                                ? String.format(Locale.ROOT, ", %.3g MB", m.memory.getAsLong() / 1e6)
                                : "");
            case TooLong t -> String.format(Locale.ROOT, "left out, a pass would take about %.3g s", t.seconds);
            case Failed f -> f.reason;
            case OutOfMemory o -> String.format(Locale.ROOT, "out of memory, Java may take %.3g GB", o.memory / 1e9);
        };
    }

    default ObjectNode json() {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        return switch (this) {
            case Measured m -> {
                r.put("outcome", "measured")
                        .put("median-ms", m.median())
                        .put("lower-ms", m.quantile(0.25))
                        .put("upper-ms", m.quantile(0.75))
                        .put("fastest-ms", m.milliseconds[0])
                        .put("passes", m.milliseconds.length)
                        .put("warm-up-passes", m.warmUp);
                m.memory.ifPresent(bytes -> r.put("memory-bytes", bytes));
                yield r;
            }
            case TooLong t -> r.put("outcome", "too-long").put("expected-seconds", t.seconds);
            case Failed f -> r.put("outcome", "failed").put("reason", f.reason);
            case OutOfMemory o -> r.put("outcome", "out-of-memory").put("memory-bytes", o.memory);
        };
    }

    /// Whether such a point, as [#json] wrote it, says that larger ones need not be tried.
    static boolean endsIn(JsonNode point) {
        return !point.path("outcome").asString("").equals("measured");
    }
}
