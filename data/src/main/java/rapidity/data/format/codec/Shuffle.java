package rapidity.data.format.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The orders in which filters put the bytes, or the bits, of numbers before these are compressed, undone.
public final class Shuffle {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0xffffffffL;

    private Shuffle() {}

    /// Byte j of number i stands at j m + i, for m numbers; bytes at the end that make no whole number stay.
    ///
    /// ```
    /// out[i size + j] = in[j m + i]
    /// ```
    public static void undoBytes(byte[] in, int from, byte[] out, int at, int length, int size) {
        int count = length / size;
        switch (size) {
            case 4 -> undoFour(in, from, out, at, count);
            case 8 -> undoEight(in, from, out, at, count);
            default -> undoAny(in, from, out, at, count, size);
        }
        int rest = count * size;
        System.arraycopy(in, from + rest, out, at + rest, length - rest);
    }

    private static void undoFour(byte[] in, int from, byte[] out, int at, int count) {
        int i = 0;
        for (; i + Long.BYTES <= count; i += Long.BYTES) {
            int place = from + i;
            long a = (long) LONGS.get(in, place);
            long b = (long) LONGS.get(in, place + count);
            long c = (long) LONGS.get(in, place + 2 * count);
            long d = (long) LONGS.get(in, place + 3 * count);
            // a transposition: bytes change sides between a and b and between c and d, then pairs of bytes
            long ab = ((a >>> 8) ^ b) & 0x00ff00ff00ff00ffL;
            long cd = ((c >>> 8) ^ d) & 0x00ff00ff00ff00ffL;
            a ^= ab << 8;
            b ^= ab;
            c ^= cd << 8;
            d ^= cd;
            long ac = ((a >>> 16) ^ c) & 0x0000ffff0000ffffL;
            long bd = ((b >>> 16) ^ d) & 0x0000ffff0000ffffL;
            a ^= ac << 16;
            c ^= ac;
            b ^= bd << 16;
            d ^= bd;
            int to = at + 4 * i;
            LONGS.set(out, to, (a & LOW) | (b << 32));
            LONGS.set(out, to + 8, (c & LOW) | (d << 32));
            LONGS.set(out, to + 16, (a >>> 32) | (b & ~LOW));
            LONGS.set(out, to + 24, (c >>> 32) | (d & ~LOW));
        }
        for (; i < count; i++) {
            for (int j = 0; j < 4; j++) {
                out[at + 4 * i + j] = in[from + i + j * count];
            }
        }
    }

    private static void undoEight(byte[] in, int from, byte[] out, int at, int count) {
        for (int i = 0; i < count; i++) {
            int to = at + 8 * i;
            int place = from + i;
            for (int j = 0; j < 8; j++) {
                out[to + j] = in[place + j * count];
            }
        }
    }

    private static void undoAny(byte[] in, int from, byte[] out, int at, int count, int size) {
        for (int j = 0; j < size; j++) {
            int place = from + j * count;
            for (int i = 0; i < count; i++) {
                out[at + i * size + j] = in[place + i];
            }
        }
    }

    /// Bit b of all numbers stands together, for a count of numbers that is a multiple of 8: the bit of number i is bit
    /// i mod 8 of byte i / 8 of its row. Numbers beyond the last multiple of 8 stay as they are.
    public static void undoBits(byte[] in, int from, byte[] out, int at, int length, int size) {
        int count = length / size / 8 * 8;
        int rowBytes = count / 8;
        for (int j = 0; j < size; j++) {
            int rows = from + 8 * j * rowBytes;
            for (int block = 0; block < rowBytes; block++) {
                long bits = 0;
                for (int bit = 0; bit < 8; bit++) {
                    bits |= (in[rows + bit * rowBytes + block] & 0xffL) << (8 * bit);
                }
                long numbers = transposed(bits);
                int to = at + 8 * block * size + j;
                for (int i = 0; i < 8; i++) {
                    out[to + i * size] = (byte) (numbers >>> (8 * i));
                }
            }
        }
        int rest = count * size;
        System.arraycopy(in, from + rest, out, at + rest, length - rest);
    }

    /// Transposes the 8 x 8 bits whose rows are the bytes, by swapping blocks of 1, 2 and 4 across the diagonal.
    private static long transposed(long rows) {
        long x = rows;
        long t = (x ^ (x >>> 7)) & 0x00aa00aa00aa00aaL;
        x ^= t ^ (t << 7);
        t = (x ^ (x >>> 14)) & 0x0000cccc0000ccccL;
        x ^= t ^ (t << 14);
        t = (x ^ (x >>> 28)) & 0x00000000f0f0f0f0L;
        return x ^ t ^ (t << 28);
    }
}
