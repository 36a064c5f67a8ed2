package rapidity.app.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import rapidity.app.report.AutoencoderResult.Anomaly;
import rapidity.metrics.Estimate;

/// How anomalies stand out: scores of jets that were not trained on, as they come and with the other sign.
///
/// @source arXiv:2212.07347, Sec. 5.3
record AnomalySection(Study<AutoencoderResult> study) {
    private static final String MAIN_SCORE = "chamfer-normalised-cartesian";
    private static final String ALL = "all";
    private static final String TEST = "test";
    private static final int TOP = 3;
    private static final int DIGITS = 4;

    private static final String WHAT = "Scores of jets against the test part of the background; all jets of a signal"
            + " count, as none was trained on. The higher the score, the more anomalous. An AUC is raw, as it comes:"
            + " below 0.5 anomalies score lower than the background. Flipped is what papers often report instead, the"
            + " score with the other sign wherever its AUC is below 0.5: which sign to take one knows only with the"
            + " anomalies at hand. ± is the statistical error of the numbers of jets, of an efficiency also that of the"
            + " place of the cut; where less than one jet of the background would be left, an efficiency is not"
            + " defined (–).";

    /// @param complete networks with predictions
    Html html(FigureFiles files, List<Network<AutoencoderResult>> complete) throws IOException {
        List<Network<AutoencoderResult>> drawn = complete.stream()
                .filter(n -> n.typical().result().predictions().orElseThrow().has(0))
                .toList();
        Html r = Html.all(massSentence(), best(), Html.text(WHAT).in("p", "class", "note"));
        if (!drawn.isEmpty()) {
            r = r.and(files.show(
                    AnomalyFigure.of(
                            "anomaly-roc",
                            drawn,
                            x -> best(x, false).map(Row::score).orElse(AutoencoderResult.JET_MASS)),
                    Html.text("The best score of each network by its raw joint AUC, and the mass of the jet alone"
                            + " (dashed). Dotted: a score that knows nothing.")));
            if (drawn.getFirst().typical().result().scores().contains(MAIN_SCORE)) {
                r = r.and(files.show(
                        AnomalyFigure.of("anomaly-roc-main", drawn, x -> MAIN_SCORE),
                        Html.text("The score of the paper's main figure, " + MAIN_SCORE + ".")));
            }
        }
        for (Network<AutoencoderResult> n : study.networks()) {
            Html top = drawn.contains(n) ? top(files, n) : Html.NOTHING;
            r = r.and(Html.all(
                            Html.element("summary", Html.text("All scores of " + n.label())),
                            top,
                            scores(n, ALL),
                            Html.text("The same with the test part of the signals only:")
                                    .in("p"),
                            scores(n, TEST))
                    .in("details"));
        }
        return r;
    }

    private static Html top(FigureFiles files, Network<AutoencoderResult> n) throws IOException {
        List<String> best = ranked(n.typical().result(), ALL).stream()
                .filter(row -> !row.flipped && !row.score.equals(AutoencoderResult.JET_MASS))
                .map(Row::score)
                .limit(TOP)
                .toList();
        return files.show(AnomalyFigure.top(n, best), Html.text("The three best scores of " + n.label() + ", raw."));
    }

    /// A score, as it comes or with the other sign.
    private record Row(String score, boolean flipped, double joint) {
        double auc(Anomaly a) {
            return flipped ? 1 - a.auc() : a.auc();
        }

        List<Optional<Estimate>> efficiencies(Anomaly a) {
            return flipped ? a.flipped() : a.efficiencies();
        }

        String name() {
            return flipped ? score + ", flipped" : score;
        }
    }

    /// The best first; scores whose joint AUC is below one half stand there with both signs.
    private static List<Row> ranked(AutoencoderResult r, String part) {
        return r.anomalies().stream()
                .filter(a ->
                        a.signal().equals(AutoencoderResult.JOINT) && a.part().equals(part))
                .flatMap(a -> a.auc() < 0.5
                        ? Stream.of(new Row(a.score(), false, a.auc()), new Row(a.score(), true, 1 - a.auc()))
                        : Stream.of(new Row(a.score(), false, a.auc())))
                .sorted(Comparator.comparingDouble(row -> -row.joint))
                .toList();
    }

    /// The best score that is not the mass of the jet.
    private static Optional<Row> best(AutoencoderResult r, boolean flipped) {
        return ranked(r, ALL).stream()
                .filter(row -> !row.score.equals(AutoencoderResult.JET_MASS) && (flipped || !row.flipped))
                .findFirst();
    }

