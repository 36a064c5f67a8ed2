package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.WeightsFile;
import rapidity.net.LgatrConfig;

/// 300 steps of Adam in float64 against lgatr 2.0.0 on PyTorch, from the same weights through the same batches: the
/// losses depend on everything there is, from the standardisation to the last gradient.
class AmplitudeTrajectoryTest {
    /// Rounding of the start weights to 1e-12 moves PyTorch's own losses by 2e-12: another order of additions may do as
    /// much, and 1e-9 leaves a margin for the sums over events.
    private static final double RELATIVE = 1e-9;

    private static final int STEPS = 300;
    private static final int BATCH = 64;

    @TempDir
    Path folder;

    private static AmplitudeSurrogate surrogate(AmplitudePreprocessing preprocessing) throws IOException {
        LgatrConfig net = LgatrConfig.v2(new Channels(1, 3), new Channels(4, 8), new Channels(1, 0), 2, 2)
                .withAttentionRatio(2)
                .withMlpRatio(2);
        AmplitudeSurrogate r = AmplitudeSurrogate.of(net, preprocessing, 1, Engine.of(Precision.FLOAT64));
        WeightsFile.load(ReferenceTrajectory.FOLDER.resolve("amplitude.safetensors"), r.weights());
        return r;
    }

    @Test
    void everyLossOfTheReferenceRunIsReproduced() throws IOException {
        ReferenceTrajectory reference = ReferenceTrajectory.read("amplitude", RELATIVE);
        ZggSample data = ZggSample.read();
        assertThat(data.momenta().size())
                .isEqualTo(reference.numbers().get("rows").intValue());
        int training = reference.numbers().get("training_rows").intValue();
        AmplitudeSurrogate surrogate =
                surrogate(AmplitudePreprocessing.of(ZggSample.PARTICLES, data.momenta(), data.amplitudes()));
        AmplitudeRegression objective = new AmplitudeRegression(surrogate, data.momenta(), data.amplitudes());
        Batches batches = Batches.inOrder(ZggSample.rows(0, training), BATCH);
        try (Workers workers = new Workers(2);
                RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            Training settings = Training.of(STEPS, Adam.of(1e-3));
            new Trainer(objective, batches, new int[0], settings, run, workers).train(Progress.NONE);
            reference.assertLosses(folder.resolve("run"), STEPS);
            reference.assertWeightSums(surrogate.weights());
            int[] test = ZggSample.rows(
                    (int) (0.8 * data.momenta().size()), data.momenta().size());
            double expected = reference.numbers().get("test_mse_after").doubleValue();
            assertThat(new MeanLoss(objective, workers).of(surrogate.weights(), test))
                    .isCloseTo(expected, within(RELATIVE * expected));
        }
    }
}
