package rapidity.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Processes that do the same work in turns, all others waiting: ours, another, ours, a third, ours ... The speed of a
/// shared machine drifts by tens of per cent in minutes; a turn is compared with the two turns of ours beside it.
///
/// @param turns in their order: `side` and what the process said
record Race(ArrayNode turns) {
    /// Of a turn of the loop of multiply-adds.
    private static final double SHORT = 0.5;

    /// Where the sides work, after they have warmed up.
    enum Cores {
        /// All on the same: on a shared host each core has other neighbours.
        ONE,
        /// Wherever the system puts them.
        ALL
    }

    /// @param sides ours, and the others
    /// @param warmUp seconds of work, all together, before the first turn
    /// @param seconds of a turn
    /// @param rounds turns of each of the others; one more goes before and does not count
    static Race of(SequencedMap<String, ProcessBuilder> sides, Cores cores, double warmUp, double seconds, int rounds)
            throws IOException {
        List<Contestant> all = new ArrayList<>();
        try {
            for (Map.Entry<String, ProcessBuilder> side : sides.entrySet()) {
                all.add(Contestant.of(side.getKey(), side.getValue()));
            }
            return of(all, cores, warmUp, seconds, rounds);
        } finally {
            for (Contestant c : all) {
                c.close();
            }
        }
    }

    private static Race of(List<Contestant> all, Cores cores, double warmUp, double seconds, int rounds)
            throws IOException {
        for (Contestant c : all) {
            c.answer();
            c.begin(warmUp);
        }
        for (Contestant c : all) {
            c.answer();
            if (cores == Cores.ONE) {
                c.keepToOneCore();
            }
        }
        Contestant ours = all.getFirst();
        List<Contestant> others = all.subList(1, all.size());
        List<Contestant> order = new ArrayList<>(List.of(ours));
        for (int round = 0; round <= rounds; round++) {
            for (Contestant other : others) {
                order.addAll(List.of(other, ours));
            }
        }
        Race race = new Race(JsonNodeFactory.instance.arrayNode());
        int first = 2 * others.size();
        for (int i = 0; i < order.size(); i++) {
            Contestant c = order.get(i);
            c.begin(c.side().equals(Contestant.PEAK) ? Math.min(seconds, SHORT) : seconds);
            ObjectNode turn = ((ObjectNode) c.answer()).put("side", c.side());
            if (i >= first) {
                race.turns.add(turn);
            }
        }
        return race;
    }

    /// Of each turn of a side, how many times what ours took.
    ///
    /// @param figure `cpu_ms` or `wall_ms`
    double[] ratios(String side, String figure) {
        return IntStream.range(1, turns.size() - 1)
                .filter(i -> turns.get(i).path("side").asString().equals(side))
                .mapToDouble(i -> 2
                        * turns.get(i).path(figure).asDouble()
                        / (turns.get(i - 1).path(figure).asDouble()
                                + turns.get(i + 1).path(figure).asDouble()))
                .toArray();
    }

    /// Median over the turns of a side; NaN if it has none.
    double median(String side, String figure) {
        return median(of(side).mapToDouble(turn -> turn.path(figure).asDouble()));
    }

    /// The fastest turn of a side, which a neighbour on the machine disturbed least; NaN if it has none.
    double fastest(String side, String figure) {
        return of(side).mapToDouble(turn -> turn.path(figure).asDouble()).min().orElse(Double.NaN);
    }

    /// The shortest repetition of a side that says so; NaN if there is none.
    double best(String side) {
        return of(side).mapToDouble(turn -> turn.path("best_ms").asDouble(Double.NaN))
                .min()
                .orElse(Double.NaN);
    }

    static double median(DoubleStream values) {
        double[] x = values.sorted().toArray();
        return x.length == 0 ? Double.NaN : (x[(x.length - 1) / 2] + x[x.length / 2]) / 2;
    }

    double medianRatio(String side, String figure) {
        return median(Arrays.stream(ratios(side, figure)));
    }

    private Stream<JsonNode> of(String side) {
        return turns.valueStream().filter(turn -> turn.path("side").asString().equals(side));
    }
}
