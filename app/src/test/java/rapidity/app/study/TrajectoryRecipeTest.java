package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.model.Safetensors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A recipe alone repeats the 300 losses of lgatr 2.0.0 on PyTorch: data, flavour flags, split, standardisation, start
/// weights, order of the rows and optimiser all come from YAML.
class TrajectoryRecipeTest {
    /// Rounding of the start weights to 1e-12 moves PyTorch's own losses by 2e-12: another order of additions may do as
    /// much, and 1e-9 leaves a margin for the sums over events.
    private static final double RELATIVE = 1e-9;

    private static final Path RECIPE = Path.of("../recipes/amplitudes/trajectory.yaml");
    private static final Path REFERENCE = Path.of("../samples/trajectories/amplitude.json");
    private static final JsonNode EXPECTED = JsonMapper.shared().readTree(REFERENCE.toFile());

    @TempDir
    private static Path run;

    @BeforeAll
    static void train() throws IOException {
        Recipe recipe = Recipe.of(new RecipeBook().read(RECIPE, List.of()));
        assertThat(new Study(recipe, run, "test", StudyListener.NOBODY).train()).isTrue();
    }

    @Test
    void everyLossIsTheReferences() throws IOException {
        List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
        JsonNode losses = EXPECTED.get("losses");
        assertThat(lines).hasSize(300).hasSize(losses.size());
        double worst = 0;
        for (int i = 0; i < lines.size(); i++) {
            double expected = losses.get(i).doubleValue();
            JsonNode found = JsonMapper.shared().readTree(lines.get(i));
            assertThat(found.get("step").intValue()).isEqualTo(i + 1);
            worst = Math.max(worst, Math.abs(found.get("loss").doubleValue() / expected - 1));
        }
        assertThat(worst).as("largest relative deviation of a loss").isLessThan(RELATIVE);
    }

    @Test
    void theLastWeightsHaveTheReferencesSums() throws IOException {
        Map<String, Safetensors.Stored> weights =
                Safetensors.read(run.resolve("model/weights.safetensors")).tensors();
        JsonNode sums = EXPECTED.get("last_weight_sums");
        assertThat(weights.keySet()).containsExactlyInAnyOrderElementsOf(sums.propertyNames());
        weights.forEach((name, tensor) -> {
            double sum = Arrays.stream(tensor.values()).sum();
            double size = 1 + Arrays.stream(tensor.values()).map(Math::abs).sum();
            assertThat(sum).as("sum of %s", name).isCloseTo(sums.get(name).doubleValue(), within(RELATIVE * size));
        });
    }

    @Test
    void theTestPartHasTheReferencesError() {
        JsonNode evaluation =
                JsonMapper.shared().readTree(run.resolve("evaluation.json").toFile());
        double expected = EXPECTED.get("test_mse_after").doubleValue();
        assertThat(evaluation.get("test").get("mse").doubleValue()).isCloseTo(expected, within(RELATIVE * expected));
    }
}
