package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void nothingThatExistsIsOverwritten() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "three years");
        assertThatIOException()
                .isThrownBy(() -> RunDirectory.create(folder))
                .withMessage(folder + " exists and is not empty: choose another directory, or resume the run");
        assertThat(folder.resolve("thesis.txt")).hasContent("three years");
    }

    @Test
    void anEmptyDirectoryIsTaken() throws IOException {
        RunDirectory.create(folder).close();
        RunDirectory.open(folder).close();
    }

    @Test
    void onlyRunsAreOpened() {
        assertThatIOException().isThrownBy(() -> RunDirectory.open(folder)).withMessageContaining("is no run");
    }

    @Test
    void aRunIsOpenOnce() throws IOException {
        try (RunDirectory first = RunDirectory.create(folder.resolve("run"))) {
            assertThatIOException()
                    .isThrownBy(() -> RunDirectory.open(first.path()))
                    .withMessage(first.path() + " is in use by another process");
        }
        RunDirectory.open(folder.resolve("run")).close();
    }

    @Test
    void logLinesHaveTimesAndStay() throws IOException {
        Path path = folder.resolve("run");
        try (RunDirectory run = RunDirectory.create(path)) {
            run.log("first");
        }
        try (RunDirectory run = RunDirectory.open(path)) {
            run.log("second");
        }
        assertThat(Files.readAllLines(path.resolve("log.txt")))
                .satisfiesExactly(
                        line -> assertThat(line).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z  first"),
                        line -> assertThat(line).endsWith("  second"));
    }

    @Test
    void metricsAreCutWhereTheCheckpointWas() throws IOException {
        Path path = folder.resolve("run");
        long length;
        try (RunDirectory run = RunDirectory.create(path)) {
            run.metric("{\"step\":1}");
            length = run.saveMetrics();
            run.metric("{\"step\":2}");
        }
        Files.writeString(path.resolve("metrics.jsonl"), Files.readString(path.resolve("metrics.jsonl")) + "{\"st");
        try (RunDirectory run = RunDirectory.open(path)) {
            run.cutMetrics(length);
            run.metric("{\"step\":2,\"again\":true}");
            assertThatIOException().isThrownBy(() -> run.cutMetrics(1000)).withMessageContaining("it was cut since");
        }
        assertThat(path.resolve("metrics.jsonl")).hasContent("{\"step\":1}\n{\"step\":2,\"again\":true}\n");
    }
}
