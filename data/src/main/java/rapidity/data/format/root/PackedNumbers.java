package rapidity.data.format.root;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How Double32_t and Float16_t are stored, as the range `[min, max, bits]` in their title says.
///
/// ```
/// a range     4 bytes i             min + i (max - min) / steps,  steps = 2^bits, of 32 bits one less
/// bits only   1 byte e, 2 bytes m   the float of exponent e, m the sign above the highest bits of the mantissa
/// nothing     4 bytes               a float
/// ```
///
/// @param kind which of these
/// @param least min
/// @param factor steps / (max - min)
/// @param bits of the mantissa
record PackedNumbers(Kind kind, double least, double factor, int bits) {
    static final PackedNumbers NONE = new PackedNumbers(Kind.PLAIN, 0, 0, 0);

    private static final int FLOAT16_BITS = 12;
    private static final Pattern RANGE = Pattern.compile("\\[([^,\\]]*),([^,\\]]*)(?:,([^,\\]]*))?]\\s*$");
    private static final Pattern ANGLE = Pattern.compile("(-?)(?:(\\d*)\\*?)(twopi|pi)(?:/(\\d+))?");

    enum Kind {
        PLAIN,
        RANGE,
        MANTISSA
    }

    /// Of a Double32_t; nothing if its range is not understood.
    static Optional<PackedNumbers> ofDouble(String title) {
        return of(title, 0);
    }

    /// Of a Float16_t; nothing if its range is not understood.
    static Optional<PackedNumbers> ofFloat(String title) {
        return of(title, FLOAT16_BITS);
    }

    private static Optional<PackedNumbers> of(String title, int usualBits) {
        Matcher range = RANGE.matcher(title);
        if (!range.find()) {
            return Optional.of(mantissa(usualBits));
        }
        OptionalDouble least = bound(range.group(1));
        OptionalDouble most = bound(range.group(2));
        OptionalDouble told = range.group(3) == null ? OptionalDouble.of(32) : bound(range.group(3));
        if (least.isEmpty() || most.isEmpty() || told.isEmpty()) {
            return Optional.empty();
        }
        int bits = told.getAsDouble() < 2 || told.getAsDouble() > 32 ? 32 : (int) told.getAsDouble();
        double width = most.getAsDouble() - least.getAsDouble();
        if (width > 0) {
            double steps = bits < 32 ? 1L << bits : 0xffffffffL;
            return Optional.of(new PackedNumbers(Kind.RANGE, least.getAsDouble(), steps / width, bits));
        }
        return Optional.of(mantissa(bits < 15 ? bits : usualBits));
    }

    private static PackedNumbers mantissa(int bits) {
        return bits == 0 ? NONE : new PackedNumbers(Kind.MANTISSA, 0, 0, bits);
    }

    private static OptionalDouble bound(String text) {
        String trimmed = text.replace(" ", "");
        Matcher angle = ANGLE.matcher(trimmed);
        if (angle.matches()) {
            String times = String.valueOf(angle.group(2));
            double value = (times.isEmpty() ? 1 : Double.parseDouble(times))
                    * Math.PI
                    * (angle.group(3).equals("twopi") ? 2 : 1);
            String over = angle.group(4);
            return OptionalDouble.of(
                    (angle.group(1).isEmpty() ? 1 : -1) * value / (over == null ? 1 : Double.parseDouble(over)));
        }
        try {
            return OptionalDouble.of(Double.parseDouble(trimmed));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /// The bytes of a stored number.
    int bytes() {
        return kind == Kind.MANTISSA ? 3 : 4;
    }

    void decode(ByteBuffer buffer, int at, int count, double[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            int place = at + i * bytes();
            out[outAt + i] = kind == Kind.RANGE
                    ? least + (buffer.getInt(place) & 0xffffffffL) / factor
                    : mantissa(buffer.get(place) & 0xff, buffer.getShort(place + 1));
        }
    }

    private double mantissa(int exponent, int stored) {
        int sign = 1 << (bits + 1);
        int float32 = exponent << 23 | (stored & (sign - 1)) << (23 - bits);
        float value = Float.intBitsToFloat(float32);
        return (stored & sign) != 0 ? -value : value;
    }
}
