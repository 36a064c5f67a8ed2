package rapidity.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The main result: a sentence, four figures of the best network, and a table of all.
final class AmplitudeTable {
    private AmplitudeTable() {}

    static Html headline(Study<AmplitudeResult> study) {
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

    private static Html percent(Network<AmplitudeResult> network, double share) {
        return Quantity.percent(share, network.typical().result().test().events());
    }

    static Html of(Study<AmplitudeResult> study) {
        boolean seeds = study.networks().stream().anyMatch(n -> n.runs().size() > 1);
        List<Html> head = new ArrayList<>(Tables.columns("network", "parameters", "steps"));
        if (seeds) {
            head.addAll(Tables.columns("seeds"));
        }
        head.addAll(Tables.columns("test MSE"));
        if (seeds) {
            head.addAll(Tables.columns("spread"));
        }
        head.addAll(Tables.columns("|Δ| < 10⁻³ [%]", "|Δ| < 10⁻² [%]", "|Δ| < 10⁻¹ [%]", "µs per event", "training"));
        List<Html> rows = new ArrayList<>();
        for (Network<AmplitudeResult> network : study.networks()) {
            rows.add(row(network, seeds).in("tr", "class", network.equals(study.best()) ? "best" : ""));
        }
        return Tables.table(head, rows).and(note(seeds));
    }

    private static Html row(Network<AmplitudeResult> network, boolean seeds) {
        Evaluation any = network.any();
        List<Html> cells = new ArrayList<>();
        cells.add(Tables.name(network));
        cells.add(Tables.cell(Quantity.count(any.parameters())));
        cells.add(Tables.cell(Quantity.count(any.steps())));
        if (seeds) {
            cells.add(Tables.cell(Integer.toString(network.runs().size())));
        }
        cells.add(Html.element("td", error(network)));
        if (seeds) {
            cells.add(Tables.optional(network.spread(), Quantity::of));
        }
        cells.add(Tables.optional(network.meanOf(r -> r.test().within1e3()), s -> percent(network, s)));
        cells.add(Tables.optional(network.meanOf(r -> r.test().within1e2()), s -> percent(network, s)));
        cells.add(Tables.optional(network.meanOf(r -> r.test().within1e1()), s -> percent(network, s)));
        cells.add(Tables.optional(network.cost(Evaluation::secondsPerMillion), Quantity::of));
        cells.add(Tables.optional(network.cost(Evaluation::trainingSeconds), s -> Html.text(Quantity.duration(s))));
        return Html.all(cells);
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
