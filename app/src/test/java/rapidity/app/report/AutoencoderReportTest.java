package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.WhenExists;

/// A report of runs that are nothing but their evaluations.
class AutoencoderReportTest {
    private static final double ROUNDING = 1e-12;

    @TempDir
    private Path folder;

    private final List<Path> runs = new ArrayList<>();

    private record Numbers(double fraction, double loss, double massError, String frozen) {}

    private void run(String network, int seed, Numbers n) throws IOException {
        Path run = Files.createDirectories(folder.resolve(network + "/seed-" + seed));
        String json =
                String.format(Locale.ROOT, """
                {"task": "autoencoder", "data": "invented jets", "background": ["g"], "signals": ["t"],
                 "network": "%s", "label": "LGAE (%s)", "parameters": 10, "seed": %d, "steps": 5,
                 "minimised": "mse", "freeze-encoder": "%s", "fraction": %s, "training-jets": 40, "scores": ["a"],
                 "anomalies": [{"score": "a", "signal": "joint", "part": "all", "auc": 0.3, "auc-error": 0.01,
                   "eps-0.1": 0.02, "eps-0.1-error": 0.0034, "eps-0.01": 0.01,
                   "flipped-eps-0.1": 0.4321, "flipped-eps-0.01": 0.1}],
                 "distances": {"reconstructions": {"fpd": {"value": 0.5, "error": 0.1}},
                   "training-jets": {"fpd": {"value": 0.01, "error": 0.002}}},
                 "test": {"loss": %s, "mean-jet-loss": 6.0,
                   "jets": {"mass": {"median": 0.1, "iqr": 0.2, "median-absolute": %s}}}}
                """, network, network, seed, n.frozen, n.fraction, n.loss, n.massError);
        Files.writeString(run.resolve("evaluation.json"), json);
        runs.add(run);
    }

    @BeforeEach
    void writeRuns() throws IOException {
        for (int seed = 1; seed <= 3; seed++) {
            run("mix-0_01", seed, new Numbers(0.01, 4, 0.4 + 0.1 * seed, "0"));
            run("mix-1", seed, new Numbers(1, 2, 0.1 * seed, "0"));
        }
        run("frozen", 1, new Numbers(1, 5, 0.5, "all"));
    }

    @Test
    void theErrorOfTheMassIsTheMedianOverTheSeedsByShareOfTheJets() throws IOException {
        DataEfficiencyFigure f = DataEfficiencyFigure.of(Study.read(runs, "data", AutoencoderResult::read))
                .orElseThrow();
        assertThat(f.families()).containsOnlyKeys("mix");
        List<DataEfficiencyFigure.Point> points =
                f.families().values().iterator().next();
        assertThat(points).extracting(DataEfficiencyFigure.Point::fraction).containsExactly(0.01, 1.0);
        assertThat(points.getFirst().error()).isCloseTo(0.6, within(ROUNDING));
        assertThat(points.getLast().error()).isCloseTo(0.2, within(ROUNDING));
        assertThat(points.getLast().most()).isCloseTo(0.3, within(ROUNDING));
    }

    @Test
    void thePageSaysByWhatFactorNetworksAreBetterAndWhatIsFlipped() throws IOException {
        Path page = folder.resolve("report.html");
        AutoencoderReport.read(runs).write(page, WhenExists.REFUSE);
        String html = Files.readString(page);
        assertThat(html.substring(html.indexOf("<body")))
                .contains("loss (mse) on the test jets is 3.00 times smaller than if every jet came back as the"
                        + " mean of the training jets, and 2.50 times smaller than that of the same network with a"
                        + " frozen encoder.")
                .contains(
                        "Data efficiency", "a, flipped", "0.4321", "0.0200 ± 0.0034", "0.50 ± 0.10", "0.0100 ± 0.0020")
                .doesNotContain("Pythia");
        assertThat(folder.resolve("figures/data-efficiency.svg")).isNotEmptyFile();
    }

    @Test
    void networksOfOneShareHaveNoFigureOfDataEfficiency() throws IOException {
        List<Path> some =
                runs.stream().filter(r -> !r.toString().contains("0_01")).toList();
        assertThat(DataEfficiencyFigure.of(Study.read(some, "data", AutoencoderResult::read)))
                .isEmpty();
    }
}
