package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import rapidity.app.report.ScalingResult.Line;
import rapidity.app.report.figure.Pen.Dash;
import rapidity.data.format.WhenExists;

/// The report of a scaling study: time and memory of a forward pass of one event by the number of its items.
///
/// @source Spinner et al., arXiv:2405.14806, Fig. 7 and App. C.4
public final class ScalingReport implements Report {
    static final String TASK = "scaling";

    private static final String CAPTION = """
            Left: median time of a forward pass of one event, bars from the lower to the upper quartile of the passes. \
            Right: memory of Java that passes hold on to, drawn \
            at 0.05 MB where it is less. A line ends where a pass would take too long, or more memory than \
            there is.""";

    private final List<Path> directories;
    private final List<ScalingResult> results;

    private ScalingReport(List<Path> directories, List<ScalingResult> results) {
        this.directories = directories;
        this.results = results;
    }

    /// Of one measurement or of several, as of two engines, whose lines differ by their dashes.
    ///
    /// @throws IllegalArgumentException if there are more than can be told apart
    static ScalingReport read(List<Path> paths) throws IOException {
        Dash[] dashes = Dash.values();
        if (paths.size() > dashes.length) {
            throw new IllegalArgumentException("a report of scaling compares at most " + dashes.length
                    + " measurements, got " + paths.size() + ": draw them in several reports");
        }
        List<ScalingResult> results = new ArrayList<>();
        for (Path path : paths) {
            String added = paths.size() == 1
                    ? ""
                    : ", " + path.toAbsolutePath().normalize().getFileName();
            results.add(ScalingResult.of(Fields.read(ScalingResult.file(path)), added, dashes[results.size()]));
        }
        return new ScalingReport(List.copyOf(paths), results);
    }

    @Override
    public void write(Path html, WhenExists whenExists) throws IOException {
        FigureFiles files = FigureFiles.beside(html, whenExists);
        List<Line> lines =
                results.stream().flatMap(result -> result.lines().stream()).toList();
        Page page = new Page(Html.text("Inference time by the number of items"), "Inference time");
        Html how = Html.all(each(result -> Html.text(how(result)).in("p")));
        page.section("results", "Results", Html.all(files.show(ScalingFigure.of(lines), Html.text(CAPTION)), how));
        page.section("paper", "Beside the paper", Html.all(each(ScalingTables::claims)));
        page.section("networks", "Networks", ScalingTables.networks(lines));
        page.section("times", "Times", ScalingTables.times(lines));
        if (lines.stream().anyMatch(Line::hasMemory)) {
            page.section("memory", "Memory", ScalingTables.memory(lines));
        }
        page.section("passes", "Passes", ScalingTables.passes(lines));
        List<Html> provenance = new ArrayList<>();
        for (Path directory : directories) {
            Path config = directory.resolve("config.yaml");
            Optional<String> text = Files.exists(config) ? Optional.of(Files.readString(config)) : Optional.empty();
            provenance.add(ProvenanceSection.of(Provenance.read(directory.resolve("provenance.json")), text));
        }
        page.section("provenance", "Provenance", Html.all(provenance));
        FigureFiles.write(html, page.html().markup().getBytes(UTF_8), whenExists);
    }

    private List<Html> each(Function<ScalingResult, Html> what) {
        return results.stream().map(what).toList();
    }

    private static String how(ScalingResult result) {
        return "One event is a batch; nothing is recorded for gradients; " + result.precision() + ", " + result.engine()
                + ", one thread, " + result.processor() + ". Passes of "
                + Quantity.duration(result.warmUpSeconds()) + ", at least one, before those that count; then "
                + Quantity.duration(result.timedSeconds()) + " of them, at least " + result.leastPasses()
                + ". A number of items whose passes would take more than " + Quantity.duration(result.limitSeconds())
                + " is left out, with the time that a pass is expected to take by those before it. For each number of"
                + " items all networks are measured one after another.";
    }
}
