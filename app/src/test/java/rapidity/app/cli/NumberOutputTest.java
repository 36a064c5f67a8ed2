package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.data.format.WhenExists;

class NumberOutputTest {
    private static final List<String> NAMES = List.of("me2", "weight");

    @TempDir
    private Path folder;

    private Path written(String name, int columns) throws IOException {
        Path file = folder.resolve(name);
        try (NumberOutput out =
                NumberOutput.open(file, WhenExists.REFUSE, "me2", 4 / columns, NAMES.subList(0, columns))) {
            out.write(1, 0.25);
            out.write(-3e-7, 4);
            out.commit();
        }
        return file;
    }

    @Test
    void theEndingChoosesTheFormat() throws IOException {
        try (NpyArray npy = NpyArray.open(written("a.npy", 2))) {
            assertThat(npy.header().shape()).containsExactly(2L, 2L);
            assertThat(npy.doubles(0, 2)).containsExactly(1, 0.25, -3e-7, 4);
        }
        try (NpzFile npz = NpzFile.open(written("a.npz", 1));
                NpyArray array = npz.array("me2")) {
            assertThat(array.header().shape()).containsExactly(4L);
            assertThat(array.doubles(0, 4)).containsExactly(1, 0.25, -3e-7, 4);
        }
        assertThat(written("a.csv", 2)).hasContent("me2,weight\n1.0,0.25\n-3.0E-7,4.0\n");
    }

    @Test
    void withoutCommitNothingIsLeft() throws IOException {
        try (NumberOutput out = NumberOutput.open(folder.resolve("a.csv"), WhenExists.REFUSE, "a", 1, NAMES)) {
            out.write(1, 2);
        }
        assertThat(Files.list(folder)).isEmpty();
    }

    @Test
    void aFullDiskIsToldWithTheFile() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        NumberOutput lines = new NumberOutput.Lines(new PrintWriter(full, true), 1);
        NumberOutput out = new NumberOutput.Named(Path.of("big.npy"), lines, lines::write);
        assertThatThrownBy(() -> out.write(1))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("big.npy: it could not");
    }
}
