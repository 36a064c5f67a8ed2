package rapidity.data.format.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import rapidity.data.format.NpyType;
import rapidity.data.format.NumberFormat;
import rapidity.data.format.codec.DamagedBytesException;

/// The encodings of numbers in a page.
final class ParquetValues {
    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE = 3;
    private static final int DELTA = 5;
    private static final int DICTIONARY = 8;
    private static final int BYTE_STREAM_SPLIT = 9;

    private static final int MOST_BITS = 32;

    private final NpyType type;
    private final NumberFormat stored;
    private double[] dictionary = new double[0];

    /// @param type the type of the column
    /// @param physical the type in which it is stored, as Parquet numbers them
    ParquetValues(NpyType type, int physical) {
        this.type = type;
        stored = new NumberFormat(
                switch (physical) {
                    case ParquetLeaf.INT32 -> type == NpyType.UINT32 ? NpyType.UINT32 : NpyType.INT32;
                    case ParquetLeaf.INT64 -> type == NpyType.UINT64 ? NpyType.UINT64 : NpyType.INT64;
                    default -> type;
                },
                ByteOrder.LITTLE_ENDIAN);
    }

    /// Takes a dictionary page, always plain.
    void dictionary(byte[] bytes, int count) throws DamagedBytesException {
        dictionary = plain(bytes, 0, bytes.length, count);
    }

    /// The numbers in bytes from .. end-1.
    ///
    /// @throws ArithmeticException if a 64-bit integer has no exact double
    double[] decode(byte[] bytes, int from, int end, int count, int encoding) throws DamagedBytesException {
        return switch (encoding) {
            case PLAIN -> plain(bytes, from, end, count);
            case PLAIN_DICTIONARY, DICTIONARY -> fromDictionary(bytes, from, end, count);
            case RLE -> bools(bytes, from, end, count);
            case DELTA -> deltas(bytes, from, end, count);
            case BYTE_STREAM_SPLIT -> byteStreams(bytes, from, end, count);
            default -> throw new DamagedBytesException("numbers in the encoding " + encoding + ", which is not read");
        };
    }

    private double[] plain(byte[] bytes, int from, int end, int count) throws DamagedBytesException {
        double[] values = new double[count];
        if (type == NpyType.BOOL) {
            require((count + 7L) / 8, end - from);
            for (int i = 0; i < count; i++) {
                values[i] = bytes[from + i / 8] >> (i % 8) & 1;
            }
            return values;
        }
        require((long) count * stored.bytes(), end - from);
        stored.doubles(ByteBuffer.wrap(bytes), from, count, values, 0);
        return values;
    }

    private static void require(long wanted, long there) throws DamagedBytesException {
        if (wanted > there) {
            throw new DamagedBytesException(there + " bytes of numbers instead of " + wanted);
        }
    }

    private double[] fromDictionary(byte[] bytes, int from, int end, int count) throws DamagedBytesException {
        double[] values = new double[count];
        if (count == 0) {
            return values;
        }
        require(1, end - from);
        int bits = bytes[from];
        if (bits < 0 || bits > MOST_BITS) {
            throw new DamagedBytesException("a dictionary with indices of " + bits + " bits");
        }
        int[] indices = HybridNumbers.decode(bytes, from + 1, end, count, bits);
        for (int i = 0; i < count; i++) {
            int index = indices[i];
            if (index < 0 || index >= dictionary.length) {
                throw new DamagedBytesException("number " + index + " of a dictionary of " + dictionary.length);
            }
            values[i] = dictionary[index];
        }
        return values;
    }

    private static double[] bools(byte[] bytes, int from, int end, int count) throws DamagedBytesException {
        require(4, end - from);
        int[] bits = HybridNumbers.decode(bytes, from + 4, end, count, 1);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = bits[i];
        }
        return values;
    }

    private double[] deltas(byte[] bytes, int from, int end, int count) throws DamagedBytesException {
        if (!stored.type().isInteger() || stored.bytes() < Integer.BYTES) {
            throw new DamagedBytesException("differences of numbers that are not whole");
        }
        byte[] whole = DeltaBinaryPacked.decode(bytes, from, end, count, stored.bytes());
        return plain(whole, 0, whole.length, count);
    }

    /// The first bytes of all numbers, then the second ones, and so on.
    private double[] byteStreams(byte[] bytes, int from, int end, int count) throws DamagedBytesException {
        int size = stored.bytes();
        require((long) count * size, end - from);
        byte[] ordered = new byte[count * size];
        int apart = (end - from) / size;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < size; j++) {
                ordered[i * size + j] = bytes[from + j * apart + i];
            }
        }
        return plain(ordered, 0, ordered.length, count);
    }
}
