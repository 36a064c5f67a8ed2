package rapidity.app.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// The main result: a sentence, numbers of the best network, a table of all, and its rows for LaTeX.
record TaggingTable(Study<TaggingResult> study) {
    private static final int CARDS = 3;

    private static final Map<String, String> NAMES = Map.of(TaggingScore.AUC, "AUC");

    private static final String NOTE =
            "Statistical errors are those of the size of the test part: of AUC and rejections"
                    + " by the bootstrap. 1 µs per jet is 1 s per million jets, on all threads of the run.";

    private static final String OF_SEEDS = " Values are means over the seeds; ± is the standard deviation from seed to"
            + " seed where there are several.";

    private static final String OF_TWO =
            " 1/εB is the background rejection at the point of the ROC curve whose signal efficiency εS is nearest.";

    private static final String OF_MANY = " AUC is the mean over pairs of classes. 1/εB of a class is its rejection of"
            + " the first class in p / (p + p₀), at εS = 0.5 (0.99 for Hqql, 0.995 for Tbl).";

    Html headline() {
        Network<TaggingResult> best = study.best();
        TaggingResult typical = best.typical().result();
        Html sentence = Html.all(
                Html.text(best.label()).in("strong"),
                Html.text(" reaches an AUC of "),
                number(best, TaggingScore.AUC),
                Html.text(" on " + Quantity.count(typical.test().jets()) + " test jets ("
                        + String.join(", ", typical.classes()) + ")."));
        List<Html> cards = new ArrayList<>();
        for (String name : names()) {
            if (cards.size() < CARDS) {
                cards.add(Tables.card(label(name), number(best, name)));
            }
        }
        best.cost(Evaluation::secondsPerMillion)
                .ifPresent(s ->
                        cards.add(Tables.card("time per jet", Quantity.of(s).and(Html.text(" µs")))));
        return sentence.in("p", "class", "headline").and(Html.all(cards).in("div", "class", "cards"));
    }

    /// Every number that some network has; the loss stands in the table of runs.
    private List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        study.networks()
                .forEach(n -> n.runs()
                        .forEach(
                                run -> names.addAll(run.result().test().values().keySet())));
        names.removeAll(Set.of("jets", TaggingScore.CROSS_ENTROPY));
        return List.copyOf(names);
    }

    private static String label(String name) {
        if (!name.startsWith(TaggingScore.REJECTION)) {
            return NAMES.getOrDefault(name, name);
        }
        String of = name.substring(TaggingScore.REJECTION.length());
        return Character.isDigit(of.charAt(0)) ? "1/εB at εS = " + of : "1/εB of " + of;
    }

    /// With the spread over the seeds or, of one seed, the statistical error.
    private static Html number(Network<TaggingResult> network, String name) {
        OptionalDouble value = network.meanOf(r -> r.value(name));
        return value.isPresent() ? Quantity.of(value.getAsDouble(), uncertainty(network, name)) : Html.text("–");
    }

    private static OptionalDouble uncertainty(Network<TaggingResult> network, String name) {
        OptionalDouble spread = network.spread(r -> r.value(name));
        return spread.isPresent() ? spread : network.meanOf(r -> r.test().error(name));
    }

    private boolean seeds() {
        return study.networks().stream().anyMatch(n -> n.runs().size() > 1);
    }

    Html table() {
        List<String> names = names();
        List<Html> head = new ArrayList<>(Tables.columns("network", "parameters", "steps"));
        head.addAll(seeds() ? Tables.columns("seeds") : List.of());
        names.forEach(name -> head.addAll(Tables.columns(label(name))));
        head.addAll(Tables.columns("µs per jet", "training"));
        List<Html> rows = new ArrayList<>();
        for (Network<TaggingResult> network : study.networks()) {
            rows.add(row(network, names).in("tr", "class", network.equals(study.best()) ? "best" : ""));
        }
        boolean two = study.best().typical().result().classes().size() == 2;
        String note = NOTE + (two ? OF_TWO : OF_MANY) + (seeds() ? OF_SEEDS : "");
        return Html.all(Tables.table(head, rows), Html.text(note).in("p", "class", "note"), latex(names));
    }

    private Html row(Network<TaggingResult> network, List<String> names) {
        List<Html> cells = new ArrayList<>(List.of(Tables.name(network)));
        cells.add(Tables.cell(Quantity.count(network.any().parameters())));
        cells.add(Tables.cell(Quantity.count(network.any().steps())));
        if (seeds()) {
            cells.add(Tables.cell(Integer.toString(network.runs().size())));
        }
        names.forEach(name -> cells.add(Html.element("td", number(network, name))));
        cells.add(Tables.optional(network.cost(Evaluation::secondsPerMillion), Quantity::of));
        cells.add(Tables.optional(network.cost(Evaluation::trainingSeconds), s -> Html.text(Quantity.duration(s))));
        return Html.all(cells);
    }

    private Html latex(List<String> names) {
        StringBuilder rows = new StringBuilder("% network");
        names.forEach(name -> rows.append(" & ").append(name));
        for (Network<TaggingResult> network : study.networks()) {
            rows.append('\n').append(network.label());
            for (String name : names) {
                OptionalDouble value = network.meanOf(r -> r.value(name));
                OptionalDouble error = uncertainty(network, name);
                rows.append(" & ");
                value.ifPresent(
                        v -> rows.append('$').append(Quantity.digits(v, error)).append('$'));
            }
            rows.append(" \\\\");
        }
        return Html.element("summary", Html.text("Rows for LaTeX"))
                .and(Html.element("pre", Html.text(rows.toString())))
                .in("details");
    }

    /// Every run, on the test and the training part.
    Html runs() {
        List<Html> head = Tables.columns(
                "network",
                "seed",
                "steps",
                "test jets",
                "test AUC",
                "test loss",
                "train AUC",
                "train loss",
                "training");
        List<Html> rows = new ArrayList<>();
        for (Network<TaggingResult> network : study.networks()) {
            for (Run<TaggingResult> run : network.runs()) {
                List<Html> cells = new ArrayList<>(List.of(Tables.name(network)));
                cells.add(Tables.cell(Long.toString(run.evaluation().seed())));
                cells.add(Tables.cell(Quantity.count(run.evaluation().steps())));
                cells.add(Tables.cell(Quantity.count(run.result().test().jets())));
                cells.addAll(pair(run.result().test()));
                cells.addAll(run.result()
                        .train()
                        .map(TaggingTable::pair)
                        .orElse(List.of(Tables.cell("–"), Tables.cell("–"))));
                cells.add(Tables.optional(run.evaluation().trainingSeconds(), s -> Html.text(Quantity.duration(s))));
                rows.add(Html.element("tr", cells));
            }
        }
        return Tables.table(head, rows);
    }

    private static List<Html> pair(TaggingScore s) {
        return List.of(TaggingScore.AUC, TaggingScore.CROSS_ENTROPY).stream()
                .map(name -> Tables.optional(s.value(name), v -> Quantity.of(v, s.error(name))))
                .toList();
    }
}
