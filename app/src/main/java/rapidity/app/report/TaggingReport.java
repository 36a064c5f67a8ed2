package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import rapidity.app.report.RocFigure.Style;
import rapidity.app.report.figure.Axis.Scale;
import rapidity.data.format.WhenExists;
import rapidity.metrics.Estimate;

/// The report of a tagging study: how well networks tell what jets are.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.2 and its public code (metrics and curves)
public final class TaggingReport implements Report {
    static final String TASK = "tagging";

    private static final String LOSS = "cross-entropy";

    private static final String LOSSES = """
            Cross-entropy against the optimiser step. Strong lines: validation. Faint lines: training, averaged over \
            neighbouring steps.""";

    private static final String LOSSES_OF_SEEDS =
            " Lines are means over the seeds, bands reach from the best to the worst seed.";

    private static final String CURVES = """
            Curves of the test part. The dashed line is a score that knows nothing. Above the rejection at which no \
            background jet is left the curve ends: there are too few jets to say more.""";

    private static final String SCORES = """
            Scores of the test jets in 100 bins; each histogram is divided by its number of jets. Bands are \
            statistical errors.""";

    private static final String OF_MANY =
            " The score of a class is p / (p + p₀), p₀ the probability of the first class.";

    private static final String TRAINING_SIZE = """
            What is missing of an AUC of 1 against the number of training jets, on the same test jets. Points are \
            means over the seeds with their spread, or of one seed with its statistical error. The figures below, \
            and the comparison above, are of the networks with the most jets.""";

    private final Study<TaggingResult> study;
    private final List<List<Network<TaggingResult>>> families;
    private final List<Network<TaggingResult>> drawn;
    private final List<String> classes;

    private TaggingReport(Study<TaggingResult> study) {
        this.study = ErrorTrend.coloured(study, TrendFigure::family, TaggingReport::jets);
        this.families = ErrorTrend.families(this.study, TrendFigure::family);
        this.drawn = ErrorTrend.withMost(families, TaggingReport::jets);
        this.classes = study.best().typical().result().classes();
    }

    /// @throws IllegalArgumentException if the runs tell different classes apart
    static TaggingReport read(List<Path> paths) throws IOException {
        Study<TaggingResult> study = Study.read(paths, "data", TaggingResult::read);
        List<List<String>> all = study.runs().stream()
                .map(run -> run.result().classes())
                .distinct()
                .toList();
        if (all.size() > 1) {
            throw new IllegalArgumentException(
                    "the runs tell different classes apart (" + all + "): give those of one kind");
        }
        return new TaggingReport(study);
    }

    @Override
    public void write(Path html, WhenExists whenExists) throws IOException {
        FigureFiles files = FigureFiles.beside(html, whenExists);
        TaggingTable table = new TaggingTable(study);
        String title = "Tagging of " + study.subject();
        Page page = new Page(Html.text(title), title);
        Html differences = Differences.html(new Study<>(study.subject(), drawn, study.configuration()), "1 − AUC");
        page.section("results", "Results", Html.all(table.headline(), table.table(), differences));
        Optional<ErrorTrend> trend = ErrorTrend.ofTrainingSize(
                families, "1 − AUC", "training jets", TaggingReport::jets, TaggingReport::error);
        if (trend.isPresent()) {
            Html figure = files.show(trend.get().figure(), Html.text(TRAINING_SIZE));
            page.section(
                    trend.get().name(),
                    "Data efficiency",
                    figure.and(trend.get().table()));
        }
        if (drawn.stream().anyMatch(n -> n.typical().result().predictions().isPresent())) {
            page.section("curves", "ROC curves", curves(files));
            page.section("scores", "Scores", scores(files));
        }
        List<Network<TaggingResult>> trained = LossFigure.shown(drawn);
        if (!trained.isEmpty()) {
            page.section("losses", "Loss curves", losses(files, trained));
        }
        for (Literature known : Literature.of(classes)) {
            page.section("literature", "Published results", known.html());
        }
        page.section("runs", "Every run", table.runs());
        page.section("provenance", "Provenance", ProvenanceSection.of(study));
        FigureFiles.write(html, page.html().markup().getBytes(UTF_8), whenExists);
    }

    private static OptionalDouble jets(Network<TaggingResult> n) {
        return n.typical().result().trainingJets();
    }

    private static Estimate error(Network<TaggingResult> n) {
        double statistical = n.typical().result().test().error(TaggingScore.AUC).orElse(0);
        return new Estimate(n.error(), n.spread().orElse(statistical));
    }

    private Html curves(FigureFiles files) throws IOException {
        Html parts = Html.NOTHING;
        for (Style style : List.of(Style.REJECTION, Style.SIGNIFICANCE, Style.EFFICIENCY)) {
            parts = parts.and(
                    files.show(new RocFigure(style).of(drawn, classes), Html.text(CURVES + ofMany() + typical())));
        }
        return parts;
    }

    private Html scores(FigureFiles files) throws IOException {
        return files.choice(
                new ScoreFigure(Scale.LINEAR).of(drawn, classes),
                new ScoreFigure(Scale.LOGARITHMIC).of(drawn, classes),
                Html.text(SCORES + ofMany() + typical()));
    }

    private static Html losses(FigureFiles files, List<Network<TaggingResult>> networks) throws IOException {
        boolean seeds = networks.stream().anyMatch(n -> n.runs().size() > 1);
        Html caption = Html.text(seeds ? LOSSES + LOSSES_OF_SEEDS : LOSSES);
        return files.live(LossFigure.of(networks, LOSS), LiveLosses.of(networks, LOSS), caption);
    }

    private String ofMany() {
        return classes.size() > 2 ? OF_MANY : "";
    }

    private String typical() {
        boolean several = study.networks().stream().anyMatch(n -> n.runs().size() > 1);
        return several ? " Of several seeds the one with the median AUC is shown." : "";
    }
}
