package rapidity.data.format.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import rapidity.data.format.codec.DamagedBytesException;

/// Integers as differences in blocks: Parquet's DELTA_BINARY_PACKED.
///
/// ```
/// numbers in a block, miniblocks in a block, count of all numbers, first number
/// blocks: the least difference, the bits of each miniblock, then the differences above the least
/// ```
final class DeltaBinaryPacked {
    private static final int MOST_IN_BLOCK = 1 << 16;

    private final byte[] bytes;
    private final Thrift in;
    private final int size;

    private DeltaBinaryPacked(byte[] bytes, int from, int end, int size) {
        this.bytes = bytes;
        this.size = size;
        // its whole numbers are written as those of the structures
        in = new Thrift(bytes, from, end);
    }

    /// The numbers as plain ones: little-endian, signed or not, as their sums overflow.
    ///
    /// @param size the bytes of a number, 4 or 8
    static byte[] decode(byte[] bytes, int from, int end, int count, int size) throws DamagedBytesException {
        return new DeltaBinaryPacked(bytes, from, end, size).decode(count);
    }

    private byte[] decode(int count) throws DamagedBytesException {
        long inBlock = in.varint();
        long miniBlocks = in.varint();
        long total = in.varint();
        long value = in.i64();
        boolean sane = inBlock > 0 && inBlock <= MOST_IN_BLOCK && miniBlocks > 0 && inBlock % (8 * miniBlocks) == 0;
        if (!sane || total < count) {
            throw new DamagedBytesException(total + " numbers in blocks of " + inBlock + ", " + miniBlocks
                    + " parts each, instead of " + count);
        }
        ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(count, size)).order(ByteOrder.LITTLE_ENDIAN);
        if (count > 0) {
            put(out, value);
        }
        int inMini = (int) (inBlock / miniBlocks);
        while (out.hasRemaining()) {
            long least = in.i64();
            int widths = in.position();
            in.advance((int) miniBlocks);
            for (int mini = 0; mini < miniBlocks && out.hasRemaining(); mini++) {
                int bits = bytes[widths + mini] & 0xff;
                int start = in.position();
                if (bits > 64) {
                    throw new DamagedBytesException("differences of " + bits + " bits");
                }
                in.advance(bits * inMini / 8);
                for (int i = 0; i < inMini && out.hasRemaining(); i++) {
                    value += least + packed(start, (long) i * bits, bits);
                    put(out, value);
                }
            }
        }
        return out.array();
    }

    private void put(ByteBuffer out, long value) {
        if (size == Integer.BYTES) {
            out.putInt((int) value);
        } else {
            out.putLong(value);
        }
    }

    private long packed(int start, long bit, int bits) {
        long value = 0;
        for (int i = 0; i < bits; i++) {
            long place = bit + i;
            value |= (bytes[start + (int) (place >> 3)] >> (place & 7) & 1L) << i;
        }
        return value;
    }
}
