package rapidity.data.format.codec;

/// Blosc's own codec: literal runs, and copies from at most 72 KiB back.
///
/// ```
/// c < 32        copy the next c + 1 bytes
/// c = LLLooooo  length L - 1 (if 6, plus bytes up to the first that is not 255) + 3,
///               distance 256 o + next byte + 1, or 8191 + two bytes + 1 where o and that byte are all ones
/// ```
final class BloscLz {
    private static final int FAR = 8191;

    private BloscLz() {}

    static int decode(byte[] in, int from, int length, byte[] out, int at, int room) throws DamagedBytesException {
        try {
            int end = decodeUnchecked(in, from, from + length, out, at, at + room);
            return end - at;
        } catch (IndexOutOfBoundsException e) {
            throw new DamagedBytesException("a damaged blosclz block", e);
        }
    }

    private static int decodeUnchecked(byte[] in, int from, int end, byte[] out, int at, int limit)
            throws DamagedBytesException {
        int i = from;
        int o = at;
        int control = in[i++] & 31;
        while (true) {
            if (control < 32) {
                int count = control + 1;
                Lzf.copyLiteral(in, i, out, o, count);
                i += count;
                o += count;
            } else {
                int count = (control >> 5) - 1;
                if (count == 6) {
                    int more;
                    do {
                        more = in[i++] & 0xff;
                        count += more;
                    } while (more == 255);
                }
                int distance = ((control & 31) << 8) + (in[i++] & 0xff);
                if (distance == FAR) {
                    distance += ((in[i] & 0xff) << 8) + (in[i + 1] & 0xff);
                    i += 2;
                }
                if (count + 3 > limit - o || o - distance - 1 < at) {
                    throw new DamagedBytesException("a damaged blosclz block");
                }
                o = Lzf.copyBack(out, o, distance + 1, count + 3);
            }
            if (o > limit) {
                throw new DamagedBytesException("a blosclz block of more than " + (limit - at) + " bytes");
            }
            if (i >= end) {
                return o;
            }
            control = in[i++] & 0xff;
        }
    }
}
