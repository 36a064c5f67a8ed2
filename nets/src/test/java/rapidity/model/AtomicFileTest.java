package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void newContentReplacesTheOld() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old and long");
        AtomicFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFailureLeavesTheOldContent() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old");
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, channel -> {
                    channel.write(ByteBuffer.allocate(3));
                    throw new IOException("a cable came loose");
                }))
                .withMessage("cannot write " + file + ": a cable came loose");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFullDiskIsNamedAndLeavesTheOldContent() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "this system has no /dev/full");
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old");
        Files.createSymbolicLink(folder.resolve(".a.txt.part"), full);
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, "new"))
                .withMessage("cannot write " + file + ": No space left on device");
        assertThat(file).hasContent("old");
    }

    @Test
    void aMissingFolderIsNamed() {
        Path file = folder.resolve("nowhere").resolve("a.txt");
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, "new"))
                .withMessage("cannot write " + file + ": its folder does not exist");
    }

    @Test
    void whatAKilledProcessLeftBehindDoesNotMatter() throws IOException {
        Path file = folder.resolve("a.txt");
        Files.writeString(folder.resolve(".a.txt.part"), "half of something lon");
        AtomicFile.write(file, "whole");
        assertThat(file).hasContent("whole");
    }
}
