package rapidity.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
    private static final byte[] NAME = "large.npy".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void membersAreFoundByNameStoredAndDeflated() throws IOException {
        try (NpzFile npz = NpzFile.open(NumpyFixtures.file("stored.npz"))) {
            assertThat(npz.names()).containsExactly("labels", "pairs");
            assertThat(npz.array("pairs").doubles(0, 3)).isEqualTo(NumpyFixtures.PAIRS);
            assertThat(npz.array("labels").longs(0, 3)).containsExactly(1, 0, 1);
        }
        try (NpzFile npz = NpzFile.open(NumpyFixtures.file("deflated.npz"))) {
            assertThat(npz.array("halves").floats(2, 3)).containsExactly(-2.5f);
            assertThat(npz.array("fortran").doubles(0, 3)).isEqualTo(NumpyFixtures.upTo(24));
        }
    }

    @Test
    void rowsCanBeReadForwardsBackwardsAndTwice() throws IOException {
        for (String name : new String[] {"stored.npz", "deflated.npz"}) {
            try (NpzFile npz = NpzFile.open(NumpyFixtures.file(name));
                    NpyArray pairs = npz.array("pairs")) {
                assertThat(pairs.doubles(2, 3)).containsExactly(5, 6);
                assertThat(pairs.doubles(0, 1)).containsExactly(1, 2);
                assertThat(pairs.doubles(1, 3)).containsExactly(3, 4, 5, 6);
                assertThat(pairs.doubles(0, 3)).isEqualTo(NumpyFixtures.PAIRS);
            }
        }
    }

    @Test
    void aMissingMemberIsAnErrorThatNamesTheOthers() throws IOException {
        try (NpzFile npz = NpzFile.open(NumpyFixtures.file("stored.npz"))) {
            assertThatThrownBy(() -> npz.array("pair"))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("stored.npz", "'pair'", "[labels, pairs]");
        }
    }

    @Test
    void aFlippedBitIsFoundByTheChecksum() throws IOException {
        byte[] bytes = Files.readAllBytes(NumpyFixtures.file("stored.npz"));
        // the mantissa of the 6 that ends the pairs, before the central directory
        int last = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2") - 2;
        assertThat(bytes[last]).isEqualTo((byte) 0xc0);
        bytes[last] ^= 1;
        Path file = Files.write(folder.resolve("flipped.npz"), bytes);
        try (NpzFile npz = NpzFile.open(file)) {
            assertThatThrownBy(() -> npz.array("pairs").doubles(0, 3))
                    .isInstanceOf(DataFormatException.class)
                    .hasMessageContainingAll("flipped.npz", "member pairs.npy, checksum");
        }
    }

    @Test
    void aMemberShorterThanItsShapeIsRefused() throws IOException {
        Path file = folder.resolve("short.npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(NpyHeader.of(NpyType.FLOAT64, 1L << 40).toBytes(0).array());
            zip.write(new byte[80]);
        }
        try (NpzFile npz = NpzFile.open(file)) {
            assertThatThrownBy(() -> npz.array("x"))
                    .hasMessageContainingAll("member x.npy, size", "8796093022336 bytes", "208 bytes");
        }
    }

    @Test
    void anArchiveCutShortIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(NumpyFixtures.file("deflated.npz"));
        Path file = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(bytes, bytes.length * 6 / 10));
        assertThatThrownBy(() -> NpzFile.open(file))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContainingAll("cut.npz", "zip directory");
    }

    /// 64 MB of zeros deflate to 64 kB. Reading three rows takes the rows and a buffer or two.
    @Test
    void anArchiveThatInflatesToFarMoreCostsOnlyTheRowsAskedFor() throws IOException {
        Path file = folder.resolve("bomb.npz");
        long rows = 1L << 21;
        try (NpzWriter npz = NpzWriter.create(file, WhenExists.REFUSE)) {
            NpyRows zeros = npz.array("zeros", NpyType.FLOAT64, rows, 4);
            double[] some = new double[1 << 20];
            for (long i = 0; i < rows * 4; i += some.length) {
                zeros.write(some);
            }
            npz.commit();
        }
        assertThat(Files.size(file)).isLessThan(1 << 17);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try (NpzFile npz = NpzFile.open(file)) {
            assertThat(npz.array("zeros").doubles(rows - 3, rows))
                    .containsOnly(0)
                    .hasSize(12);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 22);
    }

    /// A stored member of 2.2 GB, whose size is negative as a signed 32-bit number.
    @Test
    void aStoredMemberBeyondTwoGigabytesIsReadOnBothSidesOfTheBorder() throws IOException {
        readAroundByte(1L << 31, 275_000_000, Zip.CLASSIC);
    }

    /// A stored member of 4.8 GB with the 64-bit sizes that it needs.
    @Test
    void aStoredMemberBeyondFourGigabytesIsReadOnBothSidesOfTheBorder() throws IOException {
        readAroundByte(1L << 32, 600_000_000, Zip.ZIP64);
    }

    private enum Zip {
        CLASSIC,
        ZIP64
    }

    private void readAroundByte(long border, long rows, Zip zip) throws IOException {
        Path file = folder.resolve("large.npz");
        ByteBuffer header = NpyHeader.of(NpyType.FLOAT64, rows).toBytes(0);
        long size = header.limit() + 8 * rows;
        long first = (border - header.limit()) / 8 - 1;
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            long start = channel.write(localHeader(size, zip));
            channel.write(header, start);
            ByteBuffer values =
                    little(24).putDouble(1).putDouble(2).putDouble(3).flip();
            channel.write(values, start + 128 + 8 * first);
            channel.position(start + size);
            channel.write(centralDirectory(size, start + size, zip));
        }
        try (NpzFile npz = NpzFile.open(file);
                NpyArray large = npz.array("large")) {
            assertThat(large.rows()).isEqualTo(rows);
            assertThat(large.doubles(first - 1, first + 4)).containsExactly(0, 1, 2, 3, 0);
            assertThat(large.doubles(first + 1, first + 2)).containsExactly(2);
        }
    }

    private static ByteBuffer localHeader(long size, Zip zip) {
        ByteBuffer bytes = little(100).putInt(0x04034b50);
        return common(bytes, size, zip).put(NAME).put(extra(size, zip)).flip();
    }

    private static ByteBuffer centralDirectory(long size, long at, Zip zip) {
        ByteBuffer bytes = little(300).putInt(0x02014b50).putShort((short) 45);
        common(bytes, size, zip).putShort((short) 0).putShort((short) 0).putShort((short) 0);
        bytes.putInt(0).putInt(0).put(NAME).put(extra(size, zip));
        int length = bytes.position();
        if (zip == Zip.ZIP64) {
            bytes.putInt(0x06064b50)
                    .putLong(44)
                    .putShort((short) 45)
                    .putShort((short) 45)
                    .putInt(0)
                    .putInt(0);
            bytes.putLong(1).putLong(1).putLong(length).putLong(at);
            bytes.putInt(0x07064b50).putInt(0).putLong(at + length).putInt(1);
        }
        bytes.putInt(0x06054b50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) 1);
        return bytes.putInt(length)
                .putInt(zip == Zip.ZIP64 ? -1 : (int) at)
                .putShort((short) 0)
                .flip();
    }

    /// Version, flags, method (stored), time, date, checksum (not compared after a jump), sizes, lengths of the texts.
    private static ByteBuffer common(ByteBuffer bytes, long size, Zip zip) {
        int size32 = zip == Zip.ZIP64 ? -1 : (int) size;
        bytes.putShort((short) 45)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0x00210000)
                .putInt(0);
        bytes.putInt(size32).putInt(size32).putShort((short) NAME.length);
        return bytes.putShort((short) extra(size, zip).remaining());
    }

    private static ByteBuffer extra(long size, Zip zip) {
        return zip == Zip.CLASSIC
                ? little(0)
                : little(20)
                        .putShort((short) 1)
                        .putShort((short) 16)
                        .putLong(size)
                        .putLong(size)
                        .flip();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
