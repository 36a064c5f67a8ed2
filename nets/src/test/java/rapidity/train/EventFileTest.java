package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @TempDir
    private Path folder;

    /// A field of a protobuf message: a number, or its bytes.
    private record Field(int number, long value, byte[] bytes) {}

    private static List<Field> fields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> r = new ArrayList<>();
        while (in.hasRemaining()) {
            int key = (int) varint(in);
            byte[] bytes = {};
            long value = 0;
            switch (key & 7) {
                case 0 -> value = varint(in);
                case 1 -> value = in.getLong();
                case 2 -> {
                    bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                }
                default -> value = in.getInt();
            }
            r.add(new Field(key >> 3, value, bytes));
        }
        return r;
    }

    private static long varint(ByteBuffer in) {
        long r = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            r |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return r;
            }
        }
    }

    private static List<byte[]> records(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> r = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] length = new byte[8];
            in.get(length);
            assertThat(in.getInt()).isEqualTo(EventFile.check(length));
            byte[] event = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            in.get(event);
            assertThat(in.getInt()).isEqualTo(EventFile.check(event));
            r.add(event);
        }
        return r;
    }

    private static Field field(byte[] message, int number) {
        return fields(message).stream()
                .filter(f -> f.number == number)
                .findFirst()
                .orElseThrow();
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void theCheckIsTensorFlows() {
        // masked CRC-32C of "123456789": CRC-32C is e3069283, rotated by 15 bits c705c60d, plus a282ead8
        byte[] bytes = "123456789".getBytes(StandardCharsets.US_ASCII);
        int crc = 0xe3069283;
        assertThat(EventFile.check(bytes)).isEqualTo((crc >>> 15 | crc << 17) + 0xa282ead8);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss/training", 0.25);
        values.put("learning-rate", 1e-3);
        try (EventFile file = EventFile.create(folder, 300)) {
            file.add(300, values);
        }
        List<byte[]> records = records(only());
        assertThat(records).hasSize(3);
        assertThat(new String(field(records.get(0), 3).bytes, StandardCharsets.UTF_8))
                .isEqualTo("brain.Event:2");
        assertThat(field(records.get(1), 2).value).isEqualTo(300);
        assertThat(field(field(records.get(1), 7).bytes, 1).value).isEqualTo(1);
        byte[] step = records.get(2);
        assertThat(Double.longBitsToDouble(field(step, 1).value)).isGreaterThan(1.7e9);
        assertThat(field(step, 2).value).isEqualTo(300);
        List<Field> summary = fields(field(step, 5).bytes);
        assertThat(summary).hasSize(2);
        assertThat(new String(field(summary.get(0).bytes, 1).bytes, StandardCharsets.UTF_8))
                .isEqualTo("loss/training");
        assertThat(Float.intBitsToFloat((int) field(summary.get(1).bytes, 2).value))
                .isEqualTo(1e-3f);
    }

    @Test
    void filesOfOneSecondAreApart() throws IOException {
        EventFile.create(folder, 1).close();
        EventFile.create(folder, 5).close();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }
}
