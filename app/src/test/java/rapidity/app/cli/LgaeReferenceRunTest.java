package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The first steps of a run of the published Lorentz group autoencoder, repeated from its start weights on the same
/// jets in the same order. `lgae-reference-steps.json` holds its Chamfer sums of each batch (PyTorch, float64).
class LgaeReferenceRunTest {
    private static final Path RECIPE = Path.of("../recipes/lgae/reference-run.yaml");
    private static final int STEPS = 90;

    /// A change of the start weights by a relative 1e-12 changes the loss by at most 2e-12 up to step 89; these are the
    /// bars that the reference states.
    private static final double EARLY = 1e-10;

    private static final double LATER = 1e-9;
    private static final int LAST_EARLY = 40;

    @TempDir
    private Path folder;

    @Test
    void stepLossesAreThoseOfThePublishedCode() throws IOException {
        Path run = folder.resolve("run");
        Run training = Run.of("train", RECIPE, "--run", run, "training.steps=" + STEPS, "training.validate-every=90");
        assertThat(training.status()).as(training.err()).isZero();
        JsonNode expected = JsonMapper.shared()
                .readTree(LgaeReferenceRunTest.class.getResourceAsStream("lgae-reference-steps.json"))
                .path("loss");
        List<JsonNode> found = Files.readAllLines(run.resolve("metrics.jsonl")).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(line -> line.has("loss"))
                .toList();
        assertThat(found).hasSize(STEPS);
        for (int step = 0; step < STEPS; step++) {
            double loss = expected.get(step).doubleValue();
            double bar = step <= LAST_EARLY ? EARLY : LATER;
            assertThat(found.get(step).path("loss").doubleValue())
                    .as("step " + step)
                    .isCloseTo(loss, within(bar * loss));
        }
    }
}
