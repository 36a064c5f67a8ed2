package rapidity.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import rapidity.bench.LimitCase.Rival;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A line of the table of `rapidity bench limits`, measured.
///
/// @param flops operations of a repetition
/// @param bytes of arrays that a repetition reads and writes
/// @param peak GFLOP/s of the bare loop of multiply-adds on this machine
record LimitLine(LimitCase of, double flops, double bytes, Race race, double peak) {
    /// Milliseconds. Neighbours halve the speed of a core for seconds: a repetition that takes longer rarely has it to
    /// itself, one a tenth as long now and then, and their shortest ones are not alike.
    private static final double LONG = 1000;

    /// Of a turn; the first is known of ours only.
    private static final List<String> FIGURES = List.of("allocated", "peak_kb", "wall_ms", "cpu_ms", "best_ms");

    /// What [#json()] gave.
    ///
    /// @throws tools.jackson.core.JacksonException if it is something else
    static LimitLine read(LimitCase of, JsonNode json) {
        for (JsonNode turn : json.required("turns")) {
            boolean ours = turn.required("side").asString().equals(Contestant.OURS);
            for (String figure : ours ? FIGURES : FIGURES.subList(1, FIGURES.size())) {
                turn.required(figure).asDouble();
            }
        }
        Race race = new Race(json.required("turns").asArray());
        return new LimitLine(
                of, json.required("flops").asDouble(), json.required("bytes").asDouble(), race, 0);
    }

    /// The same work, with the turns of another process of each side.
    LimitLine and(LimitLine more) {
        return new LimitLine(of, flops, bytes, race.and(more.race), peak);
    }

    LimitLine withPeak(double other) {
        return new LimitLine(of, flops, bytes, race, other);
    }

    /// What ours is compared with: the fastest of those that were there.
    Optional<String> rival() {
        return of.rival().sides.stream()
                .filter(side -> !Double.isNaN(shortest(side)))
                .min(Comparator.comparing(this::shortest));
    }

    /// Milliseconds of the shortest repetition of a process, the geometric mean of all of that side; NaN if it was not
    /// there.
    double shortest(String side) {
        return mean(process -> process.best(side));
    }

    private double mean(ToDoubleFunction<Race> ofProcess) {
        return Math.exp(race.processes().stream()
                .mapToDouble(process -> Math.log(ofProcess.applyAsDouble(process)))
                .average()
                .orElse(Double.NaN));
    }

    /// Whether a repetition of ours or of the rival takes so long that the median turn is compared.
    boolean isLong() {
        return race.median(Contestant.OURS, "wall_ms") > LONG
                || rival().stream().anyMatch(side -> race.median(side, "wall_ms") > LONG);
    }

    /// Of a repetition: of the shortest one of a process, in a long line of its median turn, the geometric mean of all
    /// processes; NaN if that side was not there.
    double milliseconds(String side) {
        return mean(process -> milliseconds(process, side));
    }

    private double milliseconds(Race process, String side) {
        return isLong() ? process.median(side, "wall_ms") : process.best(side);
    }

    /// Of the milliseconds of a repetition; beside the loop of multiply-adds, of the peak. NaN without a rival. As the
    /// processes of both sides have a geometric mean, it is that of the ratios of those that worked in turns.
    double ratio() {
        return of.rival() == Rival.PEAK_LOOP
                ? ofPeak()
                : rival().map(side -> milliseconds(side) / milliseconds(Contestant.OURS))
                        .orElse(Double.NaN);
    }

    /// The standard error of the ratio, by the scatter of its processes; NaN of a single one.
    double error() {
        Optional<String> other = of.rival() == Rival.PEAK_LOOP ? Optional.empty() : rival();
        double[] logs = race.processes().stream()
                .mapToDouble(process ->
                        Math.log(other.map(side -> milliseconds(process, side)).orElse(1.0)
                                / milliseconds(process, Contestant.OURS)))
                .toArray();
        double mean = Arrays.stream(logs).average().orElse(Double.NaN);
        double squares = Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).sum();
        return ratio() * Math.sqrt(squares / (logs.length - 1) / logs.length);
    }

    /// Whether the shortest repetitions of both sides have come again in each process, where they are compared; that of
    /// the loop is the best of all lines.
    boolean isSettled() {
        return isLong()
                || race.processes().stream()
                        .allMatch(process -> process.isSettled(Contestant.OURS)
                                && (of.rival() == Rival.PEAK_LOOP
                                        || rival().stream().allMatch(process::isSettled)));
    }

    boolean isMet() {
        return ratio() >= of.goal();
    }

    /// Of the ratios of neighbouring turns; NaN without a rival.
    double median() {
        return Race.median(Arrays.stream(ratios()));
    }

    private double[] ratios() {
        return rival().map(side -> race.ratios(side, of.rival().figure)).orElse(new double[0]);
    }

    /// The median of neighbouring turns, the smallest and the largest; nothing beside the loop of multiply-adds, which
    /// neighbours slow more than any work.
    String turns() {
        double[] r = ratios();
        return r.length == 0 || of.rival() == Rival.PEAK_LOOP
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.2f (%.2f to %.2f)",
                        median(),
                        Arrays.stream(r).min().orElse(0),
                        Arrays.stream(r).max().orElse(0));
    }

    /// Of the peak of the bare loop on as many cores, from the shortest repetition; NaN where nobody has seen it.
    double ofPeak() {
        return peak > 0 ? gflops() / (peak * of.threads()) : Double.NaN;
    }

    /// GFLOP/s of the turns of that loop beside ours, at best; 0 without.
    double peakHere() {
        double best = race.best(Contestant.PEAK);
        return Double.isNaN(best) ? 0 : flops / 1e6 / best;
    }

    double gflops() {
        return flops / 1e6 / shortest(Contestant.OURS);
    }

    double gigabytesPerSecond() {
        return bytes / 1e6 / shortest(Contestant.OURS);
    }

    ObjectNode json() {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("work", of.name()).put("part", of.part().name().toLowerCase(Locale.ROOT));
        r.put("threads", of.threads()).put("figure", of.rival().figure);
        rival().ifPresent(side -> {
            r.put("rival", side).put("ratio", ratio());
            if (!Double.isNaN(error())) {
                r.put("error", error());
            }
            if (of.rival() != Rival.PEAK_LOOP) {
                r.put("median_of_turns", median());
            }
        });
        r.put("medians", isLong()).put("settled", isSettled());
        r.put("goal", of.goal()).put("flops", flops).put("bytes", bytes);
        if (!Double.isNaN(ofPeak())) {
            r.put("of_peak", ofPeak());
        }
        r.set("turns", race.turns());
        return r;
    }

    @Override
    public String toString() {
        List<String> sides = List.of(Contestant.OURS, Contestant.EAGER, Contestant.COMPILED, Contestant.ONE_THREAD);
        StringBuilder r = new StringBuilder(of.name());
        sides.stream()
                .filter(side -> !Double.isNaN(race.best(side)))
                .forEach(side -> r.append(String.format(Locale.ROOT, ", %s %.2f ms", side, milliseconds(side))));
        String error = Double.isNaN(error()) ? "" : String.format(Locale.ROOT, " +- %.2f", error());
        rival().ifPresent(side ->
                r.append(String.format(Locale.ROOT, "; %s / ours %.2f%s %s", side, ratio(), error, turns())));
        if (!Double.isNaN(ofPeak())) {
            r.append(String.format(Locale.ROOT, "; %.2f of peak", ofPeak()));
        }
        return r.toString();
    }
}
