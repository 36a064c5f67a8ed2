package rapidity.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Shape;
import rapidity.model.ModelFormatException;
import rapidity.model.StoredType;

class TorchArchiveTest {
    @TempDir
    private Path folder;

    private static byte[] floats(ByteOrder order, float... values) {
        ByteBuffer b = ByteBuffer.allocate(4 * values.length).order(order);
        for (float v : values) {
            b.putFloat(v);
        }
        return b.array();
    }

    /// A checkpoint `{"w": tensor}`.
    private static byte[] pickle(PickleProgram tensor) {
        return new PickleProgram()
                .op(0x80, 2)
                .op('}')
                .text("w")
                .op(toInts(tensor.bytes()))
                .op('s')
                .stop();
    }

    private static int[] toInts(byte... bytes) {
        int[] r = new int[bytes.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = bytes[i];
        }
        return r;
    }

    private StateTensor only(StoredZip zip) throws IOException {
        Path file = Files.write(folder.resolve("x.pt"), zip.bytes());
        PythonCheckpoint c = PythonCheckpoint.open(file);
        assertThat(c.states()).hasSize(1);
        return Objects.requireNonNull(c.states().getFirst().tensors().get("w"));
    }

    private static PickleProgram tensor(int numbers, int offset, int[] shape, int... strides) {
        return new PickleProgram().tensor("FloatStorage", "0", numbers, offset, shape, strides);
    }

    private static final byte[] SIX = floats(ByteOrder.LITTLE_ENDIAN, 0, 1, 2, 3, 4, 5);

    @Test
    void stridesAndOffsetsChooseTheNumbers() throws IOException {
        StoredZip zip = new StoredZip().with("n/data/0", SIX);
        StateTensor transposed = only(zip.with("n/data.pkl", pickle(tensor(6, 0, new int[] {3, 2}, 1, 3))));
        assertThat(transposed.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(transposed.values()).containsExactly(0, 3, 1, 4, 2, 5);
        StateTensor part = only(zip.with("n/data.pkl", pickle(tensor(6, 1, new int[] {2, 2}, 3, 1))));
        assertThat(part.values()).containsExactly(1, 2, 4, 5);
        StateTensor repeated = only(zip.with("n/data.pkl", pickle(tensor(6, 5, new int[] {2, 2}, 0, 0))));
        assertThat(repeated.values()).containsExactly(5, 5, 5, 5);
        StateTensor number = only(zip.with("n/data.pkl", pickle(tensor(6, 4, new int[0]))));
        assertThat(number.shape()).isEqualTo(Shape.of());
        assertThat(number.values()).containsExactly(4);
        StateTensor nothing = only(zip.with("n/data.pkl", pickle(tensor(6, 6, new int[] {0, 8}, 8, 1))));
        assertThat(nothing.shape()).isEqualTo(Shape.of(0, 8));
        assertThat(nothing.values()).isEmpty();
    }

    @Test
    void bothByteOrdersAreRead() throws IOException {
        StoredZip zip = new StoredZip()
                .with("n/data/0", floats(ByteOrder.BIG_ENDIAN, 1.5f, -2))
                .with("n/byteorder", "big")
                .with("n/data.pkl", pickle(tensor(2, 0, new int[] {2}, 1)));
        assertThat(only(zip).values()).containsExactly(1.5, -2);
        refused(zip.with("n/byteorder", "middle"), "byteorder: expected little or big, found middle");
    }

    @Test
    void sharedStoragesAreReadByAll() throws IOException {
        byte[] pickle = new PickleProgram()
                .op('}')
                .op('(')
                .text("all")
                .op(toInts(tensor(6, 0, new int[] {2, 3}, 3, 1).bytes()))
                .text("row")
                .op(toInts(tensor(6, 3, new int[] {3}, 1).bytes()))
                .op('u')
                .stop();
        Path file = Files.write(
                folder.resolve("x.pt"),
                new StoredZip().with("n/data.pkl", pickle).with("n/data/0", SIX).bytes());
        try (PythonCheckpoint c = PythonCheckpoint.open(file)) {
            Map<String, StateTensor> t = c.states().getFirst().tensors();
            assertThat(Objects.requireNonNull(t.get("row")).values()).containsExactly(3, 4, 5);
            assertThat(Objects.requireNonNull(t.get("all")).values()).containsExactly(0, 1, 2, 3, 4, 5);
        }
    }

    private void refused(StoredZip zip, String sentence) throws IOException {
        Path file = Files.write(folder.resolve("x.pt"), zip.bytes());
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> {
                    try (PythonCheckpoint c = PythonCheckpoint.open(file)) {
                        for (StateTensor t : c.states().getFirst().tensors().values()) {
                            t.values();
                        }
                    }
                })
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(sentence);
    }

