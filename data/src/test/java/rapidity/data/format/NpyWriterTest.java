package rapidity.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NpyWriterTest {
    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void theBytesAreThoseOfNumpy() throws IOException {
        Path file = folder.resolve("cube.npy");
        try (NpyWriter writer = NpyWriter.create(file, WhenExists.REFUSE, NpyType.FLOAT64, 4, 2)) {
            writer.rows().write(new double[] {0, 1, 2, 3, 4, 5, 6, 7});
            for (int i = 8; i < 24; i += 8) {
                writer.rows().write(new long[] {i, i + 1, i + 2, i + 3, i + 4, i + 5, i + 6, i + 7});
            }
            assertThat(writer.rows().count()).isEqualTo(3);
            writer.commit();
        }
        assertThat(file).hasSameBinaryContentAs(NumpyFixtures.file("cube.npy"));
        assertThat(files()).containsExactly(file);
    }

    @ParameterizedTest
    @EnumSource(NpyType.class)
    void whatIsWrittenIsReadBack(NpyType type) throws IOException {
        Path file = folder.resolve("x.npy");
        int rows = 50_000;
        try (NpyWriter writer = NpyWriter.create(file, WhenExists.REFUSE, type)) {
            for (int i = 0; i < rows; i++) {
                writer.rows().write((double) (i % 2));
            }
            writer.commit();
        }
        try (NpyArray array = NpyArray.open(file)) {
            assertThat(array.header().shape()).containsExactly((long) rows);
            assertThat(array.header().type()).isEqualTo(type);
            assertThat(array.doubles(1, rows))
                    .isEqualTo(IntStream.range(1, rows).mapToDouble(i -> i % 2).toArray());
        }
    }

    @Test
    void valuesRoundToFloatsAndMustFitIntegers() throws IOException {
        Path file = folder.resolve("x.npy");
        try (NpyWriter writer = NpyWriter.create(file, WhenExists.REFUSE, NpyType.FLOAT32)) {
            writer.rows().write(Math.PI, 1e300);
            writer.rows().write(0.1f);
            writer.commit();
        }
        try (NpyArray array = NpyArray.open(file)) {
            assertThat(array.floats(0, 3)).containsExactly((float) Math.PI, Float.POSITIVE_INFINITY, 0.1f);
        }
        NpyRows bytes = NpyWriter.create(folder.resolve("y.npy"), WhenExists.REFUSE, NpyType.UINT8)
                .rows();
        bytes.write(255L);
        assertThatThrownBy(() -> bytes.write(256L)).hasMessage("type u1 does not hold the value 256");
        assertThatThrownBy(() -> bytes.write(-1.0)).hasMessageContaining("-1");
        NpyRows bools = NpyWriter.create(folder.resolve("z.npy"), WhenExists.REFUSE, NpyType.BOOL)
                .rows();
        assertThatThrownBy(() -> bools.write(2L)).hasMessage("type b1 does not hold the value 2");
        assertThatThrownBy(() -> bytes.write(0.5)).hasMessage("type u1 does not hold the value 0.5");
    }

    @Test
    void withoutACommitNothingIsLeft() throws IOException {
        try (NpyWriter writer = NpyWriter.create(folder.resolve("x.npy"), WhenExists.REFUSE, NpyType.FLOAT64)) {
            writer.rows().write(1.0);
            assertThat(files()).hasSize(1).doesNotContain(folder.resolve("x.npy"));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void anExistingFileIsKeptUnlessItIsToBeReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("x.npy"), "precious");
        assertThatThrownBy(() -> NpyWriter.create(file, WhenExists.REFUSE, NpyType.FLOAT64))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("x.npy");
        try (NpyWriter writer = NpyWriter.create(file, WhenExists.REPLACE, NpyType.FLOAT64)) {
            assertThat(file).hasContent("precious");
            writer.commit();
        }
        try (NpyArray array = NpyArray.open(file)) {
            assertThat(array.rows()).isZero();
        }
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aFileThatAppearsMeanwhileIsKeptToo() throws IOException {
        Path file = folder.resolve("x.npy");
        try (NpyWriter writer = NpyWriter.create(file, WhenExists.REFUSE, NpyType.FLOAT64)) {
            Files.writeString(file, "precious");
            assertThatThrownBy(writer::commit).isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(file).hasContent("precious");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void halfARowIsAMistake() throws IOException {
        try (NpyWriter writer = NpyWriter.create(folder.resolve("x.npy"), WhenExists.REFUSE, NpyType.FLOAT64, 4)) {
            assertThatThrownBy(() -> writer.rows().write(1.0, 2.0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expected rows of 4 numbers, got 2 numbers");
        }
        assertThatThrownBy(() -> NpyWriter.create(folder.resolve("x.npy"), WhenExists.REFUSE, NpyType.INT8, -1))
                .hasMessageContaining("-1");
        assertThat(files()).isEmpty();
    }

    @Test
    void anArchiveRoundTripsAndIsTheSameBytesEachTime() throws IOException {
        Path first = archive("first.npz");
        Path second = archive("second.npz");
        assertThat(first).hasSameBinaryContentAs(second);
        try (ZipFile zip = new ZipFile(first.toFile())) {
            assertThat(zip.stream().map(entry -> entry.getTimeLocal().getYear()))
                    .containsOnly(1980);
        }
        try (NpzFile npz = NpzFile.open(first)) {
            assertThat(npz.names()).containsExactly("scores", "labels", "threshold", "none");
            assertThat(npz.array("scores").floats(0, 2)).containsExactly(0.25f, 0.5f, 0.75f, 1f);
            assertThat(npz.array("labels").longs(0, 2)).containsExactly(1, 0);
            assertThat(npz.array("threshold").doubles(0, 1)).containsExactly(0.3);
            assertThat(npz.array("none").rows()).isEqualTo(3);
        }
    }

    private Path archive(String name) throws IOException {
        Path file = folder.resolve(name);
        try (NpzWriter npz = NpzWriter.create(file, WhenExists.REFUSE)) {
            NpyRows scores = npz.array("scores", NpyType.FLOAT32, 2, 2);
            scores.write(0.25f, 0.5f);
            scores.write(0.75f, 1f);
            npz.array("labels", NpyType.BOOL, 2).write(1L, 0L);
            npz.array("threshold", NpyType.FLOAT64).write(0.3);
            npz.array("none", NpyType.FLOAT64, 3, 0);
            npz.commit();
        }
        return file;
    }

    @Test
    void anArrayThatLacksRowsIsNotCommitted() throws IOException {
        try (NpzWriter npz = NpzWriter.create(folder.resolve("x.npz"), WhenExists.REFUSE)) {
            npz.array("x", NpyType.FLOAT64, 3).write(1.0, 2.0);
            assertThatThrownBy(npz::commit).hasMessage("array x of shape [3] got 2 rows");
        }
        assertThat(files()).isEmpty();
    }
}
