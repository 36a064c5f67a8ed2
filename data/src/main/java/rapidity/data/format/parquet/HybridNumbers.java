package rapidity.data.format.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import rapidity.data.format.codec.DamagedBytesException;

/// Small numbers in runs of equal ones and runs of packed bits: Parquet's "RLE / bit-packing hybrid".
///
/// ```
/// an even number 2 n        then one number in whole bytes, which comes n times
/// an odd number 2 n + 1     then 8 n numbers of some bits each, the lowest bits first
/// ```
final class HybridNumbers {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private HybridNumbers() {}

    static int[] decode(byte[] bytes, int from, int end, int count, int bits) throws DamagedBytesException {
        int[] numbers = new int[count];
        int at = from;
        int done = 0;
        while (done < count) {
            long head = 0;
            int next = 0x80;
            for (int shift = 0; next >= 0x80; shift += 7) {
                if (at >= end || shift > 28) {
                    throw new DamagedBytesException("the end of a run after " + done + " of " + count + " numbers");
                }
                next = bytes[at++] & 0xff;
                head |= (next & 0x7fL) << shift;
            }
            int width = (head & 1) == 0 ? (bits + 7) / 8 : bits;
            long run = (head >>> 1) * ((head & 1) == 0 ? 1 : 8);
            long size = (head & 1) == 0 ? width : (head >>> 1) * bits;
            int here = (int) Math.min(run, count - done);
            // the last packed run may be cut off behind the numbers that count
            long needed = (head & 1) == 0 ? width : ((long) here * bits + 7) / 8;
            if (run == 0 || needed > end - at) {
                throw new DamagedBytesException("a run of " + run + " numbers in " + (end - at) + " bytes");
            }
            if ((head & 1) == 0) {
                Arrays.fill(numbers, done, done + here, repeated(bytes, at, width));
            } else {
                unpack(bytes, at, bits, numbers, done, here);
            }
            at = (int) Math.min(end, at + size);
            done += here;
        }
        return numbers;
    }

    private static int repeated(byte[] bytes, int at, int width) {
        int value = 0;
        for (int i = 0; i < width; i++) {
            value |= (bytes[at + i] & 0xff) << (8 * i);
        }
        return value;
    }

    private static void unpack(byte[] bytes, int at, int bits, int[] numbers, int first, int count) {
        if (bits == 1) {
            for (int i = 0; i < count; i++) {
                numbers[first + i] = bytes[at + (i >>> 3)] >> (i & 7) & 1;
            }
            return;
        }
        long mask = (1L << bits) - 1;
        for (int i = 0; i < count; i++) {
            long bit = (long) i * bits;
            int place = at + (int) (bit >>> 3);
            numbers[first + i] = (int) (word(bytes, place) >>> (bit & 7) & mask);
        }
    }

    /// Eight bytes, the lowest first; behind the end are zeros.
    private static long word(byte[] bytes, int at) {
        if (at <= bytes.length - Long.BYTES) {
            return (long) LONGS.get(bytes, at);
        }
        long word = 0;
        for (int i = bytes.length - 1; i >= at; i--) {
            word = word << 8 | bytes[i] & 0xff;
        }
        return word;
    }
}
