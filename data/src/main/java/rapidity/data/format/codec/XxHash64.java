package rapidity.data.format.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The checksum xxHash of 64 bits, with seed 0, as ROOT has it before each block of LZ4.
///
/// @source the specification "xxHash fast digest algorithm", XXH64
public final class XxHash64 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long P1 = 0x9e3779b185ebca87L;
    private static final long P2 = 0xc2b2ae3d27d4eb4fL;
    /// P1 + P2 modulo 2^64.
    private static final long SUM = 0x60ea27eeadc0b5d6L;

    private static final long P3 = 0x165667b19e3779f9L;
    private static final long P4 = 0x85ebca77c2b2ae63L;
    private static final long P5 = 0x27d4eb2f165667c5L;

    private static final int STRIPE = 32;

    private XxHash64() {}

    /// The checksum of bytes from .. from + length - 1.
    public static long of(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        long hash = P5;
        if (length >= STRIPE) {
            long a = SUM;
            long b = P2;
            long c = 0;
            long d = -P1;
            for (; at + STRIPE <= end; at += STRIPE) {
                a = round(a, (long) LONGS.get(bytes, at));
                b = round(b, (long) LONGS.get(bytes, at + 8));
                c = round(c, (long) LONGS.get(bytes, at + 16));
                d = round(d, (long) LONGS.get(bytes, at + 24));
            }
            hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            hash = merged(merged(merged(merged(hash, a), b), c), d);
        }
        return mixed(rest(hash + length, bytes, at, end));
    }

    private static long rest(long start, byte[] bytes, int from, int end) {
        long hash = start;
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LONGS.get(bytes, at)), 27) * P1 + P4;
        }
        if (at + Integer.BYTES <= end) {
            hash = Long.rotateLeft(hash ^ Integer.toUnsignedLong((int) INTS.get(bytes, at)) * P1, 23) * P2 + P3;
            at += Integer.BYTES;
        }
        for (; at < end; at++) {
            hash = Long.rotateLeft(hash ^ (bytes[at] & 0xff) * P5, 11) * P1;
        }
        return hash;
    }

    private static long round(long sum, long lane) {
        return Long.rotateLeft(sum + lane * P2, 31) * P1;
    }

    private static long merged(long hash, long sum) {
        return (hash ^ round(0, sum)) * P1 + P4;
    }

    private static long mixed(long hash) {
        long h = (hash ^ hash >>> 33) * P2;
        h = (h ^ h >>> 29) * P3;
        return h ^ h >>> 32;
    }
}
