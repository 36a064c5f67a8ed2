package rapidity.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Processes that do the same work in turns, all others waiting: ours, another, ours, a third, ours ... The speed of a
/// shared machine drifts by tens of per cent in minutes; a turn is compared with the two turns of ours beside it. A
/// process may be slower than the next one by a sixth for as long as it lives, for its arrays lie elsewhere: each side
/// may have several, one after the other.
///
/// @param turns in their order: `side`, `process`, and what the process said
record Race(ArrayNode turns) {
    /// Of a turn of the loop of multiply-adds.
    private static final double SHORT = 0.5;

    /// The shortest repetition is that of a core without neighbours if it comes again: in so many turns ...
    private static final int AGREE = 3;

    /// ... to this factor.
    private static final double NEAR = 1.03;

    /// A core on which the loop of multiply-adds takes longer than it can by this factor has neighbours.
    private static final double QUIET = 1.1;

    /// A side that takes longer than another by this factor is behind.
    private static final double FAR = 1.2;

    /// Who has patience has it for so many rounds of a process at least: repetitions may take seconds.
    private static final int LEAST = 5;

    /// Where the sides work, after they have warmed up.
    enum Cores {
        /// All on the same: on a shared host each core has other neighbours.
        ONE,
        /// Wherever the system puts them.
        ALL
    }

    /// Further rounds of the processes that are there, until the shortest repetition of each side that is not behind is
    /// settled.
    ///
    /// @param seconds of them at most, or five rounds if these take longer; 0: none
    /// @param loop milliseconds that the loop of multiply-adds takes on a core without neighbours; infinite: unknown
    record Patience(double seconds, double loop) {
        static final Patience NONE = new Patience(0, Double.POSITIVE_INFINITY);
    }

    /// @param warmUp seconds of work of a process, all together, before its first turn
    /// @param seconds of a turn
    /// @param rounds turns of each process of the others; one more goes before and does not count
    /// @param processes of each side, one after the other
    record Pace(double warmUp, double seconds, int rounds, int processes) {}

    /// @param sides ours, and the others
    /// @param patience with each generation of processes
    static Race of(SequencedMap<String, ProcessBuilder> sides, Cores cores, Pace pace, Patience patience)
            throws IOException {
        Race race = new Race(JsonNodeFactory.instance.arrayNode());
        for (int process = 1; process <= pace.processes; process++) {
            race = race.and(ofProcess(process, sides, cores, pace, patience));
        }
        return race;
    }

    /// One process of each side, the so-manieth.
    static Race ofProcess(
            int number, SequencedMap<String, ProcessBuilder> sides, Cores cores, Pace pace, Patience patience)
            throws IOException {
        List<Contestant> all = new ArrayList<>();
        try {
            for (Map.Entry<String, ProcessBuilder> side : sides.entrySet()) {
                all.add(Contestant.of(side.getKey(), side.getValue()));
            }
            for (Contestant c : all) {
                c.answer();
                c.begin(pace.warmUp);
            }
            for (Contestant c : all) {
                c.answer();
                if (cores == Cores.ONE) {
                    c.keepToOneCore();
                }
            }
            Contestant ours = all.getFirst();
            List<Contestant> others = all.subList(1, all.size());
            new Race(JsonNodeFactory.instance.arrayNode()).round(ours, others, pace.seconds);
            Race race = new Race(JsonNodeFactory.instance.arrayNode());
            race.take(ours, pace.seconds);
            for (int round = 0; round < pace.rounds; round++) {
                race.round(ours, others, pace.seconds);
            }
            race.settle(ours, others, pace.seconds, patience);
            race.turns.forEach(turn -> ((ObjectNode) turn).put("process", number));
            return race;
        } finally {
            for (Contestant c : all) {
                c.close();
            }
        }
    }

    /// The turns of both, these first.
    Race and(Race more) {
        return new Race(JsonNodeFactory.instance.arrayNode().addAll(turns).addAll(more.turns));
    }

    /// The turns of one process of each side after the other.
    List<Race> processes() {
        Map<Integer, List<JsonNode>> all = turns.valueStream()
                .collect(
                        Collectors.groupingBy(turn -> turn.path("process").asInt(), TreeMap::new, Collectors.toList()));
        return all.values().stream()
                .map(some -> new Race(JsonNodeFactory.instance.arrayNode().addAll(some)))
                .toList();
    }

    private void round(Contestant ours, List<Contestant> others, double seconds) throws IOException {
        for (Contestant other : others) {
            take(other, seconds);
            take(ours, seconds);
        }
    }

    private void settle(Contestant ours, List<Contestant> others, double seconds, Patience patience)
            throws IOException {
        long end = System.nanoTime() + (long) (1e9 * patience.seconds);
        for (int i = 0; patience.seconds > 0 && (i < LEAST || System.nanoTime() < end); i++) {
            List<Contestant> more = unsettled(others, patience.loop);
            if (more.isEmpty()) {
                return;
            }
            round(ours, more, seconds);
        }
    }

    private void take(Contestant c, double seconds) throws IOException {
        c.begin(c.side().equals(Contestant.PEAK) ? Math.min(seconds, SHORT) : seconds);
        turns.add(((ObjectNode) c.answer()).put("side", c.side()));
    }

    /// Those that are not behind, all of them while anybody wants more turns: of two sides one of which goes on alone,
    /// that one meets a quiet moment sooner.
    private List<Contestant> unsettled(List<Contestant> others, double loop) {
        List<Contestant> ahead =
                others.stream().filter(c -> !isBehind(c.side(), others)).toList();
        boolean settled = isSettled(Contestant.OURS)
                && ahead.stream()
                        .allMatch(c -> isSettled(c.side())
                                && !(c.side().equals(Contestant.PEAK) && best(c.side()) > QUIET * loop));
        return settled ? List.of() : ahead;
    }

    private boolean isBehind(String side, List<Contestant> others) {
        return others.stream()
                .map(Contestant::side)
                .filter(other -> !other.equals(Contestant.PEAK))
                .anyMatch(other -> best(side) > FAR * best(other));
    }

    /// Whether so many turns agree on the shortest repetition.
    boolean isSettled(String side) {
        double near = NEAR * best(side);
        return of(side).filter(turn -> turn.path("best_ms").asDouble() <= near).count() >= AGREE;
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

    /// The shortest repetition of a side that says so; NaN if there is none.
    double best(String side) {
        return of(side).mapToDouble(turn -> turn.path("best_ms").asDouble(Double.NaN))
                .min()
                .orElse(Double.NaN);
    }

    /// The largest over the turns of a side; NaN if it has none.
    double most(String side, String figure) {
        return of(side).mapToDouble(turn -> turn.path(figure).asDouble()).max().orElse(Double.NaN);
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
