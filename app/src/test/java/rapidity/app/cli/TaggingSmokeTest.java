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

/// The smoke recipe of top tagging as a user runs it, and the commands that go with it.
class TaggingSmokeTest {
    private static final Path RECIPE = Path.of("../recipes/toptagging/smoke.yaml");
    private static final Path SAMPLE = Path.of("../samples/toptagging_sample.npz");

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
        assertThat(training.err()).contains("L-GATr: ", "L-GATr-slim: ", "Transformer: ", "PFN: ", "test part: AUC 0.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slim", "lgatr", "transformer", "pfn"})
    void everyRunIsComplete(String name) throws IOException {
        Path run = study.resolve(name);
        for (String file : List.of(
                "config.yaml",
                "provenance.json",
                "metrics.jsonl",
                "log.txt",
                "predictions.npz",
                "evaluation.json",
                "model/model.json")) {
            assertThat(run.resolve(file)).isNotEmptyFile();
        }
        try (var events = Files.list(run.resolve("tensorboard"))) {
            assertThat(events).hasSize(1);
        }
        JsonNode test = JsonMapper.shared()
                .readTree(run.resolve("evaluation.json").toFile())
                .get("test");
        assertThat(test.get("jets").intValue()).isEqualTo(2880);
        assertThat(test.get("auc").doubleValue()).isBetween(0.3, 1.0);
    }

    @Test
    void theReportShowsCurvesScoresAndTheLiterature() {
        assertThat(study.resolve("report.html"))
                .content()
                .contains("Tagging of toptagging_sample.npz", "Published on the public top-tagging data set", "PELICAN")
                .contains("are not.");
        for (String figure : List.of("roc.svg", "rejection.pdf", "significance.png", "scores-log.svg", "losses.svg")) {
            assertThat(study.resolve("figures").resolve(figure)).isNotEmptyFile();
        }
    }

    @Test
    void aModelIsEvaluatedOnAnyPartOfAFile() throws IOException {
        Run own = Run.of("evaluate", study.resolve("slim"), "--json");
        Run file = Run.of("evaluate", study.resolve("slim/model"), "--data", SAMPLE, "--split", "test", "--json");
        assertThat(own.status()).as(own.err()).isZero();
        assertThat(file.status()).as(file.err()).isZero();
        JsonNode first = JsonMapper.shared().readTree(own.out()).get(0);
        JsonNode second = JsonMapper.shared().readTree(file.out()).get(0);
        assertThat(second.get("auc").doubleValue()).isEqualTo(first.get("auc").doubleValue());
        Run table = Run.of("evaluate", study.resolve("slim/model"), "--data", SAMPLE, "--split", "validation");
        assertThat(table.out()).contains("2880 jets of the validation part of", "auc", "rejection-0.5");
    }
}
