package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.model.ModelFormatException;
import rapidity.model.Safetensors;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Damaged and hostile files are read or refused in one sentence, whatever their bytes.
class ReaderFuzzTest {
    private static final long SEED = 20_260_101;
    private static final int FILES = 1000;
    private static final int PICKLES = 10_000;

    /// Bytes that a reader may take for a small file, whatever its lengths say: buffers, tables and sentences.
    private static final long MOST_BYTES = 1 << 23;

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    private final RandomStream random = new RandomStreams(SEED).stream("fuzz");
    private int refused;

    private interface Reader {
        void read() throws IOException;
    }

    /// Runs a reader that may refuse its input, and do nothing worse.
    private void readOrRefuse(int trial, Reader reader) {
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        try {
            reader.read();
        } catch (ModelFormatException e) {
            refused++;
            assertThat(e.getMessage())
                    .as(place(trial))
                    .contains(": expected ", ", found ")
                    .doesNotContain("\n");
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(place(trial), e);
        }
        assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before)
                .as(place(trial))
                .isLessThan(MOST_BYTES);
    }

    private static String place(int trial) {
        return "seed " + SEED + ", trial " + trial;
    }

    /// Flips bits, replaces bytes, cuts, copies pieces over others, and writes extreme lengths.
    private byte[] damaged(byte[] good) {
        byte[] r = random.nextInt(8) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
        for (int k = 1 + random.nextInt(4); k > 0 && r.length > 8; k--) {
            int at = random.nextInt(r.length - 8);
            switch (random.nextInt(5)) {
                case 0 -> r[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> r[at] = (byte) random.nextInt(256);
                case 2 -> System.arraycopy(good, random.nextInt(good.length - 8), r, at, 1 + random.nextInt(8));
                case 3 -> ByteBuffer.wrap(r).order(ByteOrder.LITTLE_ENDIAN).putInt(at, extreme());
                default -> ByteBuffer.wrap(r).order(ByteOrder.LITTLE_ENDIAN).putLong(at, extreme());
            }
        }
        return r;
    }

    private int extreme() {
        int[] some = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 0, 1 << 16};
        return some[random.nextInt(some.length)];
    }

    private static void readAll(Path file) throws IOException {
        try (PythonCheckpoint c = PythonCheckpoint.open(file)) {
            for (StateDict s : c.states()) {
                for (StateTensor t : s.tensors().values()) {
                    if (t.shape().size() < 1 << 16) {
                        t.values();
                    }
                }
            }
        }
    }

    @Test
    void damagedCheckpointsAreReadOrRefused() throws IOException {
        byte[] good = Files.readAllBytes(Fixture.path("slim-v1.pt"));
        Path file = folder.resolve("x.pt");
        for (int trial = 0; trial < FILES; trial++) {
            Files.write(file, damaged(good));
            readOrRefuse(trial, () -> readAll(file));
        }
        assertThat(refused).isGreaterThan(FILES / 2);
    }

    /// The checksum of a zip member hides most damage from the unpickler: here it sees all of it.
    @Test
    void damagedPicklesAreReadOrRefused() throws IOException {
        byte[] good = pickleOf(Fixture.path("lgatr-v1-headscale-nested.pt"));
        for (int trial = 0; trial < PICKLES; trial++) {
            byte[] bad = damaged(good);
            readOrRefuse(
                    trial,
                    () -> StateSearch.in(
                            Unpickler.read(new PickleBytes(Path.of("x"), "p", bad)), ReaderFuzzTest::unread));
        }
        assertThat(refused).isGreaterThan(PICKLES / 2);
    }

    /// Operations in random order, most of them without sense.
    @Test
    void splicedOperationsAreReadOrRefused() throws IOException {
        byte[] good = pickleOf(Fixture.path("slim-v1.pt"));
        for (int trial = 0; trial < PICKLES; trial++) {
            byte[] bad = spliced(good);
            readOrRefuse(
                    trial,
                    () -> StateSearch.in(
                            Unpickler.read(new PickleBytes(Path.of("x"), "p", bad)), ReaderFuzzTest::unread));
        }
        assertThat(refused).isGreaterThan(PICKLES / 2);
    }

    private byte[] spliced(byte[] good) {
        String operations = "(.012FGIJKLMNQRSTUVXabcdeghijlopqrstu)]}\u0080\u0081\u0085\u0086\u0087\u0088\u0089\u008a"
                + "\u008c\u008d\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095\u0096";
        byte[] r = new byte[20 + random.nextInt(400)];
        for (int at = 0; at < r.length; ) {
            int n = Math.min(r.length - at, 1 + random.nextInt(40));
            if (random.nextInt(2) == 0) {
                System.arraycopy(good, random.nextInt(good.length - n), r, at, n);
                at += n;
            } else {
                r[at++] = (byte) operations.charAt(random.nextInt(operations.length()));
            }
        }
        return r;
    }

    private static StateTensor unread(PickleValue.View view) {
        return new StateTensor() {
            @Override
            public rapidity.model.StoredType type() {
                return view.storage().type();
            }

            @Override
            public rapidity.engine.Shape shape() {
                return rapidity.engine.Shape.of();
            }

            @Override
            public double[] values() {
                return new double[0];
            }
        };
    }

    private static byte[] pickleOf(Path file) throws IOException {
        try (StoredArchive zip = StoredArchive.open(file)) {
            StoredArchive.Member m = zip.members().values().stream()
                    .filter(x -> x.name().endsWith("data.pkl"))
                    .findFirst()
                    .orElseThrow();
            return zip.bytes(m, 1 << 20);
        }
    }

    /// With the right checksum, so that the damage reaches tensors and storages.
    @Test
    void damagedPicklesInWholeArchivesAreReadOrRefused() throws IOException {
        Path whole = Fixture.path("slim-v1.pt");
        byte[] good = Files.readAllBytes(whole);
        byte[] pickle = pickleOf(whole);
        int at = indexOf(good, pickle);
        Path file = folder.resolve("x.pt");
        for (int trial = 0; trial < FILES; trial++) {
            byte[] bad = Arrays.copyOf(damaged(pickle), pickle.length);
            byte[] all = good.clone();
            System.arraycopy(bad, 0, all, at, bad.length);
            mendChecksum(all, pickle, bad);
            Files.write(file, all);
            readOrRefuse(trial, () -> readAll(file));
        }
        assertThat(refused).isGreaterThan(FILES / 2);
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at <= all.length - part.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new IllegalStateException("it is not there");
    }

    private static void mendChecksum(byte[] all, byte[] before, byte[] after) {
        byte[] old = checksum(before);
        byte[] mended = checksum(after);
        for (int at = 0; at <= all.length - old.length; at++) {
            if (Arrays.equals(all, at, at + old.length, old, 0, old.length)) {
                System.arraycopy(mended, 0, all, at, mended.length);
            }
        }
    }

    private static byte[] checksum(byte... bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .array();
    }

    @Test
    void damagedSafetensorsAreReadOrRefused() throws IOException {
        byte[] good = Files.readAllBytes(Fixture.path("slim-v1.safetensors"));
        int header = 8 + ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getInt();
        Path file = folder.resolve("x.safetensors");
        for (int trial = 0; trial < FILES; trial++) {
            byte[] bad = good.clone();
            byte[] head = damaged(Arrays.copyOf(good, header));
            System.arraycopy(head, 0, bad, 0, head.length);
            Files.write(file, random.nextInt(8) == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length)) : bad);
            readOrRefuse(trial, () -> Safetensors.read(file));
        }
        assertThat(refused).isGreaterThan(FILES / 2);
    }
}
