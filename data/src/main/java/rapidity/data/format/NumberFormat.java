package rapidity.data.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// How numbers are stored: their type and the order of their bytes. Decodes runs of numbers that lie one after another.
///
/// What cannot be decoded without loss is an [ArithmeticException] that names the value by its place in the result.
public record NumberFormat(NpyType type, ByteOrder order) {
    /// Doubles hold all integers up to here.
    private static final long EXACT = 1L << 53;

    private static final int SOME = 1024;

    /// The size of one number in bytes.
    public int bytes() {
        return type.bytes();
    }

    /// Decodes `count` numbers from byte `at` of a buffer on. The buffer's order is left as it should be for them.
    ///
    /// @throws ArithmeticException if a 64-bit integer has no exact double, or a bool is not 0 or 1
    public void doubles(ByteBuffer buffer, int at, int count, double[] out, int outAt) {
        buffer.order(order);
        switch (type) {
            case FLOAT64 ->
                buffer.slice(at, 8 * count).order(order).asDoubleBuffer().get(out, outAt, count);
            case FLOAT32 -> widened(buffer.slice(at, 4 * count).order(order).asFloatBuffer(), out, outAt);
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    out[outAt + i] = buffer.getInt(at + 4 * i);
                }
            }
            case INT64, UINT64 -> {
                for (int i = 0; i < count; i++) {
                    out[outAt + i] = exact(buffer.getLong(at + 8 * i), outAt + i);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    out[outAt + i] = small(buffer, at + i * type.bytes(), outAt + i);
                }
            }
        }
    }

    /// The same, rounded to floats.
    ///
    /// @throws ArithmeticException if a bool is not 0 or 1
    public void floats(ByteBuffer buffer, int at, int count, float[] out, int outAt) {
        buffer.order(order);
        if (type == NpyType.FLOAT32) {
            buffer.slice(at, 4 * count).order(order).asFloatBuffer().get(out, outAt, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            out[outAt + i] = (float) small(buffer, at + i * type.bytes(), outAt + i);
        }
    }

    /// The same as whole numbers.
    ///
    /// @throws ArithmeticException if a value is not whole, or not below 2^63, or a bool is not 0 or 1
    public void longs(ByteBuffer buffer, int at, int count, long[] out, int outAt) {
        buffer.order(order);
        for (int i = 0; i < count; i++) {
            out[outAt + i] = whole(buffer, at + i * type.bytes(), outAt + i);
        }
    }

    /// By way of an array: copies, with the bytes swapped or not, and conversions go many at a time.
    private static void widened(FloatBuffer floats, double[] out, int outAt) {
        float[] some = new float[Math.min(SOME, floats.remaining())];
        for (int at = outAt; floats.hasRemaining(); at += some.length) {
            int count = Math.min(some.length, floats.remaining());
            floats.get(some, 0, count);
            for (int i = 0; i < count; i++) {
                out[at + i] = some[i];
            }
        }
    }

    private double small(ByteBuffer buffer, int at, int index) {
        double value = type.decode(buffer, at);
        if (type == NpyType.BOOL && value != 0 && value != 1) {
            throw new ArithmeticException("value " + index + ", the byte " + (int) value + ", which is no bool");
        }
        return value;
    }

    private double exact(long value, int index) {
        if (value > EXACT || value < (type == NpyType.UINT64 ? 0 : -EXACT)) {
            throw inexact(value, index, "which no double holds");
        }
        return value;
    }

    private long whole(ByteBuffer buffer, int at, int index) {
        if (type == NpyType.INT64 || type == NpyType.UINT64) {
            long value = buffer.getLong(at);
            if (type == NpyType.UINT64 && value < 0) {
                throw inexact(value, index, "which is beyond 2^63");
            }
            return value;
        }
        double value = small(buffer, at, index);
        if (value != Math.rint(value) || Math.abs(value) >= 0x1p63) {
            throw new ArithmeticException("value " + index + ", the number " + value + ", which is not whole");
        }
        return (long) value;
    }

    private ArithmeticException inexact(long value, int index, String why) {
        String digits = type == NpyType.UINT64 ? Long.toUnsignedString(value) : Long.toString(value);
        return new ArithmeticException("value " + index + ", the " + type.code() + " " + digits + ", " + why);
    }
}
