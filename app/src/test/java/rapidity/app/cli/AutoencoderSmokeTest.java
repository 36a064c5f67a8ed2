package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The smoke recipe of autoencoders as a user runs it, and the commands that go with it.
class AutoencoderSmokeTest {
    private static final Path RECIPE = Path.of("../recipes/lgae/smoke-transformer.yaml");

    @TempDir
    private static Path folder;

    private static Path run;
    private static Run training;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        training = Run.of("train", RECIPE, "--run", run);
    }

    @Test
    void trainingEndsWithTheNameOfTheRun() {
        assertThat(training.status()).as(training.err()).isZero();
        assertThat(training.out().strip()).isEqualTo(run.toString());
        assertThat(training.err()).contains("test part: loss ");
    }

    @Test
    void everyFileIsThere() throws IOException {
        for (String file : List.of(
                "config.yaml",
                "provenance.json",
                "metrics.jsonl",
                "predictions.npz",
                "evaluation.json",
                "report.html",
                "model/model.json")) {
            assertThat(run.resolve(file)).isNotEmptyFile();
        }
        JsonNode r = JsonMapper.shared().readTree(run.resolve("evaluation.json").toFile());
        assertThat(r.at("/test/jets/pt/count").intValue()).isEqualTo(2000);
        assertThat(r.at("/test/loss").doubleValue()).isPositive();
        assertThat(r.at("/signals/0").asString()).isEqualTo("t");
    }

    @Test
    void theReportShowsTablesImagesAndTheLiterature() {
        assertThat(run.resolve("report.html"))
                .content()
                .contains("Autoencoders of g.hdf5", "jet mass alone", "Pythia stand-ins", "GNNAE-JL");
        for (String figure : List.of("features-of-jets.svg", "mean-images.png", "anomaly-roc.pdf", "losses.svg")) {
            assertThat(run.resolve("figures").resolve(figure)).isNotEmptyFile();
        }
    }

    @Test
    void evaluatingARunGivesItsOwnNumbers() throws IOException {
        Run own = Run.of("evaluate", run, "--json");
        assertThat(own.status()).as(own.err()).isZero();
        JsonNode stored =
                JsonMapper.shared().readTree(run.resolve("evaluation.json").toFile());
        JsonNode found = JsonMapper.shared().readTree(own.out()).get(0);
        assertThat(found.at("/test/loss").doubleValue())
                .isEqualTo(stored.at("/test/loss").doubleValue());
    }
}
