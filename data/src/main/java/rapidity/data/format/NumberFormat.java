package rapidity.data.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How numbers are stored: their type and the order of their bytes. Decodes runs of numbers that lie one after another.
public record NumberFormat(NpyType type, ByteOrder order) {
    /// Doubles hold all integers up to here.
    private static final long EXACT = 1L << 53;

    /// The size of one number in bytes.
    public int bytes() {
        return type.bytes();
    }

    /// Decodes `count` numbers from byte `at` of a buffer on. The buffer's order is left as it should be for them.
    ///
    /// @throws ArithmeticException if a 64-bit integer has no exact double
    public void doubles(ByteBuffer buffer, int at, int count, double[] out, int outAt) {
        buffer.order(order);
        switch (type) {
            case FLOAT64 ->
                buffer.slice(at, 8 * count).order(order).asDoubleBuffer().get(out, outAt, count);
            case INT64 -> {
                for (int i = 0; i < count; i++) {
                    out[outAt + i] = exact(buffer.getLong(at + 8 * i));
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < count; i++) {
                    out[outAt + i] = buffer.getFloat(at + 4 * i);
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    out[outAt + i] = buffer.getInt(at + 4 * i);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    out[outAt + i] = number(buffer, at + i * type.bytes());
                }
            }
        }
    }

    /// The same, rounded to floats.
    public void floats(ByteBuffer buffer, int at, int count, float[] out, int outAt) {
        buffer.order(order);
        if (type == NpyType.FLOAT32) {
            buffer.slice(at, 4 * count).order(order).asFloatBuffer().get(out, outAt, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            out[outAt + i] = (float) type.decode(buffer, at + i * type.bytes());
        }
    }

    /// The same as whole numbers.
    ///
    /// @throws ArithmeticException if a value is not whole, or not below 2^63
    public void longs(ByteBuffer buffer, int at, int count, long[] out, int outAt) {
        buffer.order(order);
        for (int i = 0; i < count; i++) {
            out[outAt + i] = whole(buffer, at + i * type.bytes());
        }
    }

    private double number(ByteBuffer buffer, int at) {
        double value = type.decode(buffer, at);
        if (type == NpyType.UINT64 && !(value <= EXACT)) {
            throw new ArithmeticException(
                    "the 64-bit integer " + Long.toUnsignedString(buffer.getLong(at)) + ", which no double holds");
        }
        return value;
    }

    private static double exact(long value) {
        if (value > EXACT || value < -EXACT) {
            throw new ArithmeticException("the 64-bit integer " + value + ", which no double holds");
        }
        return value;
    }

    private long whole(ByteBuffer buffer, int at) {
        if (type.bytes() == 8 && type.isInteger()) {
            long value = buffer.getLong(at);
            if (type == NpyType.UINT64 && value < 0) {
                throw new ArithmeticException("the integer " + Long.toUnsignedString(value) + ", beyond 2^63");
            }
            return value;
        }
        double value = type.decode(buffer, at);
        if (value != Math.rint(value) || Math.abs(value) >= 0x1p63) {
            throw new ArithmeticException("the number " + value + ", which is not whole");
        }
        return (long) value;
    }
}
