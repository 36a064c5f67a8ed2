package rapidity.data.format;

import java.nio.ByteBuffer;

/// The numbers that a NumPy file may hold. Each is read as a double without loss, 64-bit integers beyond 2^53 apart.
public enum NpyType {
    /// One byte, 0 or 1.
    BOOL("b1"),
    INT8("i1"),
    INT16("i2"),
    INT32("i4"),
    INT64("i8"),
    UINT8("u1"),
    UINT16("u2"),
    UINT32("u4"),
    UINT64("u8"),
    /// Half precision, which Java does not compute with: read as float32.
    FLOAT16("f2"),
    FLOAT32("f4"),
    FLOAT64("f8");

    /// NumPy's name without the byte order: kind and size.
    private final String code;

    private final int bytes;

    NpyType(String code) {
        this.code = code;
        bytes = code.charAt(1) - '0';
    }

    /// NumPy's name without the byte order, such as `f4`.
    public String code() {
        return code;
    }

    /// The size of one number in bytes.
    public int bytes() {
        return bytes;
    }

    /// Whether all values are whole numbers.
    public boolean isInteger() {
        return code.charAt(0) != 'f';
    }

    /// The number at an index of a buffer, in the buffer's byte order. A 64-bit integer is rounded.
    double decode(ByteBuffer buffer, int at) {
        return switch (this) {
            case BOOL, INT8 -> buffer.get(at);
            case UINT8 -> Byte.toUnsignedInt(buffer.get(at));
            case INT16 -> buffer.getShort(at);
            case UINT16 -> Short.toUnsignedInt(buffer.getShort(at));
            case INT32 -> buffer.getInt(at);
            case UINT32 -> Integer.toUnsignedLong(buffer.getInt(at));
            case INT64 -> buffer.getLong(at);
            case UINT64 -> unsigned(buffer.getLong(at));
            case FLOAT16 -> Float.float16ToFloat(buffer.getShort(at));
            case FLOAT32 -> buffer.getFloat(at);
            case FLOAT64 -> buffer.getDouble(at);
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /// Appends a number to a buffer. Floating-point types round to nearest.
    ///
    /// @throws IllegalArgumentException if an integer type does not hold the value
    void encode(double value, ByteBuffer buffer) {
        switch (this) {
            case FLOAT64 -> buffer.putDouble(value);
            case FLOAT32 -> buffer.putFloat((float) value);
            case FLOAT16 -> buffer.putShort(Float.floatToFloat16((float) value));
            default -> {
                if (value != Math.rint(value) || Math.abs(value) >= 0x1p63) {
                    throw new IllegalArgumentException("type " + code + " does not hold the value " + value);
                }
                encode((long) value, buffer);
            }
        }
    }

    /// Appends a whole number to a buffer.
    ///
    /// @throws IllegalArgumentException if the type does not hold the value
    void encode(long value, ByteBuffer buffer) {
        int bits = 8 * bytes;
        boolean unsigned = this == BOOL || code.charAt(0) == 'u';
        long least = unsigned ? 0 : -1L << (bits - 1);
        long most = this == BOOL ? 1 : bits == 64 ? Long.MAX_VALUE : (1L << (unsigned ? bits : bits - 1)) - 1;
        if (isInteger() && (value < least || value > most)) {
            throw new IllegalArgumentException("type " + code + " does not hold the value " + value);
        }
        switch (this) {
            case FLOAT16, FLOAT32, FLOAT64 -> encode((double) value, buffer);
            case BOOL, INT8, UINT8 -> buffer.put((byte) value);
            case INT16, UINT16 -> buffer.putShort((short) value);
            case INT32, UINT32 -> buffer.putInt((int) value);
            case INT64, UINT64 -> buffer.putLong(value);
        }
    }
}
