package rapidity.data.format.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// The bitshuffle filter of HDF5: blocks whose bits are put in the order of [Shuffle#undoBits], each compressed with
/// LZ4 or Zstandard, or not at all; the last up to seven numbers are stored as they are.
public final class BitShuffle {
    private static final int TARGET_BLOCK = 8192;
    private static final int LEAST_BLOCK = 128;
    private static final int MULTIPLE = 8;

    private BitShuffle() {}

    /// Decodes a chunk.
    ///
    /// @param parameters as the filter records them: two of the version, the size of a number, the numbers in a block
    ///     (0 for the usual), and how blocks are compressed: 0 not, 2 by LZ4, 3 by Zstandard
    /// @return how many bytes came out
    public static int decode(byte[] in, int length, byte[] out, int[] parameters) throws DamagedBytesException {
        int size = parameters.length > 2 ? parameters[2] : 0;
        int compression = parameters.length > 4 ? parameters[4] : 0;
        if (size < 1 || size > TARGET_BLOCK || compression != 0 && compression != 2 && compression != 3) {
            throw new DamagedBytesException(
                    "a bitshuffle of numbers of " + size + " bytes, compression " + compression);
        }
        try {
            return compression == 0
                    ? plain(in, length, out, size, parameters.length > 3 ? parameters[3] : 0)
                    : compressed(ByteBuffer.wrap(in, 0, length), out, size, compression == 2 ? Codec.LZ4 : Codec.ZSTD);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new DamagedBytesException("a bitshuffle chunk cut short", e);
        }
    }

    private static int plain(byte[] in, int length, byte[] out, int size, int numbers) throws DamagedBytesException {
        int usual = Math.max(LEAST_BLOCK, TARGET_BLOCK / size / MULTIPLE * MULTIPLE);
        int block = (numbers > 0 ? numbers : usual) * size;
        if (length > out.length || block <= 0) {
            throw new DamagedBytesException("a bitshuffle chunk of " + length + " bytes, with room for " + out.length);
        }
        int whole = length / size / MULTIPLE * MULTIPLE * size;
        for (int at = 0; at < whole; at += Math.min(block, whole - at)) {
            Shuffle.undoBits(in, at, out, at, Math.min(block, whole - at), size);
        }
        System.arraycopy(in, whole, out, whole, length - whole);
        return length;
    }

    private static int compressed(ByteBuffer in, byte[] out, int size, Codec codec) throws DamagedBytesException {
        long total = in.getLong();
        int block = in.getInt();
        if (total < 0 || total > out.length || block < size * MULTIPLE || block % (size * MULTIPLE) != 0) {
            throw new DamagedBytesException("a bitshuffle chunk of " + total + " bytes in blocks of " + block
                    + ", with room for " + out.length);
        }
        byte[] shuffled = new byte[Math.min(block, (int) total)];
        int whole = (int) total / size / MULTIPLE * MULTIPLE * size;
        int at = 0;
        while (at < whole) {
            int length = Math.min(block, whole - at);
            Lz4Blocks.block(in, shuffled, 0, length, codec);
            Shuffle.undoBits(shuffled, 0, out, at, length, size);
            at += length;
        }
        in.get(out, whole, (int) total - whole);
        return (int) total;
    }
}
