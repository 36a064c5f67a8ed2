package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.net.MlpConfig;

class EstimateTest {
    private static final Path SMOKE = Path.of("../recipes/amplitudes/smoke.yaml");

    @Test
    void everyNetworkHasALineAndAllHaveASum() throws IOException {
        Recipe recipe = Recipe.of(new RecipeBook().read(SMOKE, List.of("threads=2", "seeds=3")));
        List<String> lines = new Estimate(0.01, 0.01).of(recipe);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).matches("L-GATr: 5898 parameters, .* FLOP and .* s a step .*, 180 steps: .* h");
        assertThat(lines.get(2)).startsWith("MLP: 1761 parameters");
        assertThat(lines.get(3)).matches("all: .* h on 2 threads; memory \\d+ MB and the data");
    }

    @Test
    void anMlpMultipliesAndAddsOncePerWeight() {
        assertThat(Operations.forward(new MlpConfig(20, 32, 2, 1), 5)).isEqualTo(2 * (20 * 32 + 32 * 32 + 32));
    }
}
