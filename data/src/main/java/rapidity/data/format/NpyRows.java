package rapidity.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/// Where the rows of an array are written, one call after another. Every call holds whole rows.
public final class NpyRows {
    private static final int BUFFER = 1 << 16;

    private final WritableByteChannel channel;
    private final NpyType type;
    private final long rowLength;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private long values;

    /// Rows of this many numbers, to be written here.
    public NpyRows(WritableByteChannel channel, NpyType type, long rowLength) {
        this.channel = channel;
        this.type = type;
        this.rowLength = rowLength;
    }

    /// Writes rows. Floating-point types round to nearest.
    ///
    /// @throws IllegalArgumentException if these are not whole rows, or an integer type does not hold a value
    public void write(double... rows) throws IOException {
        begin(rows.length);
        for (double value : rows) {
            type.encode(value, room());
        }
    }

    /// Writes rows.
    ///
    /// @throws IllegalArgumentException if these are not whole rows, or an integer type does not hold a value
    public void write(float... rows) throws IOException {
        begin(rows.length);
        for (float value : rows) {
            type.encode((double) value, room());
        }
    }

    /// Writes rows of whole numbers.
    ///
    /// @throws IllegalArgumentException if these are not whole rows, or the type does not hold a value
    public void write(long... rows) throws IOException {
        begin(rows.length);
        for (long value : rows) {
            type.encode(value, room());
        }
    }

    /// The number of rows written.
    public long count() {
        return rowLength == 0 ? 0 : values / rowLength;
    }

    private void begin(int length) {
        if (rowLength == 0 ? length > 0 : length % rowLength != 0) {
            throw new IllegalArgumentException(
                    "expected rows of " + rowLength + " numbers, got " + length + " numbers");
        }
        values += length;
    }

    private ByteBuffer room() throws IOException {
        if (buffer.remaining() < type.bytes()) {
            flush();
        }
        return buffer;
    }

    public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
