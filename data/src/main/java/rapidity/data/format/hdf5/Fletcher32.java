package rapidity.data.format.hdf5;

import rapidity.data.format.codec.DamagedBytesException;

/// The checksum of HDF5's filter 3: two sums modulo 65535 over big-endian 16-bit words, stored little-endian behind
/// the data.
final class Fletcher32 {
    private Fletcher32() {}

    static void check(byte[] bytes, int length) throws DamagedBytesException {
        if (length < 0) {
            throw new DamagedBytesException("a chunk shorter than its checksum");
        }
        int stored = (bytes[length] & 0xff)
                | (bytes[length + 1] & 0xff) << 8
                | (bytes[length + 2] & 0xff) << 16
                | bytes[length + 3] << 24;
        int found = of(bytes, length);
        // files of HDF5 1.6.2 and older from little-endian machines have the bytes of each word swapped
        int swapped = (found & 0x00ff00ff) << 8 | (found >>> 8) & 0x00ff00ff;
        if (stored != found && stored != swapped) {
            throw new DamagedBytesException(
                    "the checksum " + Integer.toHexString(found) + " instead of " + Integer.toHexString(stored));
        }
    }

    private static int of(byte[] bytes, int length) {
        long a = 0;
        long b = 0;
        int words = length / 2;
        for (int i = 0; i < words; ) {
            for (int end = Math.min(words, i + 360); i < end; i++) {
                a += (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
                b += a;
            }
            a = folded(a);
            b = folded(b);
        }
        if (length % 2 == 1) {
            a = folded(a + ((bytes[length - 1] & 0xff) << 8));
            b = folded(b + a);
        }
        return (int) (folded(b) << 16 | folded(a));
    }

    private static long folded(long sum) {
        long once = (sum & 0xffff) + (sum >>> 16);
        return (once & 0xffff) + (once >>> 16);
    }
}
