package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.WhenExists;

/// The report of a study of generators: what a judge says, densities of true events, histograms.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.3
public final class GenerationReport implements Report {
    static final String TASK = "generation";

    private static final String LOSS = "loss of an event";

    private static final String JUDGE = """
            What each network's judge found on events that it was not trained on. Scores: probabilities of being true, \
            of true (solid) and generated events (dashed). Weights: what generated events would be multiplied by to \
            look true, 1 if nothing is to be told; those outside of the axis are not shown. ROC curve: under it lies \
            the AUC. Calibration: of the events with some score, the share of true ones, with true and generated \
            events counted as equally many, where there are five or more.""";

    private static final String MARGINALS = """
            True events of the test part (tinted, with statistical errors) and generated ones, each divided by the \
            number of all events. Dashed: generated events of the best network with the weights that its judge gives \
            them. Below: divided by the true ones, whose statistical error is the band.""";

    private static final String TOP = "Fig. 4 of the paper shows these three of four further jets. δ: size of the"
            + " deviation from the true ones, whose statistical error is the tinted ground.";

    private static final String TRENDS = "Means over the seeds with their standard deviation; of one seed with its"
            + " statistical error. NLL: less is better. AUC: 0.5 (dashed) is best.";

    private static final String PATHS = """
            What a flow learns to follow: paths of one particle from events of the data to events of the source, \
            straight in the flow's coordinates, and straight lines in momenta between the same ends. No particle has \
            less transverse momentum than the circle: paths that enter it lead through events that do not exist.""";

    private final Study<GenerationResult> study;

    private GenerationReport(Study<GenerationResult> study) {
        this.study = study;
    }

    /// @throws IllegalArgumentException if the runs are of different processes
    static GenerationReport read(List<Path> paths) throws IOException {
        Study<GenerationResult> study = Study.read(paths, "data", GenerationResult::read);
        List<List<String>> all = study.runs().stream()
                .map(run -> run.result().processes().stream()
                        .map(GenerationResult.Process::name)
                        .toList())
                .distinct()
                .toList();
        if (all.size() > 1) {
            throw new IllegalArgumentException(
                    "the runs are of different processes (" + all + "): give those of one kind");
        }
        if (all.getFirst().isEmpty()) {
            throw new DataFormatException(paths.getFirst(), "processes", "one or more", "none");
        }
        return new GenerationReport(study);
    }

    @Override
    public void write(Path html, WhenExists whenExists) throws IOException {
        FigureFiles files = FigureFiles.beside(html, whenExists);
        GenerationTables tables = new GenerationTables(study);
        String title = "Events like those of " + study.subject();
        Page page = new Page(Html.text(title), title);
        Html results = tables.headline().and(tables.results()).and(Differences.html(study, "|AUC − ½|"));
        page.section("results", "Results", results.and(GenerationLiterature.html()));
        Html judges = trends(files);
        List<GenerationResult.Process> processes =
                study.best().typical().result().processes();
        List<Html> marginals = new ArrayList<>();
        Html paths = Html.NOTHING;
        for (int i = 0; i < processes.size(); i++) {
            List<GenerationSamples> drawn = GenerationSamples.read(study.networks(), i);
            if (!drawn.isEmpty()) {
                Html name = Html.text(processes.get(i).name()).in("h3");
                Html caption = i == 0 ? Html.text(JUDGE) : Html.NOTHING;
                judges = Html.all(judges, name, files.show(new JudgeFigure(drawn).figure(), caption));
                paths = paths.equals(Html.NOTHING) ? paths(files, drawn) : paths;
            }
            marginals.add(marginals(files, drawn, i == processes.size() - 1));
        }
        section(page, "judge", "What the judge says", judges);
        for (int i = 0; i < processes.size(); i++) {
            page.section(
                    "process-" + i, processes.get(i).name(), marginals.get(i).and(tables.distances(i)));
        }
        section(page, "paths", "Paths", paths);
        List<Network<GenerationResult>> trained = LossFigure.shown(study.networks());
        if (!trained.isEmpty()) {
            Html caption = Html.text("Loss against the optimiser step. Strong lines: validation. Faint lines: training,"
                    + " averaged over neighbouring steps. Losses of flows and of densities are not comparable.");
            page.section(
                    "losses",
                    "Loss curves",
                    files.live(LossFigure.of(trained, LOSS), LiveLosses.of(trained, LOSS), caption));
        }
        page.section("provenance", "Provenance", ProvenanceSection.of(study));
        FigureFiles.write(html, page.html().markup().getBytes(UTF_8), whenExists);
    }

    private static void section(Page page, String id, String heading, Html content) {
        if (!content.equals(Html.NOTHING)) {
            page.section(id, heading, content);
        }
    }

    private Html trends(FigureFiles files) throws IOException {
        Html r = Html.NOTHING;
        Optional<TrendFigure> multiplicity = TrendFigure.ofMultiplicity(study);
        if (multiplicity.isPresent()) {
            r = r.and(files.show(multiplicity.get().figure(), Html.text(TRENDS)));
        }
        Optional<TrendFigure> size = TrendFigure.ofTrainingSize(study);
        if (size.isPresent()) {
            r = r.and(files.show(size.get().figure(), Html.text(TRENDS)));
        }
        return r;
    }

    private Html marginals(FigureFiles files, List<GenerationSamples> drawn, boolean most) throws IOException {
        if (drawn.isEmpty()) {
            return Html.NOTHING;
        }
        Optional<GenerationSamples> best =
                drawn.stream().filter(s -> s.network().equals(study.best())).findFirst();
        MarginalFigure figures = new MarginalFigure(drawn, best);
        return Html.all(
                Html.text(MARGINALS).in("p", "class", "note"),
                most ? files.show(figures.paper(), Html.text(TOP)) : Html.NOTHING,
                files.show(figures.resonances(), Html.NOTHING),
                files.show(figures.momenta(), Html.NOTHING),
                files.show(figures.distances(), Html.NOTHING));
    }

    /// Those of the best network that has any.
    private static Html paths(FigureFiles files, List<GenerationSamples> drawn) throws IOException {
        Optional<GenerationSamples> flow = drawn.stream()
                .filter(s -> s.paths().length > 0)
                .min(Comparator.comparingDouble(s -> s.network().error()));
        if (flow.isEmpty() || flow.get().process().ptMin().isEmpty()) {
            return Html.NOTHING;
        }
        double ptMin = flow.get().process().ptMin().getAsDouble();
        return files.show(new PathFigure(flow.get(), ptMin).figure(), Html.text(PATHS));
    }
}
