package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.SampleRows;

/// A process that may not write files beyond a size: what it meets is what a full disk gives it.
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
    /// Blocks of 512 or 1024 bytes, depending on the shell: more than the settings need, less than a checkpoint.
    private static final int BLOCKS = 60;

    @TempDir
    private Path folder;

    @Test
    void aCheckpointThatCannotBeWrittenEndsTheRunWhichGoesOnWhenThereIsRoom() throws Exception {
        SampleRows.of(100).write(folder.resolve("nowhere.npy"));
        String text = Refusal.RECIPE.replace("layers: 1, width: 4", "layers: 2, width: 100");
        Path recipe = Files.writeString(folder.resolve("recipe.yaml"), text);
        Path run = folder.resolve("run");
        List<String> shell = List.of("sh", "-c", "ulimit -f " + BLOCKS + " && exec \"$@\"", "sh");
        List<String> train = List.of("train", recipe.toString(), "--run", run.toString(), "--quiet");
        try (RapidityProcess limited = RapidityProcess.start(folder.resolve("output.txt"), shell, train)) {
            assertThat(limited.end()).as(limited.said()).isEqualTo(1);
            assertThat(limited.said())
                    .contains("rapidity train: cannot write " + run.resolve("checkpoint/newest.safetensors") + ": ")
                    .contains("The run can be resumed from step 0 once that is mended");
        }
        assertThat(run.resolve("checkpoint")).isEmptyDirectory();
        assertThat(run.resolve("model")).doesNotExist();
        assertThat(Run.of("train", "--resume", run, "--quiet").status()).isZero();
        Path whole = folder.resolve("whole");
        assertThat(Run.of("train", recipe, "--run", whole, "--quiet").status()).isZero();
        assertSame(run, whole, "metrics.jsonl");
        assertSame(run, whole, "model/weights.safetensors");
    }

    private static void assertSame(Path run, Path whole, String file) throws IOException {
        assertThat(Files.readAllBytes(run.resolve(file))).isEqualTo(Files.readAllBytes(whole.resolve(file)));
    }
}
