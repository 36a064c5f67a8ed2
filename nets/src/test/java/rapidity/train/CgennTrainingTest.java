package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.net.CgennConfig;
import rapidity.random.RandomStreams;

/// A network with batch statistics in training.
class CgennTrainingTest {
    private static final CgennConfig CONFIG = new CgennConfig(3, new Channels(2, 5), 4, 1, 1, 0.2);
    private static final Training TRAINING = Training.of(7, Adam.of(1e-2))
            .withEma(new Ema(0.9))
            .withValidation(new Validation(3, 100, Validation.Kept.LAST))
            .withCheckpointEvery(2);

    @TempDir
    Path folder;

    private static AmplitudeRegression objective() throws IOException {
        ZggSample data = ZggSample.read().slice(0, 16);
        AmplitudePreprocessing constants =
                AmplitudePreprocessing.of(ZggSample.PARTICLES, data.momenta(), data.amplitudes());
        AmplitudeSurrogate surrogate = AmplitudeSurrogate.of(CONFIG, constants, 3, Engine.of(Precision.FLOAT32));
        return new AmplitudeRegression(surrogate, data.momenta(), data.amplitudes());
    }

    private void train(String name, AmplitudeRegression objective, int threads, Progress progress) throws IOException {
        Path path = folder.resolve(name);
        Batches batches = Batches.shuffled(ZggSample.rows(0, 10), 10, new RandomStreams(8));
        try (Workers workers = new Workers(threads);
                RunDirectory run = Files.exists(path) ? RunDirectory.open(path) : RunDirectory.create(path)) {
            new Trainer(objective, batches, ZggSample.rows(10, 16), TRAINING, run, workers).train(progress);
        }
    }

    @Test
    void aRunThatWasKilledGoesOnWithItsStatisticsToTheSameBits() throws IOException {
        AmplitudeRegression whole = objective();
        Map<String, double[]> start = whole.weights().read();
        train("whole", whole, 1, Progress.NONE);
        assertThatIllegalStateException()
                .isThrownBy(() -> train("killed", objective(), 2, report -> {
                    if (report.step() == 5) {
                        throw new IllegalStateException("killed");
                    }
                }));
        AmplitudeRegression resumed = objective();
        train("killed", resumed, 2, Progress.NONE);
        Map<String, double[]> end = whole.weights().read();
        assertThat(resumed.weights().read()).usingRecursiveComparison().isEqualTo(end);
        end.forEach((name, values) -> assertThat(values).as(name).isNotEqualTo(start.get(name)));
    }
}
