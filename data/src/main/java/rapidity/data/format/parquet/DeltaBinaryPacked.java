package rapidity.data.format.parquet;

import rapidity.data.format.codec.DamagedBytesException;

/// Integers as differences in blocks: Parquet's DELTA_BINARY_PACKED.
///
/// ```
/// numbers in a block, miniblocks in a block, count of all numbers, first number
/// blocks: the least difference, the bits of each miniblock, then the differences above the least
/// ```
final class DeltaBinaryPacked {
    private static final long EXACT = 1L << 53;
    private static final int MOST_IN_BLOCK = 1 << 16;

    private final byte[] bytes;
    private final int end;
    private final boolean narrow;
    private int at;

    private DeltaBinaryPacked(byte[] bytes, int from, int end, boolean narrow) {
        this.narrow = narrow;
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// @param size the bytes of a number: sums of those of four overflow as ints do
    static double[] decode(byte[] bytes, int from, int end, int count, int size) throws DamagedBytesException {
        return new DeltaBinaryPacked(bytes, from, end, size == 4).decode(count);
    }

    private double[] decode(int count) throws DamagedBytesException {
        long inBlock = varint();
        long miniBlocks = varint();
        long total = varint();
        long value = zigzag();
        boolean sane = inBlock > 0 && inBlock <= MOST_IN_BLOCK && miniBlocks > 0 && inBlock % (8 * miniBlocks) == 0;
        if (!sane || total < count) {
            throw new DamagedBytesException(total + " numbers in blocks of " + inBlock + ", " + miniBlocks
                    + " parts each, instead of " + count);
        }
        double[] values = new double[count];
        int done = 0;
        if (count > 0) {
            values[done++] = exact(value);
        }
        int inMini = (int) (inBlock / miniBlocks);
        while (done < count) {
            long least = zigzag();
            int widths = at;
            skip((int) miniBlocks);
            for (int mini = 0; mini < miniBlocks && done < count; mini++) {
                int bits = bytes[widths + mini] & 0xff;
                int start = at;
                if (bits > 64) {
                    throw new DamagedBytesException("differences of " + bits + " bits");
                }
                skip(bits * inMini / 8);
                for (int i = 0; i < inMini && done < count; i++) {
                    value += least + packed(start, (long) i * bits, bits);
                    value = narrow ? (int) value : value;
                    values[done++] = exact(value);
                }
            }
        }
        return values;
    }

    private long packed(int start, long bit, int bits) {
        long value = 0;
        for (int i = 0; i < bits; i++) {
            long place = bit + i;
            value |= (bytes[start + (int) (place >> 3)] >> (place & 7) & 1L) << i;
        }
        return value;
    }

    private static double exact(long value) {
        if (value > EXACT || value < -EXACT) {
            throw new ArithmeticException("the 64-bit integer " + value + ", which no double holds");
        }
        return value;
    }

    private void skip(int count) throws DamagedBytesException {
        if (count > end - at) {
            throw new DamagedBytesException("differences that end after " + (end - at) + " bytes");
        }
        at += count;
    }

    private long varint() throws DamagedBytesException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            skip(1);
            int next = bytes[at - 1] & 0xff;
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new DamagedBytesException("a number of more than 64 bits");
    }

    private long zigzag() throws DamagedBytesException {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }
}
