package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.WhenExists;

/// The report of a study of generators: what a judge says, densities of true events, histograms.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.3
public final class GenerationReport implements Report {
    static final String TASK = "generation";

    private static final String LOSS = "loss of an event";

    private static final String MARGINALS =
            "True events of the test part (tinted, with statistical errors) and generated"
                    + " ones, each divided by its number of events; below, generated divided by true ones.";

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
        page.section("results", "Results", tables.headline().and(tables.results()));
        List<GenerationResult.Process> processes =
                study.best().typical().result().processes();
        List<Network<GenerationResult>> drawn = study.networks().stream()
                .filter(n -> !n.typical().result().samples().isEmpty())
                .toList();
        for (int i = 0; i < processes.size(); i++) {
            String name = processes.get(i).name();
            Html content = tables.distances(i);
            if (!drawn.isEmpty()) {
                content = marginals(files, new MarginalFigure(drawn, i)).and(content);
            }
            page.section("process-" + i, name, content);
        }
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

    private static Html marginals(FigureFiles files, MarginalFigure figures) throws IOException {
        Html caption = Html.text(MARGINALS);
        return Html.all(
                files.show(figures.resonances(), caption),
                files.show(figures.momenta(), caption),
                files.show(figures.distances(), caption));
    }
}
