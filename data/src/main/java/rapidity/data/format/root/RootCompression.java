package rapidity.data.format.root;

import java.nio.ByteBuffer;
import rapidity.data.format.ByteSource;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.codec.Codec;
import rapidity.data.format.codec.DamagedBytesException;
import rapidity.data.format.codec.XxHash64;

/// A compressed record: blocks of at most 16 MiB, each with two letters that name the codec, and both sizes in three
/// bytes each, little-endian.
final class RootCompression {
    private static final int HEAD = 9;

    /// LZ4 blocks begin with a checksum.
    private static final int CHECKSUM = 8;

    private RootCompression() {}

    static byte[] decode(ByteSource source, String what, byte[] in, int size) throws DataFormatException {
        byte[] out = new byte[size];
        int at = 0;
        int decoded = 0;
        while (decoded < size) {
            if (in.length - at < HEAD) {
                throw source.fault(what, size + " bytes", decoded + " bytes");
            }
            String tag = "" + (char) (in[at] & 0xff) + (char) (in[at + 1] & 0xff);
            int stored = size(in, at + 3);
            int room = size(in, at + 6);
            at += HEAD;
            if (stored > in.length - at || room > size - decoded || room == 0) {
                throw source.fault(what, "blocks within the record", stored + " bytes that become " + room);
            }
            try {
                int found = block(source, what, tag, in, at, stored, out, decoded, room);
                if (found != room) {
                    throw source.fault(what, "a block of " + room + " bytes", found + "");
                }
            } catch (DamagedBytesException e) {
                throw source.fault(what, room + " bytes from " + stored, e.found());
            }
            at += stored;
            decoded += room;
        }
        return out;
    }

    private static int block(
            ByteSource source, String what, String tag, byte[] in, int at, int stored, byte[] out, int to, int room)
            throws DamagedBytesException, DataFormatException {
        return switch (tag) {
            case "ZL" -> Codec.ZLIB.decode(in, at, stored, out, to, room);
            case "L4" -> {
                requireChecksum(in, at, stored);
                yield Codec.LZ4.decode(in, at + CHECKSUM, stored - CHECKSUM, out, to, room);
            }
            case "ZS" -> Codec.ZSTD.decode(in, at, stored, out, to, room);
            case "XZ" -> Codec.XZ.decode(in, at, stored, out, to, room);
            case "CS" ->
                throw source.fault(
                        what,
                        "zlib, LZ4, Zstandard or LZMA (ROOT's hadd -f404 rewrites the file)",
                        "the codec of ROOT before version 3");
            default ->
                throw source.fault(
                        what, "zlib (ZL), LZ4 (L4), Zstandard (ZS) or LZMA (XZ)", DataFormatException.printable(tag));
        };
    }

    private static void requireChecksum(byte[] in, int at, int stored) throws DamagedBytesException {
        if (stored < CHECKSUM) {
            throw new DamagedBytesException("an LZ4 block of " + stored + " bytes without its checksum");
        }
        long expected = ByteBuffer.wrap(in).getLong(at);
        long found = XxHash64.of(in, at + CHECKSUM, stored - CHECKSUM);
        if (found != expected) {
            throw new DamagedBytesException("bytes of another checksum than the block's");
        }
    }

    private static int size(byte[] in, int at) {
        return (in[at] & 0xff) | (in[at + 1] & 0xff) << 8 | (in[at + 2] & 0xff) << 16;
    }
}
