package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training in processes of their own, each killed at a random moment and followed by one that resumes.
class KilledTrainingTest {
    private static final int STEPS = 40;
    private static final int LIVES = 2;
    private static final int SIGINT = 2;
    private static final int SIGKILL = 9;

    private static final String RECIPE = """
            task: amplitudes
            data:
              process: zg
              file: %s
              split: {train: 1000, validation: 200, test: 200}
            nets:
              lgatr: {kind: lgatr, blocks: 1, multivectors: 2, scalars: 4, heads: 1}
            training: {steps: %d, batch: 32, validate-every: 7, log-every: 1, checkpoint-every: 1, ema-decay: 0.9}
            """;

    @TempDir
    private Path folder;

    @Test
    void killedAndInterruptedAndResumedItGoesOnToTheSameBits() throws IOException, InterruptedException {
        Path events = Path.of("../samples/zg.npy").toRealPath();
        Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE.formatted(events, STEPS));
        Path killed = folder.resolve("killed");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int life = 0; life < LIVES; life++) {
            List<String> arguments = life == 0
                    ? List.of("train", recipe.toString(), "--run", killed.toString())
                    : List.of("train", "--resume", killed.toString(), "--threads", Integer.toString(1 + life % 3));
            long lastLine = 1 + (long) ((life + random.nextDouble()) * STEPS / LIVES);
            int signal = life == 1 && interruptsArrive() ? SIGINT : SIGKILL;
            die(killed, arguments, lastLine, signal, random.nextInt(30), seed);
        }
        Run last = Run.of("train", "--resume", killed, "--quiet");
        assertThat(last.status()).as(last.err()).isZero();
        Path whole = folder.resolve("whole");
        assertThat(Run.of("train", recipe, "--run", whole, "--quiet").status()).isZero();
        assertThat(lines(whole)).isEqualTo(STEPS);
        for (String file : List.of("metrics.jsonl", "model/weights.safetensors", "checkpoint/best.safetensors")) {
            assertThat(killed.resolve(file)).as("seed %d", seed).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    /// Sends a signal some time after a line of metrics was written.
    private void die(Path run, List<String> arguments, long lastLine, int signal, int milliseconds, long seed)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        try (RapidityProcess training = RapidityProcess.start(output, arguments)) {
            assertThat(training.runsUntil(() -> lines(run) >= lastLine))
                    .as("seed %d: %s", seed, training.said())
                    .isTrue();
            Thread.sleep(milliseconds);
            training.kill(signal);
            assertThat(training.end()).as("seed %d: %s", seed, training.said()).isEqualTo(128 + signal);
            if (signal == SIGINT) {
                assertThat(training.said()).contains("go on with: rapidity train --resume " + run);
            }
        }
    }

    private static long lines(Path run) {
        try (Stream<String> lines = Files.lines(run.resolve("metrics.jsonl"))) {
            return lines.count();
        } catch (IOException e) {
            return 0;
        }
    }

    /// A shell without job control starts what runs in the background, and so this test, with SIGINT ignored.
    private static boolean interruptsArrive() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return true;
        }
        String mask = "SigIgn:";
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(mask))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring(mask.length()).strip(), 16) >> (SIGINT - 1) & 1) == 0;
    }
}
