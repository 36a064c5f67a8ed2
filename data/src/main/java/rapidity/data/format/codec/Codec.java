package rapidity.data.format.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import org.tukaani.xz.XZInputStream;
import org.xerial.snappy.Snappy;

/// A compression codec, decoding one block of bytes into an array with room for all that can come out.
public enum Codec {
    /// zlib streams, also called deflate and gzip in HDF5.
    ZLIB {
        @Override
        int blockInto(byte[] in, int from, int length, byte[] out, int at, int room) throws DataFormatException {
            Inflater inflater = new Inflater();
            try {
                inflater.setInput(in, from, length);
                int size = 0;
                while (!inflater.finished()) {
                    int read = inflater.inflate(out, at + size, room - size);
                    size += read;
                    if (read == 0 && !inflater.finished()) {
                        throw new DataFormatException(
                                size == room ? "more than " + room + " bytes" : "a zlib stream without its end");
                    }
                }
                return size;
            } finally {
                inflater.end();
            }
        }
    },
    /// gzip files.
    GZIP {
        @Override
        int blockInto(byte[] in, int from, int length, byte[] out, int at, int room)
                throws IOException, DataFormatException {
            try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(in, from, length))) {
                int size = stream.readNBytes(out, at, room);
                if (stream.read() >= 0) {
                    throw new DataFormatException("more than " + room + " bytes");
                }
                return size;
            }
        }
    },
    /// Blocks of LZ4, also those of its high-compression mode.
    LZ4 {
        @Override
        int blockInto(byte[] in, int from, int length, byte[] out, int at, int room) {
            return LZ4Factory.fastestInstance().safeDecompressor().decompress(in, from, length, out, at, room);
        }
    },
    /// Frames of Zstandard.
    ZSTD {
        @Override
        int blockInto(byte[] in, int from, int length, byte[] out, int at, int room) throws DataFormatException {
            long size = Zstd.decompressByteArray(out, at, room, in, from, length);
            if (Zstd.isError(size)) {
                throw new DataFormatException(Zstd.getErrorName(size));
            }
            return (int) size;
        }
    },
    /// Blocks of Snappy, without frames.
    SNAPPY {
        @Override
        int blockInto(byte[] in, int from, int length, byte[] out, int at, int room)
                throws IOException, DataFormatException {
            int size = Snappy.uncompressedLength(in, from, length);
            if (size > room) {
                throw new DataFormatException(size + " bytes instead of at most " + room);
            }
            return Snappy.rawUncompress(in, from, length, out, at);
        }
    },
    /// Streams of xz, which use LZMA2.
    XZ {
        @Override
        int blockInto(byte[] in, int from, int length, byte[] out, int at, int room)
                throws IOException, DataFormatException {
            try (XZInputStream stream = new XZInputStream(new ByteArrayInputStream(in, from, length), XZ_MEMORY_KIB)) {
                int size = stream.readNBytes(out, at, room);
                if (stream.read() >= 0) {
                    throw new DataFormatException("more than " + room + " bytes");
                }
                return size;
            }
        }
    };

    /// The dictionary of xz's highest level takes 64 MiB.
    private static final int XZ_MEMORY_KIB = 80 << 10;

    abstract int blockInto(byte[] in, int from, int length, byte[] out, int at, int room)
            throws IOException, DataFormatException;

    /// Decodes `length` bytes of `in`, beginning at `from`, into at most `room` bytes of `out`, beginning at `at`.
    ///
    /// @return how many bytes came out
    /// @throws DamagedBytesException if they do not decode, or more would come out than there is room for
    public int decode(byte[] in, int from, int length, byte[] out, int at, int room) throws DamagedBytesException {
        if (from < 0 || length < 0 || from > in.length - length || at < 0 || room < 0 || at > out.length - room) {
            throw new DamagedBytesException("a block of " + length + " bytes beyond the data");
        }
        try {
            return blockInto(in, from, length, out, at, room);
        } catch (IOException | DataFormatException | LZ4Exception | ZstdException e) {
            throw new DamagedBytesException("a damaged " + name().toLowerCase(java.util.Locale.ROOT) + " block", e);
        }
    }
}
