package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.WeightsFile;
import rapidity.net.LgatrConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// 300 steps of Adam in float64 against lgatr 2.0.0 on PyTorch, from the same weights through the same batches: the
/// losses
/// depend on everything there is, from the standardisation to the last gradient.
class AmplitudeTrajectoryTest {
    /// Rounding of the start weights to 1e-12 moves PyTorch's own losses by 2e-12: another order of additions may do as
    /// much, and 1e-9 leaves a margin for the sums over events.
    private static final double RELATIVE = 1e-9;

    private static final Path REFERENCE = ZggSample.SAMPLES.resolve("trajectories");
    private static final int STEPS = 300;
    private static final int BATCH = 64;

    @TempDir
    Path folder;

    private static AmplitudeSurrogate surrogate(AmplitudePreprocessing preprocessing) throws IOException {
        LgatrConfig net = LgatrConfig.v2(new Channels(1, 3), new Channels(4, 8), new Channels(1, 0), 2, 2)
                .withAttentionRatio(2)
                .withMlpRatio(2);
        AmplitudeSurrogate r = AmplitudeSurrogate.of(net, preprocessing, 1, Engine.of(Precision.FLOAT64));
        WeightsFile.load(REFERENCE.resolve("amplitude.safetensors"), r.weights());
        return r;
    }

    @Test
    void everyLossOfTheReferenceRunIsReproduced() throws IOException {
        JsonNode reference =
                JsonMapper.shared().readTree(REFERENCE.resolve("amplitude.json").toFile());
        ZggSample data = ZggSample.read();
        assertThat(data.momenta().size()).isEqualTo(reference.get("rows").intValue());
        int training = reference.get("training_rows").intValue();
        AmplitudeSurrogate surrogate =
                surrogate(AmplitudePreprocessing.of(ZggSample.PARTICLES, data.momenta(), data.amplitudes()));
        AmplitudeRegression objective = new AmplitudeRegression(surrogate, data.momenta(), data.amplitudes());
        Batches batches = Batches.inOrder(ZggSample.rows(0, training), BATCH);
        try (Workers workers = new Workers(2);
                RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            Training settings = Training.of(STEPS, Adam.of(1e-3));
            new Trainer(objective, batches, new int[0], settings, run, workers).train(Progress.NONE);
            assertLosses(reference.get("losses"));
            assertWeightSums(reference.get("last_weight_sums"), surrogate);
            int[] test = ZggSample.rows(
                    (int) (0.8 * data.momenta().size()), data.momenta().size());
            double expected = reference.get("test_mse_after").doubleValue();
            assertThat(new MeanLoss(objective, workers).of(surrogate.weights(), test))
                    .isCloseTo(expected, within(RELATIVE * expected));
        }
    }

    private void assertLosses(JsonNode expected) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("run").resolve("metrics.jsonl"));
        assertThat(lines).hasSize(STEPS).hasSize(expected.size());
        double worst = 0;
        for (int i = 0; i < STEPS; i++) {
            double e = expected.get(i).doubleValue();
            double found =
                    JsonMapper.shared().readTree(lines.get(i)).get("loss").doubleValue();
            worst = Math.max(worst, Math.abs(found / e - 1));
            assertThat(found).as("loss of step %d", i + 1).isCloseTo(e, within(RELATIVE * e));
        }
        System.getLogger("trajectory").log(System.Logger.Level.INFO, "largest relative deviation of a loss: " + worst);
    }

    private static void assertWeightSums(JsonNode expected, AmplitudeSurrogate surrogate) {
        Map<String, double[]> weights = surrogate.weights().read();
        assertThat(weights.keySet()).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
        for (Parameter p : surrogate.weights().parameters()) {
            double sum = 0;
            double size = 1;
            for (double w : weights.get(p.name())) {
                sum += w;
                size += Math.abs(w);
            }
            assertThat(sum)
                    .as("sum of %s", p.name())
                    .isCloseTo(expected.get(p.name()).doubleValue(), within(RELATIVE * size));
        }
    }
}
