package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.recipe.RecipeBook;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The recipe of the reference run repeats the losses of the published autoencoder: data, azimuths, masses, split,
/// normalisation, start weights, order of the jets, loss, L1 and optimiser all come from YAML.
class LgaeTrajectoryTest {
    /// Start weights that differ by a relative 1e-12 move the reference's own losses by 2e-12 up to step 89, and
    /// another order of the sums in p^2 moves scalars of light particles by 1e-6: the bar that the reference states for
    /// its first 41 steps.
    private static final double BAR = 1e-10;

    private static final int STEPS = 41;

    private static final Path RECIPE = Path.of("../recipes/lgae/reference-run.yaml");
    private static final Path REFERENCE = Path.of("../samples/trajectories/lgae.json");

    @TempDir
    private Path folder;

    @Test
    void theFirstLossesOfTheReferenceRunAreReproduced() throws IOException {
        List<String> shorter = List.of(
                "training.steps=" + STEPS,
                "training.validation-events=8",
                "evaluation.test-jets=8",
                "evaluation.train-jets=8");
        Path run = folder.resolve("run");
        Recipe recipe = Recipe.of(new RecipeBook().read(RECIPE, shorter));
        assertThat(new Study(recipe, run, "test", StudyListener.NOBODY).train()).isTrue();
        List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
        JsonNode losses = JsonMapper.shared().readTree(REFERENCE.toFile()).get("losses");
        assertThat(lines).hasSize(STEPS);
        for (int i = 0; i < STEPS; i++) {
            double expected = losses.get(i).doubleValue();
            double found =
                    JsonMapper.shared().readTree(lines.get(i)).get("loss").doubleValue();
            assertThat(Math.abs(found / expected - 1))
                    .as("relative deviation of step %d", i)
                    .isLessThan(BAR);
        }
    }
}
