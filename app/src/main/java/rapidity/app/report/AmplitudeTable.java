package rapidity.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// The main result: a sentence, four figures of the best network, and a table of all.
final class AmplitudeTable {
    private AmplitudeTable() {}

    static Html headline(Study<AmplitudeResult> study) {
        List<String> processes = AmplitudeTrend.processes(study);
        if (processes.size() > 1) {
            return headline(study, processes);
        }
        Network<AmplitudeResult> best = study.best();
        Html sentence = Html.all(
                Html.text(best.label()).in("strong"),
                Html.text(" reaches a mean squared error of "),
                error(best),
                Html.text(" on standardised ln A of "
                        + Quantity.count(best.typical().result().test().events()) + " test events"),
                comparison(study, best),
                Html.text("."));
        List<Html> cards = new ArrayList<>();
        cards.add(Tables.card("test MSE", error(best)));
        best.typical()
                .result()
                .predictions()
                .ifPresent(p -> cards.add(Tables.card("median |Δ|", Quantity.of(median(p.test())))));
        best.meanOf(r -> r.test().within1e2())
                .ifPresent(share -> cards.add(Tables.card(
                        "events with |Δ| < 1 %", percent(best, share).and(Html.text(" %")))));
        best.cost(Evaluation::secondsPerMillion)
                .ifPresent(s ->
                        cards.add(Tables.card("time per event", Quantity.of(s).and(Html.text(" µs")))));
        return sentence.in("p", "class", "headline").and(Html.all(cards).in("div", "class", "cards"));
    }

    /// The best network of each process.
    private static Html headline(Study<AmplitudeResult> study, List<String> processes) {
        List<Html> parts = new ArrayList<>(List.of(Html.text("Smallest mean squared errors of standardised ln A: ")));
        for (String process : processes) {
            Network<AmplitudeResult> best = best(study, process);
            parts.add(Html.text(process + ", "));
            parts.add(Html.text(best.label()).in("strong"));
            parts.add(Html.text(" with ").and(error(best, process)));
            parts.add(Html.text(process.equals(processes.getLast()) ? "." : "; "));
        }
        return Html.all(parts).in("p", "class", "headline");
    }

    private static Network<AmplitudeResult> best(Study<AmplitudeResult> study, String process) {
        return study.networks().stream()
                .filter(n -> n.typical().result().of(process).isPresent())
                .min(Comparator.comparingDouble(
                        n -> n.mean(r -> score(r, process).mse())))
                .orElseThrow();
    }

    private static AmplitudeScore score(AmplitudeResult r, String process) {
        return r.of(process).orElseThrow();
    }

    private static Html comparison(Study<AmplitudeResult> study, Network<AmplitudeResult> best) {
        return study.networks().stream()
                .filter(network -> !network.equals(best))
                .min((a, b) -> Double.compare(a.error(), b.error()))
                .map(next -> Html.text("; " + next.label() + " is next with an error ")
                        .and(Quantity.of(next.error() / best.error()))
                        .and(Html.text(" times as large")))
                .orElse(Html.NOTHING);
    }

    private static double median(Sample sample) {
        double[] deviations =
                Arrays.stream(sample.relative()).map(Math::abs).sorted().toArray();
        return TruthFigure.quantile(deviations, 0.5);
    }

    private static Html error(Network<AmplitudeResult> network) {
        return Quantity.of(network.error(), network.meanOf(r -> r.test().mseError()));
    }

    private static Html error(Network<AmplitudeResult> network, String process) {
        return Quantity.of(
                network.mean(r -> score(r, process).mse()),
                network.meanOf(r -> score(r, process).mseError()));
    }

    private static Html percent(Network<AmplitudeResult> network, double share) {
        return Quantity.percent(share, network.typical().result().test().events());
    }

    /// Which columns are there besides.
    private record Shown(boolean processes, boolean seeds) {}

    static Html of(Study<AmplitudeResult> study) {
        boolean seeds = study.networks().stream().anyMatch(n -> n.runs().size() > 1);
        List<String> processes = AmplitudeTrend.processes(study);
        List<Html> head = new ArrayList<>(Tables.columns("network"));
        if (processes.size() > 1) {
            head.addAll(Tables.columns("process"));
        }
        head.addAll(Tables.columns("parameters", "steps"));
        if (seeds) {
            head.addAll(Tables.columns("seeds"));
        }
        head.addAll(Tables.columns("test MSE"));
        if (seeds) {
            head.addAll(Tables.columns("spread"));
        }
        head.addAll(Tables.columns("|Δ| < 10⁻³ [%]", "|Δ| < 10⁻² [%]", "|Δ| < 10⁻¹ [%]", "µs per event", "training"));
        Shown shown = new Shown(processes.size() > 1, seeds);
        List<Html> rows = new ArrayList<>();
        for (String process : processes) {
            Network<AmplitudeResult> best = best(study, process);
            study.networks().stream()
                    .filter(n -> n.typical().result().of(process).isPresent())
                    .map(n -> row(n, process, shown).in("tr", "class", n.equals(best) ? "best" : ""))
                    .forEach(rows::add);
        }
        return Tables.table(head, rows).and(note(seeds));
    }

    private static Html row(Network<AmplitudeResult> network, String process, Shown shown) {
        Evaluation any = network.any();
        List<Html> cells = new ArrayList<>(List.of(Tables.name(network)));
        if (shown.processes) {
            cells.add(Tables.cell(process));
        }
        cells.add(Tables.cell(Quantity.count(any.parameters())));
        cells.add(Tables.cell(Quantity.count(any.steps())));
        if (shown.seeds) {
            cells.add(Tables.cell(Integer.toString(network.runs().size())));
        }
        cells.add(Html.element("td", error(network, process)));
        if (shown.seeds) {
            cells.add(Tables.optional(
                    network.spread(r -> OptionalDouble.of(score(r, process).mse())), Quantity::of));
        }
        cells.add(within(network, r -> score(r, process).within1e3()));
        cells.add(within(network, r -> score(r, process).within1e2()));
        cells.add(within(network, r -> score(r, process).within1e1()));
        cells.add(Tables.optional(network.cost(Evaluation::secondsPerMillion), Quantity::of));
        cells.add(Tables.optional(network.cost(Evaluation::trainingSeconds), s -> Html.text(Quantity.duration(s))));
        return Html.all(cells);
    }

    private static Html within(Network<AmplitudeResult> network, Function<AmplitudeResult, OptionalDouble> share) {
        return Tables.optional(network.meanOf(share), s -> percent(network, s));
    }

    private static Html note(boolean seeds) {
        String means = seeds
                ? " Values are means over the seeds; the spread is the standard deviation from seed to seed."
                : "";
        return Html.text("MSE: mean squared error of ln A after standardisation, with its statistical error from the "
                        + "size of the test part. Δ = (predicted − true) / true of A, the squared matrix element. "
                        + "1 µs per event is 1 s per million events." + means)
                .in("p", "class", "note");
    }
}
