package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.net.MlpConfig;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Training in a process of its own that is killed, again and again, with a checkpoint at every step.
class KilledProcessTest {
    private static final int KILLS = 3;

    /// What the process does: trains on, from where the run stands, with so many threads.
    static final class Main {
        public static void main(String[] args) throws IOException {
            train(Path.of(args[0]), Integer.parseInt(args[1]));
        }
    }

    @TempDir
    Path folder;

    private static void train(Path path, int threads) throws IOException {
        ZggSample data = ZggSample.read().slice(0, 300);
        AmplitudePreprocessing constants =
                AmplitudePreprocessing.of(ZggSample.PARTICLES, data.momenta(), data.amplitudes());
        AmplitudeSurrogate surrogate =
                AmplitudeSurrogate.of(new MlpConfig(20, 16, 2, 1), constants, 1, Engine.of(Precision.FLOAT32));
        Batches batches = Batches.shuffled(ZggSample.rows(0, 200), 64, new RandomStreams(2));
        Training training = Training.of(400, Adam.of(1e-3))
                .withEma(new Ema(0.9))
                .withValidation(new Validation(3, 1000, Validation.Kept.BEST))
                .withCheckpointEvery(1);
        try (Workers workers = new Workers(threads);
                RunDirectory run = Files.isDirectory(path.resolve("checkpoint"))
                        ? RunDirectory.open(path)
                        : RunDirectory.create(path)) {
            AmplitudeRegression objective = new AmplitudeRegression(surrogate, data.momenta(), data.amplitudes());
            new Trainer(objective, batches, ZggSample.rows(200, 300), training, run, workers).train(Progress.NONE);
        }
    }

    private static Process start(Path run, int threads) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        run.toString(),
                        Integer.toString(threads))
                .redirectErrorStream(true)
                .redirectOutput(run.resolveSibling("output.txt").toFile())
                .start();
    }

    @Test
    void aRunThatWasKilledAtRandomMomentsEndsWithTheSameBits() throws IOException, InterruptedException {
        train(folder.resolve("whole"), 1);
        Path killed = folder.resolve("killed");
        long seed = System.nanoTime();
        RandomStream random = new RandomStreams(seed).stream("kill");
        for (int i = 0; i < KILLS; i++) {
            Process process = start(killed, 1 + i % 2);
            waitForStep(process, killed, random.nextInt(60));
            process.destroyForcibly().waitFor();
        }
        Process last = start(killed, 2);
        assertThat(last.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(last.exitValue())
                .as(Files.readString(folder.resolve("output.txt")))
                .isZero();
        for (String file : List.of("metrics.jsonl", "checkpoint/newest.safetensors", "checkpoint/best.safetensors")) {
            assertThat(killed.resolve(file))
                    .as("%s, seed %d", file, seed)
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }

    /// Waits until the process has made some steps more, then a random moment.
    private static void waitForStep(Process process, Path run, int steps) throws IOException, InterruptedException {
        Path metrics = run.resolve("metrics.jsonl");
        long before = lines(metrics);
        while (process.isAlive() && lines(metrics) < before + steps) {
            Thread.sleep(1);
        }
        Thread.sleep(steps % 7);
    }

    private static long lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }
}
