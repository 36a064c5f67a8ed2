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
/// @param peak GFLOP/s of the bare loop of multiply-adds on this machine
record LimitLine(LimitCase of, double flops, double bytes, Race race, double peak) {
    LimitLine withPeak(double other) {
        return new LimitLine(of, flops, bytes, race, other);
    }

    /// What ours is compared with: the fastest of those that were there.
    Optional<String> rival() {
        return of.rival().sides.stream()
                .filter(side -> !Double.isNaN(race.median(side, of.rival().figure)))
                .min(Comparator.comparing(side -> race.medianRatio(side, of.rival().figure)));
    }

    private double[] ratios() {
        return rival().map(side -> race.ratios(side, of.rival().figure)).orElse(new double[0]);
    }

    /// Median of the ratios of neighbouring turns; beside the loop of multiply-adds, of the peak. NaN without a rival.
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

    /// Ratio of the fastest turns of both sides; NaN without a rival that computes the same.
    double fastest() {
        String figure = of.rival().figure;
        return of.rival() == Rival.PEAK_LOOP
                ? Double.NaN
                : rival().map(side -> race.fastest(side, figure) / race.fastest(Contestant.OURS, figure))
                        .orElse(Double.NaN);
    }

    double milliseconds(String side) {
        return race.median(side, of.rival().figure);
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
        if (!Double.isNaN(fastest())) {
            r.put("fastest_turns", fastest());
        }
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
