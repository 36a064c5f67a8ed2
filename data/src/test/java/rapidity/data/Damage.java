package rapidity.data;

import java.util.Arrays;
import rapidity.random.RandomStream;

/// Damages the bytes of a file as disks, networks and enemies do.
final class Damage {
    private static final long[] HOSTILE = {-1, 0, 0x7fffffffL, 0x80000000L, 0xffffffffL, Long.MAX_VALUE, 1L << 40};

    private Damage() {}

    /// A copy that is cut short, or has some bits flipped, or bytes replaced by numbers that overflow, or a part moved.
    static byte[] of(byte[] bytes, RandomStream random) {
        int kind = random.nextInt(8);
        if (kind == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        byte[] damaged = bytes.clone();
        // most of what a reader may trust is at the beginning or the end
        int region = kind < 4 ? Math.min(bytes.length, 4096) : bytes.length;
        int start = random.nextInt(2) == 0 ? 0 : bytes.length - region;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = start + random.nextInt(region);
            switch (kind % 4) {
                case 1, 3 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> overwrite(damaged, at, HOSTILE[random.nextInt(HOSTILE.length)], 1 << random.nextInt(4));
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(1 + random.nextInt(64), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, damaged, at, length);
                }
            }
        }
        return damaged;
    }

    private static void overwrite(byte[] bytes, int at, long value, int size) {
        for (int i = 0; i < size && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }
}
