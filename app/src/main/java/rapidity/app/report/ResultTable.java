package rapidity.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// The main result: a sentence, four figures of the best network, and a table of all.
final class ResultTable {
    private ResultTable() {}

    static Html headline(Study study) {
        Network best = study.best();
        Html sentence = Html.all(
                Html.text(best.label()).in("strong"),
                Html.text(" reaches a mean squared error of "),
                error(best),
                Html.text(" on standardised ln A of "
                        + Quantity.count(best.any().test().events()) + " test events"),
                comparison(study, best),
                Html.text("."));
        List<Html> cards = new ArrayList<>();
        cards.add(card("test MSE", error(best)));
        best.typical().predictions().ifPresent(p -> cards.add(card("median |Δ|", Quantity.of(median(p.test())))));
        best.meanOf(e -> e.test().within1e2())
                .ifPresent(share -> cards.add(
                        card("events with |Δ| < 1 %", percent(best, share).and(Html.text(" %")))));
        best.meanOf(Evaluation::secondsPerMillion)
                .ifPresent(s -> cards.add(card("time per event", Quantity.of(s).and(Html.text(" µs")))));
        return sentence.in("p", "class", "headline").and(Html.all(cards).in("div", "class", "cards"));
    }

    private static Html comparison(Study study, Network best) {
        return study.networks().stream()
                .filter(network -> !network.equals(best))
                .min((a, b) -> Double.compare(a.mse(), b.mse()))
                .map(next -> Html.text("; " + next.label() + " is next with an error ")
                        .and(Quantity.of(next.mse() / best.mse()))
                        .and(Html.text(" times as large")))
                .orElse(Html.NOTHING);
    }

    private static Html card(String name, Html value) {
        return Html.element("dt", Html.text(name))
                .and(Html.element("dd", value))
                .in("dl");
    }

    private static double median(Sample sample) {
        double[] deviations =
                Arrays.stream(sample.relative()).map(Math::abs).sorted().toArray();
        return TruthFigure.quantile(deviations, 0.5);
    }

    private static Html error(Network network) {
        return Quantity.of(network.mse(), network.meanOf(e -> e.test().mseError()));
    }

    private static Html percent(Network network, double share) {
        return Quantity.percent(share, network.any().test().events());
    }

    static Html of(Study study) {
        boolean seeds = study.networks().stream().anyMatch(n -> n.runs().size() > 1);
        List<Html> head = new ArrayList<>(columns("network", "parameters", "steps"));
        if (seeds) {
            head.addAll(columns("seeds"));
        }
        head.addAll(columns("test MSE"));
        if (seeds) {
            head.addAll(columns("spread"));
        }
        head.addAll(columns("|Δ| < 10⁻³ [%]", "|Δ| < 10⁻² [%]", "|Δ| < 10⁻¹ [%]", "µs per event", "training"));
        List<Html> rows = new ArrayList<>();
        for (Network network : study.networks()) {
            rows.add(row(network, seeds).in("tr", "class", network.equals(study.best()) ? "best" : ""));
        }
        return table(head, rows).and(note(seeds));
    }

    private static List<Html> columns(String... names) {
        return Arrays.stream(names)
                .map(name -> Html.element("th", Html.text(name)))
                .toList();
    }

    static Html table(List<Html> head, List<Html> rows) {
        return Html.element("thead", Html.element("tr", head))
                .and(Html.element("tbody", rows))
                .in("table")
                .in("div", "class", "wide");
    }

    private static Html row(Network network, boolean seeds) {
        Evaluation any = network.any();
        Html swatch = Html.NOTHING.in("i", "class", network.colour().role());
        List<Html> cells = new ArrayList<>();
        cells.add(Html.element("th", swatch, Html.text(network.label())));
        cells.add(cell(Quantity.count(any.parameters())));
        cells.add(cell(Quantity.count(any.steps())));
        if (seeds) {
            cells.add(cell(Integer.toString(network.runs().size())));
        }
        cells.add(Html.element("td", error(network)));
        if (seeds) {
            cells.add(optional(network.spread(), Quantity::of));
        }
        cells.add(optional(network.meanOf(e -> e.test().within1e3()), s -> percent(network, s)));
        cells.add(optional(network.meanOf(e -> e.test().within1e2()), s -> percent(network, s)));
        cells.add(optional(network.meanOf(e -> e.test().within1e1()), s -> percent(network, s)));
        cells.add(optional(network.meanOf(Evaluation::secondsPerMillion), Quantity::of));
        cells.add(optional(network.meanOf(Evaluation::trainingSeconds), s -> Html.text(Quantity.duration(s))));
        return Html.all(cells);
    }

    static Html cell(String text) {
        return Html.element("td", Html.text(text));
    }

    static Html optional(OptionalDouble value, Function<Double, Html> show) {
        return Html.element("td", value.isPresent() ? show.apply(value.getAsDouble()) : Html.text("–"));
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
