package rapidity.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What pieces of work took on each side: `work`, `side` and the numbers of each process.
record Measurements(ArrayNode processes) {
    Measurements() {
        this(JsonNodeFactory.instance.arrayNode());
    }

    /// Ours and the others, each twice, in both orders.
    static List<String> twice(List<String> others) {
        List<String> sides =
                Stream.concat(Stream.of(Contestant.OURS), others.stream()).toList();
        return Stream.concat(sides.stream(), sides.reversed().stream()).toList();
    }

    /// Keeps what a process measured, and shows its time at once: a long series may be cut short.
    void add(String work, String side, JsonNode numbers) {
        System.err.println(work + ": " + side + ": " + numbers);
        processes.add(((ObjectNode) numbers).put("work", work).put("side", side));
    }

    /// Over the processes of one side; zero if there were none.
    double mean(String work, String side, String what) {
        return processes
                .valueStream()
                .filter(r -> r.path("work").asString().equals(work)
                        && r.path("side").asString().equals(side))
                .mapToDouble(r -> r.path(what).asDouble())
                .average()
                .orElse(0);
    }

    /// Prints how many times our processor time the other sides took, those that were measured.
    void printRatios(String work) {
        double us = mean(work, Contestant.OURS, "cpu_ms");
        processes
                .valueStream()
                .filter(r -> r.path("work").asString().equals(work))
                .map(r -> r.path("side").asString())
                .distinct()
                .filter(side -> !side.equals(Contestant.OURS))
                .forEach(side -> System.out.printf(
                        Locale.ROOT, "%s: %s / rapidity = %.2f (CPU)%n", work, side, mean(work, side, "cpu_ms") / us));
    }
}
