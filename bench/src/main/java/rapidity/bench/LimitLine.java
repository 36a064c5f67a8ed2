package rapidity.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rapidity.bench.LimitCase.Rival;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A line of the table of `rapidity bench limits`, measured.
///
/// @param flops operations of a repetition
/// @param bytes of arrays that a repetition reads and writes
record LimitLine(LimitCase of, double flops, double bytes, Race race) {
    /// What ours is compared with: the fastest of those that were there.
    Optional<String> rival() {
        return of.rival().sides.stream()
                .filter(side -> !Double.isNaN(race.median(side, of.rival().figure)))
                .min(Comparator.comparing(side -> race.medianRatio(side, of.rival().figure)));
    }

    private double[] ratios() {
        return rival().map(side -> race.ratios(side, of.rival().figure)).orElse(new double[0]);
    }

    /// Median of the ratios of neighbouring turns; that of the shortest repetitions beside the loop of multiply-adds.
    /// NaN
    /// without a rival.
    double ratio() {
        return of.rival() == Rival.PEAK_LOOP ? ofPeak() : Race.median(Arrays.stream(ratios()));
    }

    boolean isMet() {
        return ratio() >= of.goal();
    }

    /// Smallest and largest ratio.
    String spread() {
        double[] r = ratios();
        return r.length == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.2f to %.2f",
                        Arrays.stream(r).min().orElse(0),
                        Arrays.stream(r).max().orElse(0));
    }

    double milliseconds(String side) {
        return race.median(side, of.rival().figure);
    }

    /// Of the peak of the bare loop, with as many operations, from the shortest repetitions of both: nothing suffers
    /// from
    /// a neighbour on the same core as much as that loop.
    double ofPeak() {
        return race.best(Contestant.PEAK) / race.best(Contestant.OURS);
    }

    double gflops() {
        return flops / 1e6 / race.best(Contestant.OURS);
    }

    double gigabytesPerSecond() {
        return bytes / 1e6 / race.best(Contestant.OURS);
    }

    ObjectNode json() {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("work", of.name()).put("part", of.part().name().toLowerCase(Locale.ROOT));
        r.put("threads", of.threads()).put("figure", of.rival().figure);
        rival().ifPresent(side -> r.put("rival", side).put("ratio", ratio()));
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
                .filter(side -> !Double.isNaN(milliseconds(side)))
                .forEach(side -> r.append(String.format(Locale.ROOT, ", %s %.2f ms", side, milliseconds(side))));
        rival().ifPresent(
                        side -> r.append(String.format(Locale.ROOT, "; %s / ours %.2f (%s)", side, ratio(), spread())));
        if (!Double.isNaN(ofPeak())) {
            r.append(String.format(Locale.ROOT, "; %.2f of peak", ofPeak()));
        }
        return r.toString();
    }
}
