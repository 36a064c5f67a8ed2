package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Engine;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.engine.VectorChannels;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.JetTagger;
import rapidity.model.Safetensors;
import rapidity.model.TaggingPreprocessing;
import rapidity.model.WeightsFile;
import rapidity.net.LgatrSlimConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// 100 steps of AdamW with clipping and a cosine schedule in float64 against lgatr 2.0.0 on PyTorch, from the same
/// weights through the same jets, there padded and masked, here ragged.
class TaggerTrajectoryTest {
    /// Rounding of the start weights to 1e-12 moves PyTorch's own losses by 2e-13: another order of additions may do as
    /// much, and 1e-9 leaves a margin for the sums over jets.
    private static final double RELATIVE = 1e-9;

    private static final Path REFERENCE = ZggSample.SAMPLES.resolve("trajectories");
    private static final int STEPS = 100;
    private static final int BATCH = 16;

    @TempDir
    Path folder;

    private static JetTagger tagger() throws IOException {
        TaggingPreprocessing jets = TaggingPreprocessing.symmetric().withMaxConstituents(60);
        LgatrSlimConfig net =
                LgatrSlimConfig.v2(jets.vectors(), new VectorChannels(4, 8), new VectorChannels(0, 1), 2, 2);
        JetTagger r = JetTagger.of(net, jets, List.of("qcd", "top"), 1, Engine.of(Precision.FLOAT64));
        WeightsFile.load(REFERENCE.resolve("tagger.safetensors"), r.weights());
        return r;
    }

    private static Tagging objective(JetTagger tagger) throws IOException {
        Map<String, Safetensors.Stored> file =
                Safetensors.read(REFERENCE.resolve("tagger-jets.safetensors")).tensors();
        Jets jets =
                Jets.of(file.get("momenta").values(), whole(file.get("offsets").values()));
        return new Tagging(tagger, jets, whole(file.get("labels").values()));
    }

    private static int[] whole(double[] x) {
        return Arrays.stream(x).mapToInt(v -> (int) v).toArray();
    }

    @Test
    void everyLossOfTheReferenceRunIsReproduced() throws IOException {
        JsonNode reference =
                JsonMapper.shared().readTree(REFERENCE.resolve("tagger.json").toFile());
        JetTagger tagger = tagger();
        Batches batches = Batches.inOrder(ZggSample.rows(0, STEPS * BATCH), BATCH);
        Training settings = Training.of(STEPS, AdamW.of(1e-3))
                .withSchedule(new CosineAnnealing(STEPS))
                .withClipping(Clipping.of(1));
        try (Workers workers = new Workers(2);
                RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            new Trainer(objective(tagger), batches, new int[0], settings, run, workers).train(Progress.NONE);
        }
        assertLosses(reference.get("losses"));
        assertWeightSums(reference.get("last_weight_sums"), tagger);
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

    private static void assertWeightSums(JsonNode expected, JetTagger tagger) {
        Map<String, double[]> weights = tagger.weights().read();
        assertThat(weights.keySet()).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
        for (Parameter p : tagger.weights().parameters()) {
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
