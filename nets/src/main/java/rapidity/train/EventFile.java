package rapidity.train;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.zip.CRC32C;
import rapidity.model.AtomicFile;

/// A file of scalars for TensorBoard.
///
/// ```
/// record = length (8 bytes), check(length), event, check(event)         little-endian
/// check  = rotated CRC-32C of the bytes + 0xa282ead8
/// event  = protobuf { wall_time: 1, step: 2, file_version: 3, summary: 5 { value: 1 { tag: 1, simple_value: 2 } },
///                     session_log: 7 { status: 1 } }
/// ```
///
/// @source tensorflow, `record_writer.cc`, `event.proto` and `summary.proto`
final class EventFile implements Closeable {
    private static final int MASK = 0xa282ead8;
    private static final int START = 1;
    private static final int MOST_OF_ONE_SECOND = 1000;

    private final FileChannel file;
    private final Path path;

    private EventFile(FileChannel file, Path path) {
        this.file = file;
        this.path = path;
    }

    /// A new file in a folder, which is made if need be.
    ///
    /// @param firstStep what an earlier file says of this step and later ones does not count any more
    static EventFile create(Path folder, long firstStep) throws IOException {
        Files.createDirectories(folder);
        long second = Instant.now().getEpochSecond();
        for (int i = 0; i < MOST_OF_ONE_SECOND; i++) {
            Path path = folder.resolve("events.out.tfevents." + second + "." + i + ".rapidity");
            try {
                EventFile r = new EventFile(
                        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), path);
                r.write(0, new Message().text(3, "brain.Event:2"));
                r.write(firstStep, new Message().message(7, new Message().number(1, START)));
                return r;
            } catch (FileAlreadyExistsException e) {
                continue;
            }
        }
        throw new IOException(folder + " has " + MOST_OF_ONE_SECOND + " event files of this second");
    }

    /// Adds numbers of a step.
    ///
    /// @param values by tag
    void add(long step, Map<String, Double> values) throws IOException {
        Message summary = new Message();
        values.forEach(
                (tag, value) -> summary.message(1, new Message().text(1, tag).single(2, value.floatValue())));
        write(step, new Message().message(5, summary));
    }

    private void write(long step, Message what) throws IOException {
        Instant now = Instant.now();
        byte[] event = new Message()
                .real(1, now.getEpochSecond() + 1e-9 * now.getNano())
                .number(2, step)
                .then(what)
                .bytes();
        byte[] length = little(Long.BYTES).putLong(event.length).array();
        ByteBuffer out = little(Long.BYTES + event.length + 2 * Integer.BYTES);
        out.put(length).putInt(check(length)).put(event).putInt(check(event)).flip();
        try {
            AtomicFile.writeAll(file, out);
        } catch (IOException e) {
            throw new IOException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    /// So that a file of checks has checks unlike itself.
    static int check(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /// Fields of a protobuf message.
    private static final class Message {
        private static final int VARINT = 0;
        private static final int EIGHT_BYTES = 1;
        private static final int BYTES = 2;
        private static final int FOUR_BYTES = 5;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        byte[] bytes() {
            return out.toByteArray();
        }

        Message then(Message next) {
            out.writeBytes(next.bytes());
            return this;
        }

        Message number(int field, long value) {
            key(field, VARINT);
            varint(value);
            return this;
        }

        Message real(int field, double value) {
            key(field, EIGHT_BYTES);
            out.writeBytes(little(Double.BYTES).putDouble(value).array());
            return this;
        }

        Message single(int field, float value) {
            key(field, FOUR_BYTES);
            out.writeBytes(little(Float.BYTES).putFloat(value).array());
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes());
        }

        private Message bytes(int field, byte[] value) {
            key(field, BYTES);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void key(int field, int type) {
            varint(field << 3 | type);
        }

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                out.write((int) (left & 0x7F | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
        }
    }
}
