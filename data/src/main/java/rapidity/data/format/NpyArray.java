package rapidity.data.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// An array of numbers in a NumPy file or archive, open for reading: any range of rows, in C order whatever the
/// order in the file.
///
/// Memory is what is asked for, and a buffer; the array itself may have any size. For use by one thread.
///
/// @see NpzFile
public final class NpyArray implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final ByteSource source;
    private final NpyHeader header;
    private final NumberFormat format;
    private final long start;
    private final long rowLength;

    private NpyArray(ByteSource source, NpyHeader header, long start, long rowLength) {
        this.source = source;
        this.header = header;
        format = new NumberFormat(header.type(), header.order());
        this.start = start;
        this.rowLength = rowLength;
    }

    /// Opens a `.npy` file of version 1, 2 or 3.
    ///
    /// @throws DataFormatException if it is none, is cut short, or holds something else than numbers
    public static NpyArray open(Path file) throws IOException {
        return open(new FileBytes(file));
    }

    /// Takes the source over: it is closed when this fails, and with the array.
    static NpyArray open(ByteSource source) throws IOException {
        try {
            NpyHeader.Placed placed = NpyHeader.read(source);
            long rowLength = checkedRowLength(source, placed);
            return new NpyArray(source, placed.header(), placed.bytes(), rowLength);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static long checkedRowLength(ByteSource source, NpyHeader.Placed placed) throws IOException {
        NpyHeader header = placed.header();
        try {
            long rowLength = header.rowLength();
            long count = Math.multiplyExact(rowLength, header.rows());
            long size = Math.addExact(Math.multiplyExact(count, header.type().bytes()), placed.bytes());
            if (source.size() < size) {
                throw source.fault(
                        "size", size + " bytes for the shape " + header.shape(), source.size() + " bytes (cut short?)");
            }
            return rowLength;
        } catch (ArithmeticException e) {
            throw source.fault(
                    "header", "a shape that a file can hold", header.shape().toString());
        }
    }

    /// Type, byte order, storage order and shape.
    public NpyHeader header() {
        return header;
    }

    /// The number of rows: the length of the first axis, 1 for a single number.
    public long rows() {
        return header.rows();
    }

    /// The count of numbers in a row.
    public long rowLength() {
        return rowLength;
    }

    /// The rows from .. to-1 as doubles, one row after another. Exact.
    ///
    /// @throws DataFormatException if a 64-bit integer has no exact double (read [#longs]), or a bool is not 0 or 1
    /// @throws IllegalArgumentException if the range is not within the rows, or does not fit into one array
    public double[] doubles(long from, long to) throws IOException {
        double[] values = new double[count(from, to)];
        String expected = "numbers that a double holds exactly, integers up to 2^53";
        read(from, to, expected, (buffer, at, n, first) -> format.doubles(buffer, at, n, values, first));
        return values;
    }

    /// The rows from .. to-1 as floats, one row after another, rounded to nearest where the file is more precise.
    ///
    /// @throws DataFormatException if a bool is not 0 or 1
    /// @throws IllegalArgumentException if the range is not within the rows, or does not fit into one array
    public float[] floats(long from, long to) throws IOException {
        float[] values = new float[count(from, to)];
        read(from, to, "numbers", (buffer, at, n, first) -> format.floats(buffer, at, n, values, first));
        return values;
    }

    /// The rows from .. to-1 as whole numbers, one row after another. Exact.
    ///
    /// @throws DataFormatException if a value is not whole, or not below 2^63, or a bool is not 0 or 1
    /// @throws IllegalArgumentException if the range is not within the rows, or does not fit into one array
    public long[] longs(long from, long to) throws IOException {
        long[] values = new long[count(from, to)];
        String expected = "a whole number below 2^63 in each place";
        read(from, to, expected, (buffer, at, n, first) -> format.longs(buffer, at, n, values, first));
        return values;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /// What to do with n numbers from byte `at` of the buffer on, which are numbers `first` and following of the
    /// result.
    private interface Sink {
        void accept(ByteBuffer buffer, int at, int n, int first);
    }

    private int count(long from, long to) {
        if (from < 0 || from > to || to > rows()) {
            throw new IllegalArgumentException(
                    "rows " + from + " to " + to + " are not within the " + rows() + " rows of the array");
        }
        if (rowLength > 0 && to - from > Integer.MAX_VALUE / rowLength) {
            throw new IllegalArgumentException((to - from) + " rows of " + rowLength
                    + " numbers do not fit into one Java array: read fewer rows at a time");
        }
        return (int) ((to - from) * rowLength);
    }

    private void read(long from, long to, String expected, Sink sink) throws IOException {
        try {
            if (!header.fortranOrder() || header.shape().size() < 2) {
                readRun(from * rowLength, (to - from) * rowLength, sink);
                return;
            }
            // in Fortran order the rows of one column lie together
            for (long column = 0; column < (from == to ? 0 : rowLength); column++) {
                int place = (int) inCOrder(column);
                readRun(column * rows() + from, to - from, (buffer, at, n, done) -> {
                    for (int i = 0; i < n; i++) {
                        sink.accept(buffer, at + i * format.bytes(), 1, place + (done + i) * (int) rowLength);
                    }
                });
            }
        } catch (ArithmeticException e) {
            throw source.fault("rows " + from + " to " + (to - 1), expected, String.valueOf(e.getMessage()));
        }
    }

    private void readRun(long first, long count, Sink sink) throws IOException {
        int bytes = format.bytes();
        int perBuffer = BUFFER / bytes;
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(perBuffer, count) * bytes);
        for (long done = 0; done < count; done += perBuffer) {
            int n = (int) Math.min(perBuffer, count - done);
            source.read(start + (first + done) * bytes, buffer.clear().limit(n * bytes));
            sink.accept(buffer, 0, n, (int) done);
        }
    }

    /// The place within a row, in C order, of the number that is at this place in Fortran order.
    private long inCOrder(long fortran) {
        long rest = fortran;
        long stride = rowLength;
        long place = 0;
        for (int axis = 1; axis < header.shape().size(); axis++) {
            long length = header.shape().get(axis);
            stride /= length;
            place += rest % length * stride;
            rest /= length;
        }
        return place;
    }
}
