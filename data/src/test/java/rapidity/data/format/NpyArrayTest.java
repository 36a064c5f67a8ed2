package rapidity.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyArrayTest {
    @TempDir
    private Path folder;

    private static NpyArray open(String name) throws IOException {
        return NpyArray.open(NumpyFixtures.file(name));
    }

    private static double[] all(String name) throws IOException {
        try (NpyArray array = open(name)) {
            return array.doubles(0, array.rows());
        }
    }

    @Test
    void rowsOfACubeComeInCOrder() throws IOException {
        try (NpyArray array = open("cube.npy")) {
            assertThat(array.header().shape()).containsExactly(3L, 4L, 2L);
            assertThat(array.header().type()).isEqualTo(NpyType.FLOAT64);
            assertThat(array.rows()).isEqualTo(3);
            assertThat(array.rowLength()).isEqualTo(8);
            assertThat(array.doubles(0, 3)).isEqualTo(NumpyFixtures.upTo(24));
            assertThat(array.doubles(1, 2)).containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
            assertThat(array.floats(2, 2)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fortran.npy", "big_f4.npy", "version2.npy", "version3.npy"})
    void everyLayoutHoldsTheSamePairs(String name) throws IOException {
        assertThat(all(name)).isEqualTo(NumpyFixtures.PAIRS);
        try (NpyArray array = open(name)) {
            assertThat(array.doubles(1, 3)).containsExactly(3, 4, 5, 6);
            assertThat(array.longs(1, 2)).containsExactly(3, 4);
            assertThat(array.floats(0, 1)).containsExactly(1f, 2f);
        }
    }

    @Test
    void aFortranCubeReadsAsACOne() throws IOException {
        assertThat(all("fortran_cube.npy")).isEqualTo(NumpyFixtures.upTo(24));
        assertThat(all("transposed.npy")).containsExactly(0, 3, 1, 4, 2, 5);
        try (NpyArray array = open("fortran_cube.npy")) {
            assertThat(array.header().fortranOrder()).isTrue();
            assertThat(array.doubles(1, 3)).isEqualTo(Arrays.copyOfRange(NumpyFixtures.upTo(24), 8, 24));
        }
    }

    @Test
    void integersOfAllSizesKeepTheirValues() throws IOException {
        assertThat(all("strided.npy")).containsExactly(0, 3, 6, 9);
        assertThat(all("big_i4.npy")).containsExactly(1, -2, 2147483647);
        assertThat(all("uint32.npy")).containsExactly(0, 4294967295.0);
        assertThat(all("uint16.npy")).containsExactly(0, 65535);
        assertThat(all("int8.npy")).containsExactly(-128, 127);
        assertThat(all("bool.npy")).containsExactly(1, 0, 1);
        assertThat(all("event_ids.npy")).containsExactly(2017010309250121.0, -1);
        try (NpyArray array = open("event_ids.npy")) {
            assertThat(array.longs(0, 2)).containsExactly(2017010309250121L, -1);
        }
    }

    @Test
    void integersThatDoNotFitAreRefusedNotTruncated() throws IOException {
        try (NpyArray array = open("uint64.npy")) {
            assertThat(array.longs(0, 1)).containsExactly(5);
            assertThatThrownBy(() -> array.longs(0, 2))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("uint64.npy", "value 1", "9223372036854775813", "u8");
            assertThatThrownBy(() -> array.doubles(0, 2)).hasMessageContaining("2^53");
        }
        try (NpyArray array = open("halves.npy")) {
            assertThatThrownBy(() -> array.longs(0, 3)).hasMessageContaining("a whole number");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INT64", "UINT64"})
    void doublesHoldIntegersUpToTwoToTheFiftyThree(NpyType type) throws IOException {
        long limit = 1L << 53;
        Path file = folder.resolve("ids.npy");
        try (NpyWriter writer = NpyWriter.create(file, WhenExists.REFUSE, type)) {
            writer.rows().write(limit, limit + 1);
            writer.commit();
        }
        try (NpyArray array = NpyArray.open(file)) {
            assertThat(array.longs(0, 2)).containsExactly(limit, limit + 1);
            assertThat(array.doubles(0, 1)).containsExactly(0x1p53);
            assertThatThrownBy(() -> array.doubles(1, 2)).hasMessageContaining("9007199254740993");
        }
    }

    @Test
    void halfFloatsAreReadExactly() throws IOException {
        assertThat(all("halves.npy")).containsExactly(65504, 0x1p-24, -2.5, Double.NaN);
        try (NpyArray array = open("halves.npy")) {
            assertThat(array.floats(0, 4)).containsExactly(65504f, 0x1p-24f, -2.5f, Float.NaN);
        }
    }

    @Test
    void aSingleNumberIsOneRowAndAnEmptyArrayNone() throws IOException {
        try (NpyArray array = open("label.npy")) {
            assertThat(array.header().shape()).isEmpty();
            assertThat(array.longs(0, 1)).containsExactly(7);
        }
        try (NpyArray array = open("empty.npy")) {
            assertThat(array.rows()).isZero();
            assertThat(array.rowLength()).isEqualTo(4);
            assertThat(array.doubles(0, 0)).isEmpty();
        }
    }

    @Test
    void whatHoldsNoNumbersIsRefusedWithAdvice() {
        assertThatThrownBy(() -> open("objects.npy"))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("objects.npy", "header", "'|O'", "numpy.save");
        assertThatThrownBy(() -> open("structured.npy")).hasMessageContainingAll("structured", "('pt', '<f4')");
        assertThatThrownBy(() -> open("complex.npy")).hasMessageContaining("type '<c16'");
    }

    @Test
    void rangesOutsideTheArrayAreAMistakeOfTheCaller() throws IOException {
        try (NpyArray array = open("cube.npy")) {
            assertThatThrownBy(() -> array.doubles(2, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("rows 2 to 4 are not within the 3 rows of the array");
            assertThatThrownBy(() -> array.doubles(-1, 2)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> array.doubles(2, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFileCutShortIsRefusedWithBothSizes() throws IOException {
        byte[] bytes = Files.readAllBytes(NumpyFixtures.file("cube.npy"));
        Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> NpyArray.open(cut))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("cut.npy", "320 bytes", "319 bytes");
    }

    @Test
    void handWrittenHeadersWithOtherQuotesAndOrderAreRead() throws IOException {
        assertThat(values("{\"shape\": (2L,), \"fortran_order\":False,\"descr\":\"|u1\"}"))
                .containsExactly(7, 8);
        assertThat(values("{'descr': '?', 'fortran_order': True, 'shape': (0,)}"))
                .isEmpty();
        assertThatThrownBy(() -> values("{'descr': '|u1', 'fortran_order': False}"))
                .hasMessageContaining("'shape'");
        assertThatThrownBy(() -> values("{'descr': '|u1', 'fortran_order': 0, 'shape': (1,)}"))
                .hasMessageContaining("header");
        assertThatThrownBy(() -> values("{'descr': '|u1', 'fortran_order': False, 'shape': (-1,)}"))
                .hasMessageContaining("(-1,)");
        assertThatThrownBy(() -> values("{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296, 4294967296)}"))
                .hasMessageContaining("4294967296");
        assertThatThrownBy(() -> values("{'descr': '|u1', 'fortran_order': False, 'shape': (x,)}"))
                .isInstanceOf(DataFormatException.class);
    }

    @Test
    void aHeaderOfVersionTwoMayBeLongerThanSixtyFourKilobytes() throws IOException {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}" + " ".repeat(1 << 17);
        ByteBuffer bytes = ByteBuffer.allocate(13 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0}).putInt(header.length());
        bytes.put(header.getBytes(StandardCharsets.ISO_8859_1)).put((byte) 7);
        Path file = Files.write(folder.resolve("long.npy"), bytes.array());
        try (NpyArray array = NpyArray.open(file)) {
            assertThat(array.longs(0, 1)).containsExactly(7);
        }
    }

    private double[] values(String header) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(12 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.ISO_8859_1)).put((byte) 7).put((byte) 8);
        Path file = Files.write(folder.resolve("hand.npy"), bytes.array());
        try (NpyArray array = NpyArray.open(file)) {
            return array.doubles(0, array.rows());
        }
    }

    @Test
    void anotherFileIsRefusedByItsFirstBytes() throws IOException {
        Path text = Files.writeString(folder.resolve("text.npy"), "E,px,py,pz\n1,2,3,4\n");
        assertThatThrownBy(() -> NpyArray.open(text)).hasMessageContaining("NUMPY");
        Path nothing = Files.createFile(folder.resolve("nothing.npy"));
        assertThatThrownBy(() -> NpyArray.open(nothing)).isInstanceOf(DataFormatException.class);
    }

    @Test
    void aBoolOfAnotherByteIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(NumpyFixtures.file("bool.npy"));
        bytes[bytes.length - 1] = 2;
        Path file = Files.write(folder.resolve("two.npy"), bytes);
        try (NpyArray array = NpyArray.open(file)) {
            assertThatThrownBy(() -> array.longs(0, 3)).hasMessageContainingAll("value 2", "the byte 2");
        }
    }

    /// 2.24 GB of float32 (700 000 jets x 200 x 4), of which only the jets around byte 2^31 are written.
    @Test
    void rowsOnBothSidesOfByteTwoToTheThirtyOneAreExact() throws IOException {
        Path file = folder.resolve("large.npy");
        NpyHeader header = NpyHeader.of(NpyType.FLOAT32, 700_000, 200, 4);
        ByteBuffer start = header.toBytes(0);
        int first = 671_080;
        ByteBuffer rows = ByteBuffer.allocate(20 * 800 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 20 * 800; i++) {
            rows.putFloat(i + 1);
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            int headerBytes = channel.write(start);
            channel.write(rows.flip(), headerBytes + first * 3200L);
            channel.write(ByteBuffer.allocate(1), headerBytes + 700_000 * 3200L - 1);
        }
        try (NpyArray array = NpyArray.open(file)) {
            float[] expected = new float[21 * 800];
            for (int i = 800; i < expected.length; i++) {
                expected[i] = i - 799;
            }
            assertThat((first + 9) * 3200L).isGreaterThan(1L << 31);
            assertThat(array.floats(first - 1, first + 20)).isEqualTo(expected);
            assertThat(array.floats(699_999, 700_000)).containsOnly(0f);
            assertThatThrownBy(() -> array.doubles(0, 700_000 * 4L)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
