package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.Safetensors;
import rapidity.net.LgatrConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.random.RandomStreams;

class TrainerTest {
    private static final NetConfig MLP = new MlpConfig(20, 16, 2, 1);
    private static final NetConfig LGATR = LgatrConfig.v2(
                    new Channels(1, 3), new Channels(2, 4), new Channels(1, 0), 1, 1)
            .withBlock(b -> b.withDropout(0.1));
    private static final int[] TRAINING_EVENTS = ZggSample.rows(0, 230);
    private static final int[] VALIDATION_EVENTS = ZggSample.rows(230, 300);

    /// Everything at once: an average, a schedule, decay, clipping, more than one epoch.
    private static final Training TRAINING = Training.of(42, AdamW.of(3e-3))
            .withSchedule(new OneCycle(3e-3, 42, 0.3))
            .withClipping(Clipping.of(1))
            .withEma(new Ema(0.9))
            .withValidation(new Validation(7, 100, Validation.Kept.BEST))
            .withCheckpointEvery(5);

    private static ZggSample data;

    @TempDir
    Path folder;

    @BeforeAll
    static void readData() throws IOException {
        data = ZggSample.read().slice(0, 300);
    }

    private static AmplitudeRegression objective(NetConfig net, Precision precision) {
        AmplitudePreprocessing constants =
                AmplitudePreprocessing.of(ZggSample.PARTICLES, data.momenta(), data.amplitudes());
        AmplitudeSurrogate surrogate = AmplitudeSurrogate.of(net, constants, 3, Engine.of(precision));
        return new AmplitudeRegression(surrogate, data.momenta(), data.amplitudes());
    }

    private static Batches batches() {
        return Batches.shuffled(TRAINING_EVENTS, 100, new RandomStreams(8));
    }

    private Trainer.Outcome train(String name, Objective objective, Training t, int threads, Progress progress)
            throws IOException {
        Path path = folder.resolve(name);
        try (Workers workers = new Workers(threads);
                RunDirectory run = Files.exists(path) ? RunDirectory.open(path) : RunDirectory.create(path)) {
            return new Trainer(objective, batches(), VALIDATION_EVENTS, t, run, workers).train(progress);
        }
    }

    private byte[] bytes(String run, String file) throws IOException {
        return Files.readAllBytes(folder.resolve(run).resolve(file));
    }

    private void assertSameRun(String a, String b) throws IOException {
        for (String file : List.of("metrics.jsonl", "checkpoint/newest.safetensors", "checkpoint/best.safetensors")) {
            assertThat(bytes(a, file)).as(file).isEqualTo(bytes(b, file));
        }
    }

