package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.study.SampleRows;
import rapidity.train.RunDirectory;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private Path recipe;
    private Path run;

    @BeforeEach
    void writeRecipe() throws IOException {
        SampleRows.of(100).write(folder.resolve("nowhere.npy"));
        recipe = Files.writeString(folder.resolve("recipe.yaml"), Refusal.RECIPE);
        run = folder.resolve("run");
    }

    @Test
    void printShowsEverySettingAndStops() throws IOException {
        Run print = Run.of("train", recipe, "--print", "--seed", 7, "training.optimizer.rate=2e-3");
        assertThat(print.status()).as(print.err()).isZero();
        assertThat(print.out())
                .contains(
                        "seed: 7\n", "    rate: 2e-3\n", "    beta2: 0.999\n", "  file: " + folder + "/nowhere.npy\n");
        Path complete = Files.writeString(folder.resolve("complete.yaml"), print.out());
        assertThat(Run.of("train", complete, "--print").out()).isEqualTo(print.out());
        assertThat(run).doesNotExist();
    }

    @Test
    void aDirectoryThatHoldsSomethingIsLeftAlone() throws IOException {
        Path mine = Files.writeString(Files.createDirectory(run).resolve("mine.txt"), "mine");
        Run result = Run.of("train", recipe, "--run", run);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().strip())
                .isEqualTo("rapidity train: " + run
                        + " exists and is not empty; choose another --run, or go on with --resume " + run);
        assertThat(run).isDirectoryContaining(mine::equals).isDirectoryNotContaining(f -> !f.equals(mine));
        assertThat(mine).hasContent("mine");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path below = Files.createFile(folder.resolve("file")).resolve("run");
        Run result = Run.of("train", recipe, "--run", below);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().strip()).hasLineCount(1).contains(below.toString());
    }

    @Test
    void aFolderWithoutWriteAccessIsNamed() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assumeFalse(!closed.toFile().setWritable(false) || Files.isWritable(closed), "this user may write anywhere");
        Run result = Run.of("train", recipe, "--run", closed.resolve("run"));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().strip()).hasLineCount(1).endsWith("closed/run: access is denied");
    }

    @Test
    void aLossThatIsNotFiniteStopsTheRunAndKeepsTheBatch() {
        Run result = Run.of("train", recipe, "--run", run, "training.optimizer.rate=1e30", "--quiet");
        assertThat(result.status()).isEqualTo(1);
        Path batch = run.resolve("non-finite-batch-of-step-2.safetensors");
        assertThat(result.err().strip())
                .hasLineCount(1)
                .startsWith("rapidity train: the loss of step 2 is ")
                .contains(batch.toString(), "Try a smaller learning rate");
        assertThat(batch).isNotEmptyFile();
        assertThat(run.resolve("model")).doesNotExist();
        assertThat(run.resolve("log.txt")).content().contains("the loss of step 2 is ");
    }

    @Test
    void aRunThatIsInUseIsRefused() throws IOException {
        Run result = Run.of("train", recipe, "--run", run, "training.optimizer.rate=1e30", "--quiet");
        assertThat(result.status()).isEqualTo(1);
        try (RunDirectory other = RunDirectory.open(run)) {
            Run second = Run.of("train", "--resume", other.path());
            assertThat(second.status()).isEqualTo(1);
            assertThat(second.err().strip()).isEqualTo("rapidity train: " + run + " is in use by another process");
        }
    }

    @Test
    void aCompleteRunIsNotTrainedAgainButDrawnAgain() throws IOException {
        assertThat(Run.of("train", recipe, "--run", run).status()).isZero();
        Files.delete(run.resolve("report.html"));
        Files.delete(folder.resolve("nowhere.npy"));
        Run again = Run.of("train", "--resume", run);
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err())
                .startsWith(run + " is complete; its report is drawn again")
                .doesNotContain("steps");
        assertThat(again.out().strip()).isEqualTo(run.toString());
        assertThat(run.resolve("report.html")).isNotEmptyFile();
    }

    /// The checkpoint of its last step is still there.
    @Test
    void aCompleteRunWhoseModelIsGoneGetsItAgain() throws IOException {
        assertThat(Run.of("train", recipe, "--run", run).status()).isZero();
        Path model = run.resolve("model/model.json");
        String before = Files.readString(model);
        Files.delete(model);
        Run again = Run.of("train", "--resume", run);
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(model).hasContent(before);
    }

    @Test
    void theResultIsJsonOnRequest() {
        Run result = Run.of("train", recipe, "--run", run, "--json");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out().strip()).isEqualTo("{\"run\":\"" + run + "\"}");
    }

    @Test
    void aResumedRunKeepsItsSettings() {
        Run result = Run.of("train", "--resume", run, "--seed", 3);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("A resumed run keeps its settings");
    }

    @Test
    void whatIsNoRunIsNotResumed() {
        Run result = Run.of("train", "--resume", folder);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err().strip())
                .isEqualTo("rapidity train: " + folder
                        + " is no run and no study: it has neither config.yaml nor study.yaml");
    }
}