    @Test
    void storagesThatDoNotHoldTheirNumbersAreRefused() throws IOException {
        StoredZip zip = new StoredZip().with("n/data.pkl", pickle(tensor(6, 0, new int[] {6}, 1)));
        refused(zip, "storage '0': expected 6 numbers of type F32, found no such member");
        refused(zip.with("n/data/0", new byte[20]), "6 numbers of type F32, found 20 bytes");
        refused(zip.with("n/data/0", new byte[28]), "6 numbers of type F32, found 28 bytes");
        StoredZip huge = new StoredZip()
                .with("n/data/0", SIX)
                .with("n/data.pkl", pickle(tensor(Integer.MAX_VALUE, 0, new int[] {6}, 1)));
        refused(huge, "2147483647 numbers of type F32, found 24 bytes");
    }

    @Test
    void otherFilesAreToldByTheirBeginning() throws IOException {
        refused(new StoredZip().with("n/code/x.py", "pass"), "one member data.pkl");
        refused(new StoredZip().with("a/data.pkl", "x").with("b/data.pkl", "x"), "one member data.pkl");
        Path old =
                Files.write(folder.resolve("old.pt"), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 'l', (byte) 0xfc});
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> PythonCheckpoint.open(old))
                .withMessageContaining("a bare pickle, as PyTorch wrote it before 1.6");
    }

    @Test
    void numbersOfEveryTypeAreRead() throws IOException {
        ByteBuffer b = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0, -2.5);
        assertThat(one("DoubleStorage", b).values()).containsExactly(-2.5);
        assertThat(one("LongStorage", b.putLong(0, -7)).values()).containsExactly(-7);
        assertThat(one("HalfStorage", b.putLong(0, 0x7bff)).values()).containsExactly(65504, 0, 0, 0);
        assertThat(one("BFloat16Storage", b.putLong(0, 0xbf80)).values()).containsExactly(-1, 0, 0, 0);
        assertThat(one("IntStorage", b.putLong(0, -3)).values()).containsExactly(-3, -1);
        assertThat(one("ShortStorage", b.putLong(0, -3)).values()).containsExactly(-3, -1, -1, -1);
        assertThat(one("CharStorage", b.putLong(0, 0xfe)).values()).startsWith(-2, 0);
        assertThat(one("ByteStorage", b.putLong(0, 0xfe)).values()).startsWith(254, 0);
        assertThat(one("BoolStorage", b.putLong(0, 1)).type()).isEqualTo(StoredType.BOOL);
    }

    private StateTensor one(String storage, ByteBuffer bytes) throws IOException {
        int size = PickleGlobal.named("torch." + storage)
                .orElseThrow()
                .type()
                .orElseThrow()
                .bytes();
        PickleProgram t = new PickleProgram().tensor(storage, "0", 8 / size, 0, new int[] {8 / size}, new int[] {1});
        return only(new StoredZip().with("n/data.pkl", pickle(t)).with("n/data/0", bytes.array()));
    }
}