    /// As good as a killed process: nothing is saved any more.
    private static Progress killedAfter(int step) {
        return report -> {
            if (report.step() == step) {
                throw new IllegalStateException("killed");
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"MLP, FLOAT64", "LGATR, FLOAT32"})
    void aKilledRunGoesOnToTheSameBits(String net, Precision precision) throws IOException {
        NetConfig config = net.equals("MLP") ? MLP : LGATR;
        AmplitudeRegression whole = objective(config, precision);
        Trainer.Outcome expected = train("whole", whole, TRAINING, 1, Progress.NONE);
        int threads = 1;
        for (int step : new int[] {3, 5, 14, 29, 42}) {
            threads = 3 - threads;
            int n = threads;
            assertThatIllegalStateException()
                    .isThrownBy(() -> train("killed", objective(config, precision), TRAINING, n, killedAfter(step)));
        }
        AmplitudeRegression resumed = objective(config, precision);
        assertThat(train("killed", resumed, TRAINING, 2, Progress.NONE)).isEqualTo(expected);
        assertSameRun("killed", "whole");
        assertThat(resumed.weights().read())
                .usingRecursiveComparison()
                .isEqualTo(whole.weights().read());
    }

    @Test
    void aRunThatWasAskedToStopGoesOnToTheSameBits() throws IOException {
        train("whole", objective(MLP, Precision.FLOAT32), TRAINING, 1, Progress.NONE);
        Progress impatient = new Progress() {
            private long last;

            @Override
            public void step(Report report) {
                last = report.step();
            }

            @Override
            public boolean stopRequested() {
                return last == 23;
            }
        };
        Trainer.Outcome stopped = train("stopped", objective(MLP, Precision.FLOAT32), TRAINING, 1, impatient);
        assertThat(stopped.end()).isEqualTo(Trainer.End.STOPPED);
        assertThat(stopped.steps()).isEqualTo(23);
        train("stopped", objective(MLP, Precision.FLOAT32), TRAINING, 1, Progress.NONE);
        assertSameRun("stopped", "whole");
    }

    @Test
    void aProcessKilledBetweenTheTwoCheckpointsLosesNoBestState() throws IOException {
        train("whole", objective(MLP, Precision.FLOAT32), TRAINING, 1, Progress.NONE);
        assertThatIllegalStateException()
                .isThrownBy(() -> train("killed", objective(MLP, Precision.FLOAT32), TRAINING, 1, killedAfter(7)));
        Path checkpoints = folder.resolve("killed").resolve("checkpoint");
        Path best = checkpoints.resolve("best.safetensors");
        Files.move(best, checkpoints.resolve("old"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(checkpoints.resolve(".newest.safetensors.part"), "half a checkpoint");
        assertThatIllegalStateException()
                .isThrownBy(() -> train("killed", objective(MLP, Precision.FLOAT32), TRAINING, 1, killedAfter(8)));
        assertThat(best).hasSameBinaryContentAs(checkpoints.resolve("old"));
        train("killed", objective(MLP, Precision.FLOAT32), TRAINING, 1, Progress.NONE);
        assertSameRun("killed", "whole");
    }

    @Test
    void aCompleteRunIsNotTrainedAgain() throws IOException {
        AmplitudeRegression first = objective(MLP, Precision.FLOAT32);
        Trainer.Outcome expected = train("run", first, TRAINING, 1, Progress.NONE);
        AmplitudeRegression again = objective(MLP, Precision.FLOAT32);
        assertThat(train("run", again, TRAINING, 1, killedAfter(42))).isEqualTo(expected);
        assertThat(again.weights().read())
                .usingRecursiveComparison()
                .isEqualTo(first.weights().read());
    }

    @Test
    void theResultIsTheAverageOfTheBestStep() throws IOException {
        AmplitudeRegression objective = objective(MLP, Precision.FLOAT32);
        Trainer.Outcome outcome = train("run", objective, TRAINING, 1, Progress.NONE);
        Safetensors best = Safetensors.read(folder.resolve("run").resolve("checkpoint/best.safetensors"));
        objective
                .weights()
                .read()
                .forEach((name, values) -> assertThat(values)
                        .isEqualTo(best.tensors().get("average." + name).values())
                        .isNotEqualTo(best.tensors().get("weights." + name).values()));
        try (Workers workers = new Workers(1)) {
            assertThat(new MeanLoss(objective, workers).of(objective.weights(), VALIDATION_EVENTS))
                    .isEqualTo(outcome.validation());
        }
    }

    /// Trains on the first events with constants of the first events.
    private AmplitudeRegression trained(String run, ZggSample events) throws IOException {
        ZggSample training = events.slice(0, 230);
        AmplitudePreprocessing constants =
                AmplitudePreprocessing.of(ZggSample.PARTICLES, training.momenta(), training.amplitudes());
        AmplitudeSurrogate surrogate = AmplitudeSurrogate.of(MLP, constants, 3, Engine.of(Precision.FLOAT32));
        AmplitudeRegression objective = new AmplitudeRegression(surrogate, events.momenta(), events.amplitudes());
        train(run, objective, TRAINING.withValidation(new Validation(7, 100, Validation.Kept.LAST)), 1, Progress.NONE);
        return objective;
    }

    @Test
    void changingTheTestPartChangesNoWeight() throws IOException {
        ZggSample changed = data.slice(0, 300);
        for (int i = 230; i < 300; i++) {
            changed.amplitudes()[i] *= Math.exp(5);
            for (int k = 0; k < 20; k++) {
                changed.momenta().values()[20 * i + k] *= 1e6;
            }
        }
        assertThat(trained("changed", changed).weights().read())
                .usingRecursiveComparison()
                .isEqualTo(trained("original", data).weights().read());
    }

    @Test
    void theLossFalls() throws IOException {
        List<Progress.Report> reports = new ArrayList<>();
        Training t = Training.of(200, Adam.of(3e-3)).withValidation(new Validation(50, 9, Validation.Kept.BEST));
        Trainer.Outcome outcome = train("run", objective(MLP, Precision.FLOAT32), t, 1, reports::add);
        assertThat(reports).hasSize(200);
        assertThat(reports.getLast().secondsLeft()).isZero();
        assertThat(reports.get(49).validation()).isPresent();
        assertThat(reports.get(0).loss()).isGreaterThan(0.7);
        assertThat(outcome.validation()).isLessThan(0.5);
    }

    @Test
    void trainingEndsWhenTheValidationLossDoesNotImprove() throws IOException {
        Training t = Training.of(10_000, Adam.of(0.1)).withValidation(new Validation(2, 3, Validation.Kept.LAST));
        Trainer.Outcome outcome = train("run", objective(MLP, Precision.FLOAT32), t, 1, Progress.NONE);
        assertThat(outcome.end()).isEqualTo(Trainer.End.NO_IMPROVEMENT);
        assertThat(outcome.steps()).isEqualTo(outcome.bestStep() + 2 * 4);
    }

    @Test
    void aLossThatIsNotFiniteStopsTheRunAndKeepsTheBatch() throws IOException {
        Training t = Training.of(100, Adam.of(1e30)).withValidation(new Validation(1000, 3, Validation.Kept.LAST));
        assertThatExceptionOfType(NonFiniteLossException.class)
                .isThrownBy(() -> train("run", objective(MLP, Precision.FLOAT32), t, 1, Progress.NONE))
                .withMessageMatching("the loss of step 2 is (NaN|Infinity), its gradient norm .*, from 100 events,"
                        + " rows \\[.*\\] and so on, each of them alone: the weights have diverged; they are kept in"
                        + " .*");
        Safetensors batch = Safetensors.read(folder.resolve("run").resolve("non-finite-batch-of-step-2.safetensors"));
        double[] rows = batch.tensors().get("rows").values();
        assertThat(rows).hasSize(100);
        int first = (int) rows[0];
        assertThat(batch.tensors().get("momenta").values())
                .startsWith(data.momenta().rows(first).values());
        assertThat(folder.resolve("run").resolve("log.txt")).content().contains("the loss of step 2 is");
    }

    @Test
    void aFullDiskLeavesTheLastCheckpointAndOneSentence() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "this system has no /dev/full");
        train("whole", objective(MLP, Precision.FLOAT32), TRAINING, 1, Progress.NONE);
        Path part = folder.resolve("run").resolve("checkpoint").resolve(".newest.safetensors.part");
        Progress filling = report -> {
            if (report.step() == 13) {
                link(part, full);
            }
        };
        assertThatIOException()
                .isThrownBy(() -> train("run", objective(MLP, Precision.FLOAT32), TRAINING, 1, filling))
                .withMessageMatching("cannot write .*newest.safetensors: No space left on device. The run can be"
                        + " resumed from step 10 once that is mended");
        train("run", objective(MLP, Precision.FLOAT32), TRAINING, 1, Progress.NONE);
        assertSameRun("run", "whole");
    }

    private static void link(Path from, Path to) {
        try {
            Files.createSymbolicLink(from, to);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCheckpointOfOtherBatchesOrAnotherNetworkIsRefused() throws IOException {
        train("run", objective(MLP, Precision.FLOAT32), TRAINING, 1, Progress.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train("run", objective(LGATR, Precision.FLOAT32), TRAINING, 1, Progress.NONE))
                .withMessageContaining("another configuration");
        try (Workers workers = new Workers(1);
                RunDirectory run = RunDirectory.open(folder.resolve("run"))) {
            Batches other = Batches.inOrder(TRAINING_EVENTS, 100);
            AmplitudeRegression objective = objective(MLP, Precision.FLOAT32);
            Trainer trainer = new Trainer(objective, other, VALIDATION_EVENTS, TRAINING, run, workers);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trainer.train(Progress.NONE))
                    .withMessageContaining("230 events shuffled with seed 8, 100 a batch")
                    .withMessageContaining("230 events in order, 100 a batch");
        }
    }
}
