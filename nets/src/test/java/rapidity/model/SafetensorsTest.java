package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.engine.Shape;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class SafetensorsTest {
    @TempDir
    Path folder;

    private Path file(String header, int dataBytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer b = ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        b.putLong(text.length).put(text);
        return Files.write(folder.resolve("x.safetensors"), b.array());
    }

    private static Safetensors example() {
        Map<String, Safetensors.Stored> tensors = new LinkedHashMap<>();
        tensors.put(
                "a.weight", Safetensors.Stored.of(StoredType.F32, new double[] {1, -2.5, 1.0f / 3, 0, 7, -0.0}, 2, 3));
        tensors.put("b \"é\"", Safetensors.Stored.of(StoredType.F64, new double[] {Math.PI, Double.NaN, 1e-320}, 3));
        tensors.put("empty", Safetensors.Stored.of(StoredType.F64, new double[0], 0, 4));
        tensors.put("number", Safetensors.Stored.of(StoredType.F64, new double[] {42}));
        return new Safetensors(tensors, Map.of("step", "17"));
    }

    @Test
    void whatIsWrittenIsReadBackBitForBit() throws IOException {
        Path file = folder.resolve("model.safetensors");
        example().write(file);
        Safetensors read = Safetensors.read(file);
        assertThat(read.metadata()).isEqualTo(Map.of("step", "17"));
        assertThat(read.tensors().keySet())
                .containsExactlyInAnyOrderElementsOf(example().tensors().keySet());
        example().tensors().forEach((name, t) -> {
            Safetensors.Stored found = read.tensors().get(name);
            assertThat(found.type()).isEqualTo(t.type());
            assertThat(found.shape()).isEqualTo(t.shape());
            assertThat(found.values()).isEqualTo(t.values());
        });
        assertThat(folder).isDirectoryContaining(p -> p.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("one.safetensors");
        new Safetensors(Map.of("w", Safetensors.Stored.of(StoredType.F32, new double[] {1}, 1)), Map.of()).write(file);
        ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[(int) b.getLong()];
        b.get(header);
        assertThat(new String(header, StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
        assertThat(b.position() % 8).isZero();
        assertThat(b.getFloat()).isEqualTo(1);
        assertThat(b.hasRemaining()).isFalse();
    }

    @Test
    void tensorsLargerThanTheBufferAreWhole() throws IOException {
        double[] values = new RandomStreams(3).stream("values").doubles(300_001).toArray();
        Path file = folder.resolve("large.safetensors");
        new Safetensors(Map.of("x", Safetensors.Stored.of(StoredType.F64, values, 300_001)), Map.of()).write(file);
        assertThat(Safetensors.read(file).tensors().get("x").values()).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({
        "F16, 0, 0x80, -0.0", "F16, 0xff, 0x7b, 65504", "F16, 1, 0, 5.9604644775390625e-8", "BF16, 0x80, 0x3f, 1",
        "I16, 0xfe, 0xff, -2", "I8, 0xff, 0, -1", "U8, 0xff, 0, 255", "BOOL, 1, 0, 1"
    })
    void otherTypesAreRead(StoredType type, String low, String high, double expected) throws IOException {
        int n = 2 / type.bytes();
        Path file = file("{\"x\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,2]}}".formatted(type, n), 2);
        byte[] all = Files.readAllBytes(file);
        all[all.length - 2] = Integer.decode(low).byteValue();
        all[all.length - 1] = Integer.decode(high).byteValue();
        Files.write(file, all);
        assertThat(Safetensors.read(file).tensors().get("x").values()[0]).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':{D:'F32',S:[1],O:[0,4]},'a':{D:'F32',S:[1],O:[4,8]}} | name once",
                "{'a':{D:'F32',S:[2],O:[0,8]},'b':{D:'F32',S:[1],O:[4,8]}} | an overlap",
                "{'a':{D:'F32',S:[1],O:[4,8]}} | a hole",
                "{'a':{D:'F32',S:[1],O:[0,4]}} | expected 4 bytes of data, as the header says, found 8 bytes",
                "{'a':{D:'F32',S:[3],O:[0,12]}} | inside the 8 bytes",
                "{'a':{D:'F32',S:[3],O:[0,8]}} | 12 bytes for F32 [3], found 8 bytes",
                "{'a':{D:'F32',S:[2],O:[8,0]}} | begin and end",
                "{'a':{D:'F32',S:[-2],O:[0,8]}} | not negative, below 2^63, found -2",
                "{'a':{D:'F32',S:[65536,65536,65536,65536],O:[0,8]}} | fewer than 2^31 numbers",
                "{'a':{D:'F31',S:[2],O:[0,8]}} | dtype: expected one of",
                "{'a':{D:'F32',S:2,O:[0,8]}} | shape: expected a list of numbers",
                "{'a':{D:'F32',S:[2.0],O:[0,8]}} | shape: expected a list of numbers",
                "{'a':7} | shape",
                "[1] | a JSON object",
                "{} {} | nothing after the JSON object",
                "{'__metadata__':{'a':1}} | metadata 'a': expected a text, found 1",
                "{'a':{D:'F32' | expected JSON"
            })
    void damagedHeadersAreNamed(String header, String sentence) throws IOException {
        String json = header.replace("D:", "'dtype':").replace("S:", "'shape':").replace("O:", "'data_offsets':");
        Path file = file(json.replace('\'', '"'), 8);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Safetensors.read(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(sentence);
    }

    @Test
    void aLengthBeyondTheFileIsRefusedBeforeMemoryIsTaken() throws IOException {
        Path file = Files.write(folder.resolve("x"), new byte[] {-1, -1, -1, 127, 0, 0, 0, 0, '{', '}'});
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> Safetensors.read(file))
                .withMessageContaining("at most 2")
                .withMessageContaining("2147483647");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomDamageIsReadOrRefusedInOneSentence(long seed) throws IOException {
        Path file = folder.resolve("x.safetensors");
        example().write(file);
        byte[] good = Files.readAllBytes(file);
        RandomStream random = new RandomStreams(seed).stream("damage");
        for (int trial = 0; trial < 300; trial++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int k = random.nextInt(4); k > 0 && bad.length > 0; k--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            Files.write(file, bad);
            readOrRefuse(file, "seed " + seed + ", trial " + trial);
        }
    }

    private static void readOrRefuse(Path file, String trial) {
        try {
            Safetensors.read(file);
        } catch (ModelFormatException e) {
            assertThat(e.getMessage()).as(trial).startsWith(file + ": ").contains("expected", "found");
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(trial, e);
        }
    }

    @Test
    void shapesHoldTheirNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Safetensors.Stored(StoredType.F64, Shape.of(2, 2), new double[3]))
                .withMessageContaining("[2, 2] does not hold 3");
    }

    @Test
    void integersAreNotWritten() {
        Safetensors s = new Safetensors(Map.of("i", Safetensors.Stored.of(StoredType.I32, new double[1], 1)), Map.of());
        Path file = folder.resolve("i.safetensors");
        assertThatThrownBy(() -> s.write(file)).isInstanceOf(IllegalArgumentException.class);
        assertThat(file).doesNotExist();
    }
}
