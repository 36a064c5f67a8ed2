package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.WhenExists;

class ScalingReportTest {
    private static final String MEASURED = """
            {"items": %d, "outcome": "measured", "median-ms": %s, "lower-ms": %s, "upper-ms": %s, "passes": 7,\
             "warm-up-passes": 3, "memory-bytes": 2500000}""";

    private static final String EVALUATION = """
            {"task": "scaling", "precision": "float32", "engine": "vector float 8 lanes", "processor": "<Turbo>",
             "warm-up-seconds": 1, "timed-seconds": 2, "least-passes": 5, "limit-seconds": 90, "networks": [
              {"network": "transformer", "kind": "transformer", "label": "Transformer", "parameters": 167905,
               "size": "1 block", "points": [%s, %s]},
              {"network": "lgatr", "kind": "lgatr", "label": "L-GATr", "parameters": 202226, "size": "1 block",
               "points": [%s, {"items": 5000, "outcome": "out-of-memory", "memory-bytes": 1}]},
              {"network": "cgenn", "kind": "cgenn", "label": "CGENN", "parameters": 200000, "size": "1 block",
               "points": [%s, {"items": 5000, "outcome": "%s", "expected-seconds": 3725}]}]}
            """;

    @TempDir
    private Path folder;

    private static String measured(int items, double ms) {
        return String.format(MEASURED, items, ms, 0.9 * ms, 1.1 * ms);
    }

    private void write(String outcome) throws IOException {
        Files.writeString(
                folder.resolve("evaluation.json"),
                String.format(
                        EVALUATION,
                        measured(100, 0.5),
                        measured(5000, 80),
                        measured(100, 6),
                        measured(100, 150),
                        outcome));
    }

    @Test
    void thePageShowsTimesRatiosAndWhatWasLeftOut() throws IOException {
        write("too-long");
        Path page = folder.resolve("report.html");
        Report.of(List.of(folder)).write(page, WhenExists.REFUSE);
        assertThat(page)
                .content()
                .contains("<td>0.500 (0.450 – 0.550)</td><td>6.00 (5.40 – 6.60)</td><td>150 (135 – 165)</td>")
                .contains("<td>80.0 (72.0 – 88.0)</td><td>out of memory</td><td>about 1 h 02 min</td>")
                .contains("<td>about 10</td><td>12.0 at 100</td>", "<td>at least 10</td><td>25.0 at 100</td>")
                .contains("<td>out of memory</td><td>5,000: about 1 h 02 min, left out</td>")
                .contains("&lt;Turbo&gt;")
                .doesNotContain("from about 5000 items", "L-GATr-slim /");
        assertThat(folder.resolve("figures/scaling.svg")).content().contains("items of the event", "CGENN");
    }

    @Test
    void anOutcomeThatDoesNotExistIsRefused() throws IOException {
        write("tired");
        assertThatThrownBy(() -> Report.of(List.of(folder)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("networks[2].points[1].outcome")
                .hasMessageContaining("'tired'");
    }

    @Test
    void severalMeasurementsAreToldApart() throws IOException {
        write("too-long");
        Path other = Files.createDirectory(folder.resolve("other"));
        String gpu = Files.readString(folder.resolve("evaluation.json"))
                .replace("\"vector float 8 lanes\",", "\"torch cuda float\",")
                .replace(", \"memory-bytes\": 2500000", "")
                .replace(
                        "\"too-long\", \"expected-seconds\": 3725", "\"failed\", \"reason\": \"libtorch: bmm failed\"");
        Files.writeString(other.resolve("evaluation.json"), gpu);
        Path page = folder.resolve("report.html");
        Report.of(List.of(folder, other)).write(page, WhenExists.REFUSE);
        assertThat(page)
                .content()
                .contains("CGENN, other [ms]", "float32, torch cuda float", "float32, vector float 8 lanes")
                .contains("<td>libtorch: bmm failed</td>")
                .doesNotContain("CGENN, other [MB]");
        assertThat(folder.resolve("figures/scaling.svg"))
                .content()
                .contains("L-GATr, other")
                .contains("stroke-dasharray");
    }

    @Test
    void moreMeasurementsThanDashesAreRefused() throws IOException {
        write("too-long");
        assertThatThrownBy(() -> Report.of(List.of(folder, folder, folder, folder)))
                .hasMessageStartingWith("a report of scaling compares at most 3 measurements, got 4");
    }
}
