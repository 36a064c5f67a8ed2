package rapidity.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.VectorChannels;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.JetTagger;
import rapidity.model.Safetensors;
import rapidity.model.TaggingPreprocessing;
import rapidity.model.WeightsFile;
import rapidity.net.LgatrSlimConfig;

/// 100 steps of AdamW with clipping and a cosine schedule in float64 against lgatr 2.0.0 on PyTorch, from the same
/// weights through the same jets, there padded and masked, here ragged.
class TaggerTrajectoryTest {
    /// Rounding of the start weights to 1e-12 moves PyTorch's own losses by 2e-13: another order of additions may do as
    /// much, and 1e-9 leaves a margin for the sums over jets.
    private static final double RELATIVE = 1e-9;

    private static final int STEPS = 100;
    private static final int BATCH = 16;

    @TempDir
    Path folder;

    private static JetTagger tagger() throws IOException {
        TaggingPreprocessing jets = TaggingPreprocessing.symmetric().withMaxConstituents(60);
        LgatrSlimConfig net =
                LgatrSlimConfig.v2(jets.vectors(), new VectorChannels(4, 8), new VectorChannels(0, 1), 2, 2);
        JetTagger r = JetTagger.of(net, jets, List.of("qcd", "top"), 1, Engine.of(Precision.FLOAT64));
        WeightsFile.load(ReferenceTrajectory.FOLDER.resolve("tagger.safetensors"), r.weights());
        return r;
    }

    private static Tagging objective(JetTagger tagger) throws IOException {
        Map<String, Safetensors.Stored> file = Safetensors.read(
                        ReferenceTrajectory.FOLDER.resolve("tagger-jets.safetensors"))
                .tensors();
        Jets jets =
                Jets.of(file.get("momenta").values(), whole(file.get("offsets").values()));
        return new Tagging(tagger, jets, whole(file.get("labels").values()));
    }

    private static int[] whole(double[] x) {
        return Arrays.stream(x).mapToInt(v -> (int) v).toArray();
    }

    @Test
    void everyLossOfTheReferenceRunIsReproduced() throws IOException {
        ReferenceTrajectory reference = ReferenceTrajectory.read("tagger", RELATIVE);
        JetTagger tagger = tagger();
        Batches batches = Batches.inOrder(ZggSample.rows(0, STEPS * BATCH), BATCH);
        Training settings = Training.of(STEPS, AdamW.of(1e-3))
                .withSchedule(new CosineAnnealing(STEPS))
                .withClipping(Clipping.of(1));
        try (Workers workers = new Workers(2);
                RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            new Trainer(objective(tagger), batches, new int[0], settings, run, workers).train(Progress.NONE);
        }
        reference.assertLosses(folder.resolve("run"), STEPS);
        reference.assertWeightSums(tagger.weights());
    }
}
