package rapidity.data.format.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Chunks of Blosc (version 1): blocks, each shuffled and compressed by one of five codecs. The chunk's header says all
/// that decoding needs.
///
/// ```
/// version, codec version, flags, type size, u4 bytes, u4 block size, u4 compressed bytes, i4 offsets of the blocks
/// ```
public final class Blosc {
    private static final int HEADER = 16;
    private static final int MAX_SPLIT = 16;
    private static final int MIN_SPLIT_NUMBERS = 128;

    private static final int BYTE_SHUFFLE = 1;
    private static final int STORED = 2;
    private static final int BIT_SHUFFLE = 4;
    private static final int NOT_SPLIT = 16;

    private final byte[] in;
    private final int from;
    private final int flags;
    private final int typeSize;
    private final int size;
    private final int blockSize;
    private final int end;
    private final byte[] out;

    private Blosc(byte[] in, int from, int length, byte[] out) throws DamagedBytesException {
        if (length < HEADER) {
            throw new DamagedBytesException("a Blosc chunk of only " + length + " bytes");
        }
        ByteBuffer header = ByteBuffer.wrap(in).order(ByteOrder.LITTLE_ENDIAN);
        this.in = in;
        this.from = from;
        this.out = out;
        flags = in[from + 2];
        typeSize = Math.max(1, in[from + 3] & 0xff);
        size = header.getInt(from + 4);
        blockSize = header.getInt(from + 8);
        int compressed = header.getInt(from + 12);
        end = from + compressed;
        if (size < 0 || size > out.length || compressed < HEADER || compressed > length || blockSize <= 0 && size > 0) {
            throw new DamagedBytesException("a Blosc header of " + size + " bytes in blocks of " + blockSize + ", "
                    + compressed + " compressed, where " + length + " and room for " + out.length + " are");
        }
    }

    /// Decodes a chunk, to the beginning of `out`.
    ///
    /// @return how many bytes came out
    public static int decode(byte[] in, int from, int length, byte[] out) throws DamagedBytesException {
        return new Blosc(in, from, length, out).decode();
    }

    private int decode() throws DamagedBytesException {
        if ((flags & STORED) != 0) {
            if (size > end - from - HEADER) {
                throw new DamagedBytesException("a stored Blosc chunk without all its bytes");
            }
            System.arraycopy(in, from + HEADER, out, 0, size);
            return size;
        }
        if (size == 0) {
            return 0;
        }
        int blocks = (size - 1) / blockSize + 1;
        if (blocks > (end - from - HEADER) / 4) {
            throw new DamagedBytesException("a Blosc chunk without the offsets of its " + blocks + " blocks");
        }
        byte[] unordered = new byte[Math.min(blockSize, size)];
        for (int block = 0; block < blocks; block++) {
            int at = block * blockSize;
            int length = Math.min(blockSize, size - at);
            decodeBlock(from + intAt(from + HEADER + 4 * block), unordered, length, length < blockSize);
            order(unordered, at, length);
        }
        return size;
    }

    /// Reads a little-endian number, of which no part may lie outside the chunk.
    private int intAt(int place) throws DamagedBytesException {
        if (place < from || place > end - 4) {
            throw new DamagedBytesException("a Blosc block that begins outside its chunk");
        }
        return (in[place] & 0xff) | (in[place + 1] & 0xff) << 8 | (in[place + 2] & 0xff) << 16 | in[place + 3] << 24;
    }

    private void decodeBlock(int place, byte[] block, int length, boolean last) throws DamagedBytesException {
        boolean split =
                (flags & NOT_SPLIT) == 0 && typeSize <= MAX_SPLIT && blockSize / typeSize >= MIN_SPLIT_NUMBERS && !last;
        int streams = split ? typeSize : 1;
        int streamLength = length / streams;
        int at = place;
        for (int stream = 0; stream < streams; stream++) {
            int compressed = intAt(at);
            at += 4;
            if (compressed < 0 || compressed > end - at) {
                throw new DamagedBytesException("a Blosc stream of " + compressed + " bytes beyond its chunk");
            }
            int decoded = streamInto(at, compressed, block, stream * streamLength, streamLength);
            if (decoded != streamLength) {
                throw new DamagedBytesException(
                        "a Blosc stream of " + decoded + " instead of " + streamLength + " bytes");
            }
            at += compressed;
        }
    }

    private int streamInto(int at, int compressed, byte[] block, int to, int room) throws DamagedBytesException {
        if (compressed == room) {
            System.arraycopy(in, at, block, to, room);
            return room;
        }
        return switch ((flags >> 5) & 7) {
            case 0 -> BloscLz.decode(in, at, compressed, block, to, room);
            case 1 -> Codec.LZ4.decode(in, at, compressed, block, to, room);
            case 2 -> Codec.SNAPPY.decode(in, at, compressed, block, to, room);
            case 3 -> Codec.ZLIB.decode(in, at, compressed, block, to, room);
            case 4 -> Codec.ZSTD.decode(in, at, compressed, block, to, room);
            default -> throw new DamagedBytesException("the unknown Blosc codec " + ((flags >> 5) & 7));
        };
    }

    private void order(byte[] block, int at, int length) {
        if ((flags & BYTE_SHUFFLE) != 0 && typeSize > 1) {
            Shuffle.undoBytes(block, 0, out, at, length, typeSize);
        } else if ((flags & BIT_SHUFFLE) != 0 && blockSize >= typeSize) {
            Shuffle.undoBits(block, 0, out, at, length, typeSize);
        } else {
            System.arraycopy(block, 0, out, at, length);
        }
    }
}
