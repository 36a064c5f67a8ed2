package rapidity.data.format.root;

import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How Double32_t and Float16_t are stored, as the range `[min, max, bits]` in their title says.
///
/// ```
/// a range        4 bytes i;            min + i (max - min) / 2^bits
/// bits only      1 byte e, 2 bytes m;  the float with exponent e, the highest bits of the mantissa, the sign above
/// them
/// nothing        a float
/// ```
///
/// @param kind which of these
/// @param least min
/// @param factor 2^bits / (max - min)
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

    static PackedNumbers ofDouble(String title) {
        return of(title, 0);
    }

    static PackedNumbers ofFloat(String title) {
        return of(title, FLOAT16_BITS);
    }

    private static PackedNumbers of(String title, int usualBits) {
        Matcher range = RANGE.matcher(title);
        if (!range.find()) {
            return usualBits == 0 ? NONE : new PackedNumbers(Kind.MANTISSA, 0, 0, usualBits);
        }
        double least = bound(range.group(1));
        double most = bound(range.group(2));
        int bits = range.group(3) == null ? 32 : (int) bound(range.group(3));
        bits = bits < 2 || bits > 32 ? 32 : bits;
        if (least < most) {
            double steps = bits < 32 ? 1L << bits : 0xffffffffL;
            return new PackedNumbers(Kind.RANGE, least, steps / (most - least), bits);
        }
        if (bits < 15) {
            return new PackedNumbers(Kind.MANTISSA, 0, 0, bits);
        }
        return usualBits == 0 ? NONE : new PackedNumbers(Kind.MANTISSA, 0, 0, usualBits);
    }

    private static double bound(String text) {
        String trimmed = text.replace(" ", "");
        Matcher angle = ANGLE.matcher(trimmed);
        if (angle.matches()) {
            String times = String.valueOf(angle.group(2));
            double value = (times.isEmpty() ? 1 : Double.parseDouble(times))
                    * Math.PI
                    * (angle.group(3).equals("twopi") ? 2 : 1);
            String over = angle.group(4);
            return (angle.group(1).isEmpty() ? 1 : -1) * value / (over == null ? 1 : Double.parseDouble(over));
        }
        try {
            return Double.parseDouble(trimmed);
        } catch (NumberFormatException e) {
            return 0;
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
