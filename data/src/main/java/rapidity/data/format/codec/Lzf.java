package rapidity.data.format.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// LibLZF's format, the codec of h5py: literal runs, and copies from at most 8 KiB back.
///
/// ```
/// c < 32        copy the next c + 1 bytes
/// c = LLLooooo  length L (if 7, plus the next byte) + 2, distance 256 o + next byte + 1
/// ```
public final class Lzf {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_LITERAL = 32;

    private Lzf() {}

    /// Decodes a block.
    ///
    /// @return how many bytes came out
    public static int decode(byte[] in, int length, byte[] out) throws DamagedBytesException {
        try {
            return decodeUnchecked(in, length, out);
        } catch (IndexOutOfBoundsException e) {
            throw new DamagedBytesException("a damaged lzf block", e);
        }
    }

    private static int decodeUnchecked(byte[] in, int end, byte[] out) {
        int i = 0;
        int o = 0;
        while (i < end) {
            int control = in[i++] & 0xff;
            if (control < 32) {
                int count = control + 1;
                copyLiteral(in, i, out, o, count);
                i += count;
                o += count;
            } else {
                int count = control >> 5;
                if (count == 7) {
                    count += in[i++] & 0xff;
                }
                int distance = ((control & 31) << 8) + (in[i++] & 0xff) + 1;
                o = copyBack(out, o, distance, count + 2);
            }
        }
        return o;
    }

    /// Copies at most 32 bytes, perhaps with some of those behind them: where both arrays have room, in a time that
    /// does not depend on how many.
    static void copyLiteral(byte[] in, int from, byte[] out, int at, int count) {
        if (from + LONGEST_LITERAL <= in.length && at + LONGEST_LITERAL <= out.length) {
            for (int i = 0; i < LONGEST_LITERAL; i += Long.BYTES) {
                LONGS.set(out, at + i, (long) LONGS.get(in, from + i));
            }
        } else {
            System.arraycopy(in, from, out, at, count);
        }
    }

    /// Appends bytes that may overlap with the ones they are copied from, perhaps with some behind them.
    static int copyBack(byte[] out, int at, int distance, int count) {
        int end = at + count;
        if (distance >= Long.BYTES && end + Long.BYTES <= out.length) {
            for (int o = at; o < end; o += Long.BYTES) {
                LONGS.set(out, o, (long) LONGS.get(out, o - distance));
            }
        } else {
            for (int o = at; o < end; o++) {
                out[o] = out[o - distance];
            }
        }
        return end;
    }
}
