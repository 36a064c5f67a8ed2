package rapidity.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.hipparchus.stat.inference.TTest;

/// Which networks are worse than the best by more than chance: trainings with different seeds end differently, so a
/// difference counts only beside the spread over the seeds.
///
/// ```
/// d = mean of ln e  -  mean of ln e of the best network          e: test error of a seed
/// t = d / s,   s^2 = s_1^2 / n_1 + s_2^2 / n_2,   degrees of freedom of Welch and Satterthwaite
/// ```
///
/// Logarithms, because trainings differ by factors. Of m networks beside the best one, those are marked whose p is
/// below 0.05 / m (Bonferroni).
///
/// @source B. L. Welch, Biometrika 34 (1947) 28
record Differences(List<Difference> all) {
    private static final double LEVEL = 0.05;

    /// A network beside the best.
    ///
    /// @param ratio of the geometric means of their errors, with the bounds of its 95 % interval
    /// @param p probability of a difference at least as large if there were none
    record Difference(Network<?> network, double ratio, double low, double high, double p) {}

    /// Of all networks with two seeds or more, if the best is among them.
    static <R extends Result> Optional<Differences> of(Study<R> study) {
        Network<R> best = study.best();
        List<Network<R>> others = study.networks().stream()
                .filter(n -> !n.equals(best) && isRepeated(n))
                .toList();
        return isRepeated(best) && !others.isEmpty()
                ? Optional.of(new Differences(
                        others.stream().map(n -> between(n, best)).toList()))
                : Optional.empty();
    }

    private static boolean isRepeated(Network<?> n) {
        return n.spread().orElse(0) > 0
                && n.runs().stream().allMatch(run -> run.result().error() > 0);
    }

    private static Difference between(Network<?> network, Network<?> best) {
        StreamingStatistics one = logarithms(network);
        StreamingStatistics two = logarithms(best);
        double a = one.getVariance() / one.getN();
        double b = two.getVariance() / two.getN();
        double freedom = (a + b) * (a + b) / (a * a / (one.getN() - 1) + b * b / (two.getN() - 1));
        double apart = one.getMean() - two.getMean();
        double half = new TDistribution(freedom).inverseCumulativeProbability(1 - LEVEL / 2) * Math.sqrt(a + b);
        double p = new TTest().tTest(one, two);
        return new Difference(network, Math.exp(apart), Math.exp(apart - half), Math.exp(apart + half), p);
    }

    private static StreamingStatistics logarithms(Network<?> network) {
        StreamingStatistics r = new StreamingStatistics();
        network.runs().forEach(run -> r.addValue(Math.log(run.result().error())));
        return r;
    }

    String verdict(Difference d) {
        if (d.p() >= LEVEL / all.size()) {
            return "not told apart";
        }
        return d.ratio() > 1 ? "worse" : "better";
    }

    /// What a page says below its table of results: nothing about one network alone.
    ///
    /// @param error what networks are compared by
    static <R extends Result> Html html(Study<R> study, String error) {
        if (study.networks().size() < 2) {
            return Html.NOTHING;
        }
        return of(study)
                .map(d -> d.table(study.best().label(), error))
                .orElseGet(() -> Html.text("Whether networks differ by more than their seeds do, only several seeds of"
                                + " each can tell: train with --seeds 3 or more.")
                        .in("p", "class", "note"));
    }

    private Html table(String best, String error) {
        List<Html> head = Tables.columns("network", error + ", over that of " + best, "95 % interval", "p", "");
        List<Html> rows = new ArrayList<>();
        for (Difference d : all) {
            List<Html> cells = new ArrayList<>(List.of(Tables.name(d.network())));
            cells.add(Html.element("td", Quantity.of(d.ratio())));
            cells.add(Html.element(
                    "td", Quantity.of(d.low()).and(Html.text(" to ")).and(Quantity.of(d.high()))));
            cells.add(Html.element("td", d.p() < 1e-4 ? Html.text("< 0.0001") : Quantity.of(d.p())));
            cells.add(Tables.cell(verdict(d)));
            rows.add(Html.element("tr", cells));
        }
        String note = "Ratio of geometric means over the seeds, Welch's t-test of logarithms. Told apart: p below 0.05"
                + (all.size() > 1 ? " / " + all.size() + ", as " + all.size() + " networks are compared." : ".");
        return Html.all(
                Html.element("h3", Html.text("Beside " + best)),
                Tables.table(head, rows),
                Html.text(note).in("p", "class", "note"));
    }
}
