package rapidity.app.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rapidity.data.format.WhenExists;

/// The report of a scaling study: time and memory of a forward pass of one event by the number of its items.
///
/// @source Spinner et al., arXiv:2405.14806, Fig. 7 and App. C.4
public final class ScalingReport implements Report {
    static final String TASK = "scaling";

    private static final String CAPTION = """
            Left: median time of a forward pass of one event, bars from the lower to the upper quartile of the passes. \
            Right: memory that passes hold on to. A line ends where a pass would take too long, or more memory than \
            there is.""";

    private final Path directory;
    private final ScalingResult result;

    private ScalingReport(Path directory, ScalingResult result) {
        this.directory = directory;
        this.result = result;
    }

    /// @throws IllegalArgumentException if there are several: they are on different machines, or at different times
    static ScalingReport read(List<Path> paths) throws IOException {
        if (paths.size() > 1) {
            throw new IllegalArgumentException(
                    "a report of scaling is about one measurement, got " + paths.size() + ": draw one after another");
        }
        Path directory = paths.getFirst();
        return new ScalingReport(directory, ScalingResult.of(Fields.read(ScalingResult.file(directory))));
    }

    @Override
    public void write(Path html, WhenExists whenExists) throws IOException {
        FigureFiles files = FigureFiles.beside(html, whenExists);
        Page page = new Page(Html.text("Inference time by the number of items"), "Inference time");
        Html how = Html.text(how()).in("p");
        page.section("results", "Results", Html.all(files.show(ScalingFigure.of(result), Html.text(CAPTION)), how));
        page.section("paper", "Beside the paper", ScalingTables.claims(result));
        page.section("networks", "Networks", ScalingTables.networks(result));
        page.section("times", "Times", ScalingTables.times(result));
        page.section("memory", "Memory", ScalingTables.memory(result));
        page.section("passes", "Passes", ScalingTables.passes(result));
        Path config = directory.resolve("config.yaml");
        Optional<String> text = Files.exists(config) ? Optional.of(Files.readString(config)) : Optional.empty();
        Optional<Provenance> provenance = Provenance.read(directory.resolve("provenance.json"));
        page.section("provenance", "Provenance", ProvenanceSection.of(provenance, text));
        FigureFiles.write(html, page.html().markup().getBytes(UTF_8), whenExists);
    }

    private String how() {
        return "One event is a batch; nothing is recorded for gradients; " + result.precision() + ", " + result.engine()
                + ", one thread, " + result.processor() + ". Passes of "
                + Quantity.duration(result.warmUpSeconds()) + ", at least one, before those that count; then "
                + Quantity.duration(result.timedSeconds()) + " of them, at least " + result.leastPasses()
                + ". A number of items whose passes would take more than " + Quantity.duration(result.limitSeconds())
                + " is left out, with the time that a pass is expected to take by those before it. For each number of"
                + " items all networks are measured one after another.";
    }
}
