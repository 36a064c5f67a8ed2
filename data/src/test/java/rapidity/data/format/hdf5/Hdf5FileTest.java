package rapidity.data.format.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzFile;

class Hdf5FileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"types", "indices", "tree1", "masks"})
    void everyDatasetHasTheValuesThatH5pyReads(String name) throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file(name + ".h5"));
                NpzFile expected = NpzFile.open(Hdf5Fixtures.file(name + ".npz"))) {
            assertThat(expected.names()).isNotEmpty();
            for (String key : expected.names()) {
                compare(file.dataset(key.replace("__", "/")), expected.array(key));
            }
        }
    }

    private static void compare(Hdf5Dataset found, NpyArray expected) throws IOException {
        assertThat(found.type()).as(found.name()).isEqualTo(expected.header().type());
        assertThat(found.shape())
                .as(found.name())
                .isEqualTo(expected.header().shape().stream().mapToLong(n -> n).toArray());
        long rows = found.rows();
        if (found.type().isInteger()) {
            if (found.type() != NpyType.UINT64 || !found.name().equals("huge")) {
                assertThat(found.longs(0, rows)).as(found.name()).isEqualTo(expected.longs(0, rows));
            }
            return;
        }
        assertThat(found.doubles(0, rows)).as(found.name()).isEqualTo(expected.doubles(0, rows));
        assertThat(found.floats(0, rows)).as(found.name()).isEqualTo(expected.floats(0, rows));
    }

    @Test
    void everyFilterGivesTheSameValues() throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("filters.h5"));
                NpzFile expected = NpzFile.open(Hdf5Fixtures.file("filters.npz"))) {
            assertThat(file.names()).hasSizeGreaterThan(35);
            for (String name : file.names()) {
                String last = name.substring(name.lastIndexOf('/') + 1);
                String key = expected.names().contains(last) ? last : "plain";
                compare(file.dataset(name), expected.array(key));
            }
        }
    }

    @Test
    void anyRangeOfRowsIsPartOfAllRows() throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("tree1.h5"))) {
            for (String name : new String[] {"plane", "cube"}) {
                Hdf5Dataset data = file.dataset(name);
                double[] all = data.doubles(0, 30);
                int length = (int) data.rowLength();
                for (int from = 0; from <= 30; from += 3) {
                    for (int to = from; to <= 30; to += 4) {
                        assertThat(data.doubles(from, to))
                                .isEqualTo(Arrays.copyOfRange(all, from * length, to * length));
                    }
                }
            }
        }
    }

    @Test
    void integersAreNeverRoundedOrCut() throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("types.h5"))) {
            assertThat(file.dataset("event_id").longs(0, 2)).containsExactly(2017010309250121L, -1);
            assertThatThrownBy(() -> file.dataset("huge").longs(0, 2))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("types.h5", "dataset huge", "9223372036854775813");
            assertThat(file.dataset("halves").floats(0, 3)).containsExactly(65504, 0x1p-24f, -2.5f);
        }
    }

    @Test
    void membersOfACompoundAreReadByName() throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("types.h5"))) {
            Hdf5Dataset pairs = file.dataset("pairs");
            assertThat(pairs.members()).containsExactly("n", "pt");
            assertThat(pairs.member("n").longs(0, 2)).containsExactly(1, 3);
            assertThat(pairs.member("pt").doubles(1, 2)).containsExactly(4.5);
            assertThatThrownBy(() -> pairs.member("eta")).hasMessageContainingAll("'eta'", "[n, pt]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text, text",
        "words, variable-length",
        "complex, compound",
        "nothing, holds nothing",
        "odd_integer, 24 bits",
        "missing, 'only ['"
    })
    void whatIsNoNumberIsRefusedByName(String name, String found) throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("types.h5"))) {
            assertThatThrownBy(() -> {
                        Hdf5Dataset dataset = file.dataset(name);
                        if (dataset.isCompound()) {
                            throw new DataFormatException(file.path(), name, "", "compound");
                        }
                    })
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("types.h5", name, found);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "scale_offset, 'filter 6 (scale-offset)'",
        "zfp, 'filter 32013 (ZFP)'",
        "blosc2, 'filter 32026 (Blosc2)'",
        "sz, 'filter 32024 (SZ3)'"
    })
    void aFilterThatIsNotReadIsNamedWithTheCure(String name, String found) throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("refused.h5"))) {
            assertThat(file.dataset("plain").longs(0, 30)).hasSize(120);
            assertThatThrownBy(() -> file.dataset(name))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("refused.h5: dataset " + name, found, "h5repack");
        }
    }

    /// Found wrong in jhdf 0.13.0 (its issue 873), which is why chunks are read here.
    @Test
    void filtersThatWereSkippedForAChunkAreNotUndone() throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("masks.h5"))) {
            assertThat(file.dataset("skipped").floats(0, 192)).startsWith(0).endsWith(0);
            long[] counted = new long[32];
            Arrays.setAll(counted, i -> i);
            assertThat(file.dataset("direct").longs(0, 32)).isEqualTo(counted);
            assertThatThrownBy(() -> file.dataset("unknown_bit").longs(0, 8))
                    .hasMessageContainingAll("dataset unknown_bit, chunk from element [0]", "filter mask 16");
        }
    }

    /// 2.24 GB in chunks, nearly all of them never written.
    @Test
    void rowsBeyondTwoGigabytesAreReadOnBothSidesOfTheBorder() throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("large.h5"))) {
            Hdf5Dataset jets = file.dataset("jets");
            float[] rows = jets.floats(671087, 671090);
            for (int i = 0; i < 3; i++) {
                assertThat(rows[800 * i]).isEqualTo(671087 + i);
                assertThat(rows[800 * i + 799]).isEqualTo(-(671087 + i));
            }
            assertThat(jets.floats(5, 6)).startsWith(5, 0);
            assertThat(jets.floats(300_000, 300_001)).containsOnly(0);
        }
    }

    @Test
    void aContiguousDatasetMayBeLargerThanTwoGigabytes() throws IOException {
        Path path = folder.resolve("contiguous.h5");
        byte[] head = Files.readAllBytes(Hdf5Fixtures.file("contiguous.h5"));
        long rows = 275_000_000;
        long border = (1L << 31) / 8;
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(head));
            ByteBuffer values = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            channel.write(values.putDouble(1.5).putDouble(2.5).flip(), head.length + 8 * (border - 1));
            channel.write(ByteBuffer.allocate(8), head.length + 8 * (rows - 1));
        }
        try (Hdf5File file = Hdf5File.open(path)) {
            assertThat(file.dataset("x").doubles(border - 2, border + 2)).containsExactly(0, 1.5, 2.5, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"tree1, 0.6", "tree1, 0.99999", "indices, 0.5", "indices, 0.99999"})
    void aFileCutShortIsRefusedWithBothSizes(String name, double part) throws IOException {
        byte[] bytes = Files.readAllBytes(Hdf5Fixtures.file(name + ".h5"));
        int left = (int) (bytes.length * part);
        Path path = Files.write(folder.resolve("cut.h5"), Arrays.copyOf(bytes, left));
        assertThatThrownBy(() -> Hdf5File.open(path))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("cut.h5", bytes.length + " bytes", left + ": it was cut short");
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        Path path = Files.writeString(folder.resolve("other.h5"), "E,px,py,pz\n1,2,3,4\n");
        assertThatThrownBy(() -> Hdf5File.open(path))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("other.h5", "signature of an HDF5 file");
    }

    @Test
    void numbersInExternalFilesAreRefusedAndNotZero() throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("external.h5"))) {
            assertThatThrownBy(() -> file.dataset("x"))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("external.h5: dataset x", "external files");
        }
    }

    @Test
    void aFillValueOfAnotherSizeIsRefusedAndNotZero() throws IOException {
        byte[] bytes = Files.readAllBytes(Hdf5Fixtures.file("types.h5"));
        byte[] value = {4, 0, 0, 0, 0, 0, (byte) 0xf0, (byte) 0xc0};
        int changed = 0;
        for (int at = 0; at + value.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + value.length, value, 0, value.length)) {
                bytes[at] = 2;
                changed++;
            }
        }
        assertThat(changed).isPositive();
        try (Hdf5File file = Hdf5File.open(Files.write(folder.resolve("fill.h5"), bytes))) {
            assertThatThrownBy(() -> file.dataset("filled"))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("dataset filled", "a fill value of 4 bytes", "2 bytes");
        }
    }

    @Test
    void aCompoundItselfIsNoNumbers() throws IOException {
        try (Hdf5File file = Hdf5File.open(Hdf5Fixtures.file("types.h5"))) {
            Hdf5Dataset pairs = file.dataset("pairs");
            assertThatThrownBy(() -> pairs.doubles(0, 2))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("dataset pairs", "numbers", "[n, pt]");
        }
    }
}
