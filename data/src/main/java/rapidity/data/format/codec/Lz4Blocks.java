package rapidity.data.format.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// The layout of HDF5's LZ4 filter: total size and block size, then blocks with their compressed size, all numbers
/// big-endian; a block that did not shrink is stored.
public final class Lz4Blocks {
    private Lz4Blocks() {}

    /// Decodes a chunk.
    ///
    /// @return how many bytes came out
    public static int decode(byte[] in, int length, byte[] out) throws DamagedBytesException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(in, 0, length);
            long total = bytes.getLong();
            int blockSize = bytes.getInt();
            if (total < 0 || total > out.length || blockSize < 1) {
                throw new DamagedBytesException("an LZ4 chunk of " + total + " bytes in blocks of " + blockSize
                        + ", with room for " + out.length);
            }
            for (int at = 0; at < total; at += Math.min(blockSize, (int) total - at)) {
                int size = Math.min(blockSize, (int) total - at);
                if (bytes.getInt(bytes.position()) == size) {
                    bytes.getInt();
                    bytes.get(out, at, size);
                } else {
                    block(bytes, out, at, size, Codec.LZ4);
                }
            }
            return (int) total;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new DamagedBytesException("an LZ4 chunk cut short", e);
        }
    }

    /// Decodes the next block, which has its compressed size before it, to exactly `size` bytes.
    static void block(ByteBuffer bytes, byte[] out, int at, int size, Codec codec) throws DamagedBytesException {
        int compressed = bytes.getInt();
        if (compressed < 0 || compressed > bytes.remaining()) {
            throw new DamagedBytesException("a block of " + compressed + " bytes beyond its chunk");
        }
        int decoded = codec.decode(bytes.array(), bytes.position(), compressed, out, at, size);
        if (decoded != size) {
            throw new DamagedBytesException("a block of " + decoded + " instead of " + size + " bytes");
        }
        bytes.position(bytes.position() + compressed);
    }
}