    /// AUC and signal efficiencies of all scores of one network.
    private static Html scores(Network<AutoencoderResult> network, String part) {
        AutoencoderResult r = network.typical().result();
        List<String> signals = new ArrayList<>(r.signals());
        signals.add(AutoencoderResult.JOINT);
        List<Html> head = new ArrayList<>(Tables.columns("score"));
        signals.forEach(s -> head.addAll(Tables.columns("AUC " + s)));
        head.addAll(Tables.columns("εS at εB = 0.1", "0.01", "0.001"));
        List<Html> rows = new ArrayList<>();
        for (Row row : ranked(r, part)) {
            List<Html> cells = new ArrayList<>(List.of(Html.element("th", Html.text(row.name()))));
            for (String signal : signals) {
                Optional<Anomaly> a = r.anomaly(row.score, signal, part);
                cells.add(Html.element(
                        "td",
                        a.map(x -> Quantity.of(row.auc(x), OptionalDouble.of(x.error())))
                                .orElse(Html.text("–"))));
            }
            r.anomaly(row.score, AutoencoderResult.JOINT, part)
                    .ifPresent(a -> efficiencies(cells, row.efficiencies(a)));
            rows.add(Html.element("tr", cells));
        }
        return Tables.table(head, rows);
    }

    private static void efficiencies(List<Html> cells, List<Optional<Estimate>> values) {
        for (Optional<Estimate> e : values) {
            cells.add(Tables.cell(e.map(AnomalySection::efficiency).orElse("–")));
        }
    }

    /// `0.0123 ± 0.0045`, also where nothing passes.
    private static String efficiency(Estimate e) {
        String value = Quantity.fixed(e.value(), DIGITS);
        return e.error() > 0 ? value + " ± " + Quantity.fixed(e.error(), DIGITS) : value;
    }

    /// The best score of each network, and the mass of the jet, for all signals together.
    private Html best() {
        List<Html> head = Tables.columns(
                "network",
                "best score",
                "joint AUC",
                "εS at εB = 0.1",
                "0.01",
                "0.001",
                "best if flipped",
                "its joint AUC",
                "AUC of the jet mass alone");
        List<Html> rows = new ArrayList<>();
        for (Network<AutoencoderResult> n : study.networks()) {
            AutoencoderResult r = n.typical().result();
            Optional<Row> best = best(r, false);
            Optional<Row> flipped = best(r, true);
            if (best.isEmpty() || flipped.isEmpty()) {
                continue;
            }
            Anomaly a =
                    r.anomaly(best.get().score, AutoencoderResult.JOINT, ALL).orElseThrow();
            List<Html> cells = new ArrayList<>(List.of(Tables.name(n), Tables.cell(a.score())));
            cells.add(Html.element("td", Quantity.of(a.auc(), OptionalDouble.of(a.error()))));
            efficiencies(cells, a.efficiencies());
            cells.add(Tables.cell(flipped.get().name()));
            cells.add(Tables.cell(Quantity.fixed(flipped.get().joint, 4)));
            cells.add(Tables.cell(Quantity.fixed(mass(r), 4)));
            rows.add(Html.element("tr", cells));
        }
        return Tables.table(head, rows);
    }

    private static double mass(AutoencoderResult r) {
        return r.anomaly(AutoencoderResult.JET_MASS, AutoencoderResult.JOINT, ALL)
                .map(Anomaly::auc)
                .orElse(Double.NaN);
    }

    /// The mass of the jet beside the scores of the networks.
    private Html massSentence() {
        double mass =
                study.runs().stream().mapToDouble(r -> mass(r.result())).max().orElse(Double.NaN);
        double best = study.runs().stream()
                .flatMap(r -> best(r.result(), false).stream())
                .mapToDouble(Row::joint)
                .max()
                .orElse(Double.NaN);
        if (Double.isNaN(mass) || Double.isNaN(best)) {
            return Html.text("There are no anomalies in these data.").in("p");
        }
        String text = mass > best
                ? "On these jets the mass of the jet alone, without any network, beats every reconstruction score: an"
                        + " AUC of " + Quantity.fixed(mass, 3) + " against " + Quantity.fixed(best, 3)
                        + " at best, all signals together."
                : "The mass of the jet alone, without any network, reaches an AUC of " + Quantity.fixed(mass, 3)
                        + ", the best reconstruction score " + Quantity.fixed(best, 3) + ", all signals together.";
        return Html.text(text).in("strong").in("p");
    }
}
