package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The smoke recipe of scaling as a user runs it.
class ScalingSmokeTest {
    private static final Path RECIPE = Path.of("../recipes/scaling/smoke.yaml");

    @TempDir
    private Path folder;

    @Test
    void everyNetworkIsMeasuredAtEverySizeAndTheFigureIsDrawn() {
        Path run = folder.resolve("run");
        Run measured = Run.of("train", RECIPE, "--run", run);
        assertThat(measured.status()).as(measured.err()).isZero();
        assertThat(measured.out().strip()).isEqualTo(run.toString());
        for (String label : List.of("Transformer", "L-GATr-slim", "L-GATr", "CGENN")) {
            for (int items : new int[] {1, 10, 30}) {
                assertThat(measured.err()).containsPattern(label + ", " + items + " items: [0-9.e+-]+ ms, quartiles");
            }
        }
        assertThat(run.resolve("config.yaml")).content().contains("items: [1, 10, 30]");
        assertThat(run.resolve("provenance.json")).content().contains("finished");
        assertThat(run.resolve("report.html"))
                .content()
                .startsWith("<!doctype html>")
                .contains("Inference time by the number of items", "L-GATr / Transformer, up to hundreds of items")
                .doesNotContain("CGENN beyond 1000 items");
        for (String kind : List.of("svg", "pdf", "png")) {
            assertThat(run.resolve("figures/scaling." + kind)).isNotEmptyFile();
        }
    }
}
