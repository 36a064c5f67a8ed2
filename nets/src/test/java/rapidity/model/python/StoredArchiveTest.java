package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.model.ModelFormatException;

class StoredArchiveTest {
    private static final int END = 22;
    private static final int ENTRY_CRC = 16;
    private static final int ENTRY_STORED = 20;
    private static final int ENTRY_SIZE = 24;
    private static final int ENTRY_HEADER = 42;

    @TempDir
    private Path folder;

    private static byte[] two() {
        return new StoredZip().with("a/first", "one").with("a/second", "twos").bytes();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("x.zip"), bytes);
    }

    /// The position of entry i of the directory.
    private static int entry(byte[] zip, int i) {
        int at = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - END + 16);
        for (int k = 0; k < i; k++) {
            at += 46 + zip[at + 28] + zip[at + 30];
        }
        return at;
    }

    private static byte[] with4(byte[] zip, int at, int value) {
        byte[] r = zip.clone();
        ByteBuffer.wrap(r).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return r;
    }

    private void refused(byte[] zip, String sentence) throws IOException {
        Path file = file(zip);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> {
                    try (StoredArchive archive = StoredArchive.open(file)) {
                        for (StoredArchive.Member m : archive.members().values()) {
                            archive.bytes(m, 100);
                        }
                    }
                })
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(sentence);
    }

    @Test
    void membersAreReadAsTheyAreStored() throws IOException {
        try (StoredArchive archive = StoredArchive.open(file(two()))) {
            assertThat(archive.members()).containsOnlyKeys("a/first", "a/second");
            StoredArchive.Member m = archive.members().get("a/second");
            assertThat(new String(archive.bytes(m, 4), StandardCharsets.UTF_8)).isEqualTo("twos");
            assertThatExceptionOfType(ModelFormatException.class)
                    .isThrownBy(() -> archive.bytes(m, 3))
                    .withMessageContaining("at most 3 bytes, found 4");
        }
    }

    @Test
    void compressedMembersAreRefusedSoThatNothingGrows() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("bomb"));
            zip.write(new byte[1 << 20]);
        }
        refused(out.toByteArray(), "member 'bomb': expected plain bytes");
    }

    @Test
    void aNameThatOccursTwiceIsRefused() throws IOException {
        byte[] renamed = new StoredZip().with("a/1", "x").with("a/2", "y").bytes();
        for (int i = 0; i < renamed.length - 2; i++) {
            if (renamed[i] == 'a' && renamed[i + 1] == '/') {
                renamed[i + 2] = '1';
            }
        }
        refused(renamed, "member 'a/1': expected every name once");
    }

    @Test
    void membersThatOverlapAreRefused() throws IOException {
        byte[] zip = two();
        refused(with4(zip, entry(zip, 1) + ENTRY_HEADER, 3), "an overlap");
    }

    @Test
    void sizesThatLieAreRefused() throws IOException {
        byte[] zip = two();
        refused(with4(zip, entry(zip, 0) + ENTRY_SIZE, 1 << 30), "expected one size, found 3 stored, 1073741824");
        byte[] both = with4(with4(zip, entry(zip, 1) + ENTRY_SIZE, 40), entry(zip, 1) + ENTRY_STORED, 40);
        refused(both, "before the directory");
        byte[] shorter = with4(with4(zip, entry(zip, 1) + ENTRY_SIZE, 3), entry(zip, 1) + ENTRY_STORED, 3);
        refused(shorter, "checksum");
        byte[] elsewhere = with4(with4(zip, entry(zip, 1) + ENTRY_SIZE, -1), entry(zip, 1) + ENTRY_STORED, -1);
        refused(elsewhere, "sizes of 8 bytes where 4 are too few");
    }

    @Test
    void aFlippedBitIsFound() throws IOException {
        byte[] zip = two();
        int contents = new String(zip, StandardCharsets.ISO_8859_1).indexOf("twos");
        zip[contents] ^= 4;
        refused(zip, "member 'a/second': expected the checksum");
        refused(with4(two(), entry(two(), 0) + ENTRY_CRC, 17), "member 'a/first': expected the checksum 11");
    }

    @Test
    void theNameAtTheContentsIsCompared() throws IOException {
        byte[] zip = two();
        int name = new String(zip, StandardCharsets.ISO_8859_1).indexOf("a/first");
        zip[name] = 'b';
        refused(zip, "the same name at its contents, found 'b/first'");
    }

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        byte[] zip = two();
        for (int n = 0; n < zip.length; n++) {
            refused(Arrays.copyOf(zip, n), "zip directory: expected");
        }
        refused(Arrays.copyOf(zip, zip.length + 1), "zip directory: expected");
    }

    @Test
    void aDirectoryElsewhereIsRefused() throws IOException {
        byte[] zip = two();
        int end = zip.length - END;
        refused(with4(zip, end + 16, -2), "a directory inside the file");
        refused(with4(zip, end + 12, Integer.MAX_VALUE), "a directory inside the file");
        refused(with4(zip, end + 16, 0), "an entry at byte 0");
    }

    @Test
    void filesWithLongSizesAreRead() throws IOException {
        byte[] plain = new StoredZip().with("a", "one").bytes();
        byte[] zip = inLongForm(plain);
        try (StoredArchive archive = StoredArchive.open(file(zip))) {
            StoredArchive.Member m = archive.members().get("a");
            assertThat(archive.bytes(m, 3)).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
        }
        int locator = zip.length - END - 20;
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putLong(locator + 8, Long.MAX_VALUE);
        refused(zip, "its end inside the file");
    }

    /// The same archive with sizes of 8 bytes in the directory.
    private static byte[] inLongForm(byte[] plain) {
        int directory = entry(plain, 0);
        ByteBuffer b = ByteBuffer.allocate(plain.length + 28 + 56 + 20).order(ByteOrder.LITTLE_ENDIAN);
        b.put(plain, 0, plain.length - END);
        b.putInt(directory + ENTRY_STORED, -1)
                .putInt(directory + ENTRY_SIZE, -1)
                .putInt(directory + ENTRY_HEADER, -1);
        b.putShort(directory + 30, (short) 28);
        b.putShort((short) 1).putShort((short) 24).putLong(3).putLong(3).putLong(0);
        int end = b.position();
        b.putInt(0x06064b50).putLong(44).position(end + 40);
        b.putLong(end - directory).putLong(directory);
        b.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        b.putInt(0x06054b50).position(b.position() + 8);
        return b.putInt(-1).putInt(-1).array();
    }
}
