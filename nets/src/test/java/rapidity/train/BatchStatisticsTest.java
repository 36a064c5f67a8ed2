package rapidity.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.net.CgennConfig;
import rapidity.net.DsiConfig;
import rapidity.net.NetConfig;
import rapidity.random.RandomStreams;

/// Networks that keep statistics of batches in training: CGENN of each, DSI of the first.
class BatchStatisticsTest {
    private static final DsiConfig DSI = new DsiConfig(List.of(0, 0, 1, 2, 2), 4, 1, 2, 1);

    private static final Training TRAINING = Training.of(7, Adam.of(1e-2))
            .withEma(new Ema(0.9))
            .withValidation(new Validation(3, 100, Validation.Kept.LAST))
            .withCheckpointEvery(2);

    /// Of numbers of order one in single precision.
    private static final double ROUNDING = 1e-6;

    @TempDir
    Path folder;

    static List<NetConfig> networks() {
        return List.of(new CgennConfig(3, new Channels(2, 5), 4, 1, 1, 0.2), DSI);
    }

    private static AmplitudeRegression objective(NetConfig net) throws IOException {
        ZggSample data = ZggSample.read().slice(0, 16);
        AmplitudePreprocessing constants =
                AmplitudePreprocessing.of(ZggSample.PARTICLES, data.momenta(), data.amplitudes());
        AmplitudeSurrogate surrogate = AmplitudeSurrogate.of(net, constants, 3, Engine.of(Precision.FLOAT32));
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

    @ParameterizedTest
    @MethodSource("networks")
    void aRunThatWasKilledGoesOnWithItsStatisticsToTheSameBits(NetConfig net) throws IOException {
        AmplitudeRegression whole = objective(net);
        Map<String, double[]> start = whole.weights().read();
        train("whole", whole, 1, Progress.NONE);
        assertThatIllegalStateException()
                .isThrownBy(() -> train("killed", objective(net), 2, report -> {
                    if (report.step() == 5) {
                        throw new IllegalStateException("killed");
                    }
                }));
        AmplitudeRegression resumed = objective(net);
        train("killed", resumed, 2, Progress.NONE);
        Map<String, double[]> end = whole.weights().read();
        assertThat(resumed.weights().read()).usingRecursiveComparison().isEqualTo(end);
        end.forEach((name, values) -> assertThat(values).as(name).isNotEqualTo(start.get(name)));
    }

    @Test
    void deepSetsKeepTheStatisticsOfTheFirstBatch() throws IOException {
        AmplitudeRegression objective = objective(DSI);
        train("dsi", objective, 2, Progress.NONE);
        ZggSample data = ZggSample.read().slice(0, 16);
        double scale = AmplitudePreprocessing.of(ZggSample.PARTICLES, data.momenta(), data.amplitudes())
                .momentumScale();
        int[] first = Batches.shuffled(ZggSample.rows(0, 10), 10, new RandomStreams(8))
                .at(0);
        double[] logarithms = IntStream.of(first)
                .mapToDouble(e ->
                        Math.log(data.momenta().at(e, 1).dot(data.momenta().at(e, 4)) / (scale * scale)))
                .toArray();
        double mean = Arrays.stream(logarithms).average().orElseThrow();
        double squares =
                Arrays.stream(logarithms).map(x -> (x - mean) * (x - mean)).sum();
        // the pair of particles 1 and 4 is number 8: five pairs with 0, then 1 with 1, 2, 3
        Map<String, double[]> weights = objective.weights().read();
        assertThat(requireNonNull(weights.get("inv_mean"))[8]).isCloseTo(mean, within(ROUNDING));
        assertThat(requireNonNull(weights.get("inv_std"))[8]).isCloseTo(Math.sqrt(squares / 9), within(ROUNDING));
    }
}
