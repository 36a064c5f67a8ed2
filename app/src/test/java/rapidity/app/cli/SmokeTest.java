package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The smoke recipe as a user runs it: every command that goes with a study, and every file that one leaves.
class SmokeTest {
    private static final Path RECIPE = Path.of("../recipes/amplitudes/smoke.yaml");

    @TempDir
    private static Path folder;

    private static Path study;
    private static Run training;

    @BeforeAll
    static void train() {
        study = folder.resolve("study");
        training = Run.of("train", RECIPE, "--run", study);
    }

    @Test
    void trainingEndsWithTheNameOfTheStudy() {
        assertThat(training.status()).as(training.err()).isZero();
        assertThat(training.out().strip()).isEqualTo(study.toString());
        assertThat(training.err())
                .contains("generating zgg 100% 3,000/3,000 events", "L-GATr: ", "Transformer: ", "MLP: ")
                .contains("report: " + study.resolve("report.html"));
    }

    @Test
    void aboveTheRunsStandSettingsEventsAndReport() {
        assertThat(study).isDirectoryContaining("glob:**/study.yaml");
        assertThat(study.resolve("data/zgg.npy")).isNotEmptyFile();
        assertThat(study.resolve("evaluation.json")).content().contains("lgatr", "transformer", "mlp");
        assertThat(study.resolve("report.html"))
                .content()
                .startsWith("<!doctype html>")
                .contains("L-GATr", "MLP");
        for (String figure : List.of("losses.svg", "predicted-against-true.pdf", "delta-test-train.png")) {
            assertThat(study.resolve("figures").resolve(figure)).isNotEmptyFile();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lgatr", "transformer", "mlp"})
    void everyRunIsComplete(String name) throws IOException {
        Path run = study.resolve(name);
        for (String file : List.of(
                "config.yaml",
                "provenance.json",
                "metrics.jsonl",
                "log.txt",
                "predictions.npz",
                "evaluation.json",
                "checkpoint/newest.safetensors",
                "checkpoint/best.safetensors",
                "model/model.json",
                "model/weights.safetensors")) {
            assertThat(run.resolve(file)).isNotEmptyFile();
        }
        try (var files = Files.walk(study)) {
            assertThat(files.filter(f -> f.getFileName().toString().contains(".part")))
                    .isEmpty();
        }
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(12);
    }

    @Test
    void aStudyIsEvaluated() {
        Run table = Run.of("evaluate", study);
        assertThat(table.status()).as(table.err()).isZero();
        assertThat(table.out()).contains("lgatr", "transformer", "mlp", "500 events of the test part");
    }

    @Test
    void evaluatingARunAgainGivesItsOwnNumbers() throws IOException {
        Run json = Run.of("evaluate", study.resolve("mlp"), "--json");
        JsonNode found = JsonMapper.shared().readTree(json.out()).get(0).get("mse");
        JsonNode written = JsonMapper.shared()
                .readTree(Files.readString(study.resolve("mlp/evaluation.json")))
                .get("test")
                .get("mse");
        assertThat(found.doubleValue()).isEqualTo(written.doubleValue());
    }

    @Test
    void aModelIsEvaluatedOnAnyEvents() {
        Run table = Run.of("evaluate", study.resolve("lgatr/model"), "--data", "../samples/zgg.npy");
        assertThat(table.status()).as(table.err()).isZero();
        assertThat(table.out()).contains("10000 events of ../samples/zgg.npy");
    }

    @Test
    void theReportIsDrawnAgainFromTheFilesAlone() {
        Path page = folder.resolve("again/report.html");
        Run report = Run.of("report", study.resolve("lgatr"), study.resolve("mlp"), "-o", page);
        assertThat(report.status()).as(report.err()).isZero();
        assertThat(page).content().contains("L-GATr", "MLP").doesNotContain("Transformer (");
    }
}
