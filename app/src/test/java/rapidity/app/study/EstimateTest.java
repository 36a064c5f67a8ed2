package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.engine.Engine;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.layer.irreps.Aggregation;
import rapidity.model.AutoencoderPreprocessing;
import rapidity.model.JetAutoencoder;
import rapidity.net.AutoencoderConfig;
import rapidity.net.CnnaeConfig;
import rapidity.net.LgaeConfig;
import rapidity.net.MlpConfig;

class EstimateTest {
    private static final Path SMOKE = Path.of("../recipes/amplitudes/smoke.yaml");

    /// Also of networks that learn from more events than the made-up ones of the estimate.
    @Test
    void everyNetworkHasALineAndAllHaveASum() throws IOException {
        Recipe recipe = Recipe.of(new RecipeBook().read(SMOKE, List.of("threads=2", "seeds=3", "training.events=500")));
        List<String> lines = new Estimate(0.01, 0.01).of(recipe);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).matches("L-GATr: 5898 parameters, .* FLOP and .* s a step .*, 180 steps: .* h");
        assertThat(lines.get(2)).startsWith("MLP: 1761 parameters");
        assertThat(lines.get(3)).matches("all: .* h on 2 threads; memory \\d+ MB and the data");
    }

    private static List<Parameter> matrices(AutoencoderConfig c, AutoencoderPreprocessing how) {
        return JetAutoencoder.of(c, how, 1, Engine.of(Precision.FLOAT64)).weights().parameters().stream()
                .filter(p -> !p.name().endsWith("bias"))
                .toList();
    }

    /// Each weight of a convolution once for each pixel of the smaller image, each of a linear map once.
    @Test
    void convolutionsAreCounted() {
        CnnaeConfig c = new CnnaeConfig(16, List.of(3, 5), 3, 7);
        double expected = 0;
        for (Parameter p : matrices(c, AutoencoderPreprocessing.image(9, 16, 0.5))) {
            boolean outer = p.name().equals("encoder.conv.0.weight") || p.name().equals("decoder.conv.1.weight");
            boolean inner = p.name().equals("encoder.conv.1.weight") || p.name().equals("decoder.conv.0.weight");
            expected += (double) p.shape().size() * (outer ? 64 : inner ? 16 : 1);
        }
        assertThat(Operations.forward(c, 9)).isEqualTo(2 * expected);
    }

    /// Of a single particle, which has no pairs: each complex weight of the levels multiplies a scalar or the four
    /// components of a vector, and the MLPs the scalars. Of more particles the fused kernel on pairs is most of it.
    @Test
    void theFusedLevelsOfALorentzGroupAutoencoderAreCounted() {
        LgaeConfig one = LgaeConfig.corrected(1, Aggregation.parse("min&max"), 2);
        double expected = 0;
        for (Parameter p : matrices(one, AutoencoderPreprocessing.momenta(1))) {
            if (p.name().contains("lgn_cg.mlp_levels")) {
                expected += p.shape().size();
            } else if (p.name().contains("lgn_cg.node_levels")) {
                expected += 4 * (p.shape().size() / 2.0) * (p.name().endsWith("(1, 1)") ? 4 : 1);
            }
        }
        assertThat(Operations.forward(one, 1)).isEqualTo(2 * expected);
        LgaeConfig thirty = LgaeConfig.corrected(30, Aggregation.parse("min&max"), 2);
        assertThat(Operations.forward(thirty, 30) / 30).isGreaterThan(2 * Operations.forward(one, 1));
    }

    private static final String GENERATORS = """
            task: generation
            data: {files: nowhere.hdf5}
            nets:
              mlp: {kind: mlp, layers: 1, width: 8}
              jetgpt: {kind: jetgpt, blocks: 1, width: 8, heads: 2, components: 2}
            training: {batch: 32}
            evaluation:
              events: 5000
              likelihood-events: 70
              steps: 20
              judge: {width: 8, layers: 1, batch: 32, epochs: 3}
            """;

    @Test
    void theEvaluationOfGeneratorsIsCountedWithoutTheirData(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("recipe.yaml"), GENERATORS);
        Recipe recipe = Recipe.of(new RecipeBook().read(file, List.of("threads=2", "training.events=64")));
        List<String> lines = new Estimate(0, 0).of(recipe);
        assertThat(lines).hasSize(9);
        assertThat(lines.get(1)).matches("  5,000 events of ttbar\\+0jet, 80 network evaluations each: .* FLOP, .* h");
        assertThat(lines.get(2)).startsWith("  70 densities of ttbar+0jet, 80 evaluations each: ");
        assertThat(lines.get(3)).startsWith("  the judge of ttbar+0jet, at most 3 epochs: ");
        assertThat(lines.get(5)).startsWith("  5,000 events of ttbar+0jet, 1 network evaluations each: ");
        double flop = 5000 * 80 * Operations.forward(recipe.nets().getFirst().network(), 6);
        assertThat(lines.get(1)).contains(String.format(Locale.ROOT, ": %.3g FLOP", flop));
        double hours = lines.stream()
                .limit(8)
                .mapToDouble(
                        line -> Double.parseDouble(line.replaceFirst(" h$", "").replaceFirst(".* ", "")))
                .sum();
        double all = Double.parseDouble(lines.getLast().split(" ", -1)[1]);
        // hours are printed with three digits
        assertThat(all).isCloseTo(hours, withinPercentage(1));
    }

    @Test
    void anMlpMultipliesAndAddsOncePerWeight() {
        assertThat(Operations.forward(new MlpConfig(20, 32, 2, 1), 5)).isEqualTo(2 * (20 * 32 + 32 * 32 + 32));
    }
}
