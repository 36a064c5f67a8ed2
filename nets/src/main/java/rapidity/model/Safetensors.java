package rapidity.model;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapidity.engine.Shape;

/// Named arrays and named texts in one file of the safetensors format:
///
/// ```
/// n, 8 bytes little-endian | header, n bytes of JSON | the numbers, little-endian, row-major, without gaps
/// ```
///
/// @source Hugging Face, safetensors, format description
public record Safetensors(Map<String, Stored> tensors, Map<String, String> metadata) {
    private static final int CHUNK = 1 << 20;

    /// Keeps the order of the names.
    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /// An array as it lies in a file.
    ///
    /// @param values row-major; not copied
    public record Stored(StoredType type, Shape shape, double[] values) {
        public Stored {
            if (values.length != shape.size()) {
                throw new IllegalArgumentException("shape " + shape + " does not hold " + values.length + " numbers");
            }
        }

        public static Stored of(StoredType type, double[] values, int... shape) {
            return new Stored(type, Shape.of(shape), values);
        }
    }

    /// Reads a file. Memory is bounded by a small multiple of the file's size, whatever its header says.
    ///
    /// @throws ModelFormatException if the header is damaged, a name occurs twice, or the tensors overlap, leave a hole
    ///     or reach beyond the end
    public static Safetensors read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            SafetensorsHeader header = SafetensorsHeader.read(file, channel);
            Map<String, Stored> tensors = new LinkedHashMap<>();
            for (SafetensorsHeader.Entry e : header.entries()) {
                double[] values = values(channel, header.dataStart() + e.begin(), e);
                tensors.put(e.name(), new Stored(e.type(), e.shape(), values));
            }
            return new Safetensors(tensors, header.metadata());
        }
    }

    private static double[] values(FileChannel channel, long position, SafetensorsHeader.Entry e) throws IOException {
        double[] r = new double[e.shape().size()];
        int size = e.type().bytes();
        ByteBuffer chunk = buffer(Math.min(CHUNK, r.length * (long) size));
        for (int i = 0; i < r.length; ) {
            int n = Math.min(r.length - i, CHUNK / size);
            chunk.clear().limit(n * size);
            readFully(channel, position + (long) i * size, chunk);
            e.type().read(chunk, r, i, n);
            i += n;
        }
        return r;
    }

    /// Fills the buffer from a place in the file and flips it.
    static void readFully(FileChannel channel, long position, ByteBuffer b) throws IOException {
        while (b.hasRemaining()) {
            if (channel.read(b, position + b.position()) < 0) {
                throw new EOFException("the file ended while it was read");
            }
        }
        b.flip();
    }

    /// Writes the file, complete or not at all.
    ///
    /// @throws IllegalArgumentException if a tensor is neither F64 nor F32
    public void write(Path file) throws IOException {
        List<Map.Entry<String, Stored>> order = new ArrayList<>(tensors.entrySet());
        order.sort(Comparator.comparingInt(e -> -e.getValue().type().bytes()));
        byte[] header = SafetensorsHeader.text(order, metadata).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, channel -> {
            ByteBuffer start = buffer(Long.BYTES + header.length);
            AtomicFile.writeAll(
                    channel, start.putLong(header.length).put(header).flip());
            ByteBuffer chunk = buffer(CHUNK);
            for (Map.Entry<String, Stored> e : order) {
                write(channel, e.getValue(), chunk);
            }
        });
    }

    private static void write(FileChannel channel, Stored t, ByteBuffer chunk) throws IOException {
        int size = t.type().bytes();
        for (int i = 0; i < t.values().length; ) {
            int n = Math.min(t.values().length - i, CHUNK / size);
            chunk.clear();
            for (int k = 0; k < n; k++) {
                t.type().write(chunk, t.values()[i++]);
            }
            AtomicFile.writeAll(channel, chunk.flip());
        }
    }

    private static ByteBuffer buffer(long bytes) {
        return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
