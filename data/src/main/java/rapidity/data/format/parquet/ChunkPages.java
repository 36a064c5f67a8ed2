package rapidity.data.format.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rapidity.data.format.ByteSource;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyType;
import rapidity.data.format.codec.Codec;
import rapidity.data.format.codec.DamagedBytesException;

/// The pages of a column in one group of rows, one after another.
final class ChunkPages {
    private static final int MAX_HEAD = 1 << 16;
    private static final int MAX_PAGE = 1 << 28;
    private static final int MAX_VALUES = 1 << 24;

    /// No codec shrinks more than Zstandard shrinks a constant: 128 KiB to four bytes.
    private static final long MAX_RATIO = 1 << 16;

    private final ByteSource source;
    private final String place;
    private final ParquetLeaf leaf;
    private final ParquetFooter.Chunk chunk;
    private final ParquetValues values;
    private long at;
    private long left;

    ChunkPages(ByteSource source, String place, ParquetLeaf leaf, NpyType type, ParquetFooter.Chunk chunk)
            throws DataFormatException {
        this.source = source;
        this.place = place;
        this.leaf = leaf;
        this.chunk = chunk;
        values = new ParquetValues(type, leaf.element().type());
        at = chunk.place();
        left = chunk.values();
        boolean within = at >= 0 && chunk.size() >= 0 && at <= source.size() - chunk.size();
        if (!within || left < 0 || chunk.type() != leaf.element().type()) {
            throw source.fault(
                    place,
                    "a column within the file's " + source.size() + " bytes",
                    chunk.size() + " bytes at " + at + " with " + left + " numbers");
        }
    }

    /// A page: its rows, the first of which goes on with the last row of the page before if it says so.
    record Page(Jagged rows, boolean goesOn) {}

    /// The next page of data; null after the last.
    @Nullable
    Page next() throws IOException {
        while (left > 0) {
            try {
                PageHead head = head();
                byte[] stored = stored(head);
                at += head.length() + head.storedSize();
                if (head.kind() == PageHead.DICTIONARY) {
                    values.dictionary(decompress(stored, 0, head.size()), head.values());
                } else if (head.kind() == PageHead.DATA || head.kind() == PageHead.DATA_V2) {
                    if (head.values() > left) {
                        throw new DamagedBytesException(head.values() + " values where " + left + " are left");
                    }
                    left -= head.values();
                    return head.kind() == PageHead.DATA ? version1(head, stored) : version2(head, stored);
                }
            } catch (DamagedBytesException | ArithmeticException e) {
                throw source.fault(place, "a page of numbers", String.valueOf(e.getMessage()));
            }
        }
        return null;
    }

    private PageHead head() throws IOException, DamagedBytesException {
        long end = chunk.place() + chunk.size();
        if (at >= end) {
            throw new DamagedBytesException("the end of the column, where " + left + " numbers are missing");
        }
        byte[] bytes = new byte[(int) Math.min(MAX_HEAD, end - at)];
        source.read(at, ByteBuffer.wrap(bytes));
        PageHead head = PageHead.read(bytes, bytes.length);
        boolean sizes = head.size() >= 0
                && head.size() <= MAX_PAGE
                && head.storedSize() >= 0
                && head.storedSize() <= end - at - head.length();
        if (!sizes || head.values() < 0 || head.values() > MAX_VALUES) {
            throw new DamagedBytesException(
                    head.values() + " values, " + head.storedSize() + " bytes that become " + head.size());
        }
        if (head.size() > MAX_RATIO * Math.max(1, head.storedSize())) {
            throw new DamagedBytesException(head.storedSize() + " bytes that become " + head.size());
        }
        return head;
    }

    private byte[] stored(PageHead head) throws IOException {
        byte[] bytes = new byte[head.storedSize()];
        source.read(at + head.length(), ByteBuffer.wrap(bytes));
        return bytes;
    }

    private byte[] decompress(byte[] in, int from, int size) throws DamagedBytesException {
        byte[] out = new byte[size];
        int length = in.length - from;
        int found = switch (chunk.codec()) {
            case 0 -> {
                if (length < size) {
                    throw new DamagedBytesException(length + " bytes instead of " + size);
                }
                System.arraycopy(in, from, out, 0, size);
                yield size;
            }
            case 1 -> Codec.SNAPPY.decode(in, from, length, out, 0, size);
            case 2 -> Codec.GZIP.decode(in, from, length, out, 0, size);
            case 6 -> Codec.ZSTD.decode(in, from, length, out, 0, size);
            case 7 -> Codec.LZ4.decode(in, from, length, out, 0, size);
            case 3 -> throw new DamagedBytesException("the codec LZO, which is not read");
            case 4 -> throw new DamagedBytesException("the codec Brotli, which is not read");
            case 5 -> throw new DamagedBytesException("the old LZ4 codec, which is not read (write LZ4_RAW)");
            default -> throw new DamagedBytesException("the unknown codec " + chunk.codec());
        };
        if (found != size) {
            throw new DamagedBytesException(found + " bytes instead of " + size);
        }
        return out;
    }

    private Page version1(PageHead head, byte[] stored) throws DamagedBytesException {
        byte[] bytes = decompress(stored, 0, head.size());
        int from = 0;
        int[] repetition = new int[0];
        int[] definition = new int[0];
        if (leaf.repeated() > 0) {
            int length = levelBytes(bytes, from);
            repetition = levels(bytes, from + 4, from + 4 + length, head.values(), leaf.repeated());
            from += 4 + length;
        }
        if (leaf.defined() > 0) {
            int length = levelBytes(bytes, from);
            definition = levels(bytes, from + 4, from + 4 + length, head.values(), leaf.defined());
            from += 4 + length;
        }
        return assemble(head, repetition, definition, bytes, from);
    }

    private static int levelBytes(byte[] bytes, int from) throws DamagedBytesException {
        if (bytes.length - from < 4) {
            throw new DamagedBytesException("levels that end after " + (bytes.length - from) + " bytes");
        }
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(from);
        if (length < 0 || length > bytes.length - from - 4) {
            throw new DamagedBytesException("levels of " + length + " bytes in a page of " + bytes.length);
        }
        return length;
    }

    private Page version2(PageHead head, byte[] stored) throws DamagedBytesException {
        int r = head.repetitionBytes();
        int d = head.definitionBytes();
        if (r < 0 || d < 0 || r > stored.length - d || r + d > head.size()) {
            throw new DamagedBytesException("levels of " + r + " and " + d + " bytes in a page of " + stored.length);
        }
        int[] repetition = leaf.repeated() > 0 ? levels(stored, 0, r, head.values(), leaf.repeated()) : new int[0];
        int[] definition = leaf.defined() > 0 ? levels(stored, r, r + d, head.values(), leaf.defined()) : new int[0];
        int size = head.size() - r - d;
        byte[] bytes = head.compressed() && size > 0
                ? decompress(stored, r + d, size)
                : Arrays.copyOfRange(stored, r + d, stored.length);
        return assemble(head, repetition, definition, bytes, 0);
    }

    private static int[] levels(byte[] bytes, int from, int end, int count, int most) throws DamagedBytesException {
        return HybridNumbers.decode(bytes, from, end, count, 32 - Integer.numberOfLeadingZeros(most));
    }

    private Page assemble(PageHead head, int[] repetition, int[] definition, byte[] bytes, int from)
            throws DamagedBytesException {
        int entries = head.values();
        int present = entries;
        for (int level : definition) {
            present -= level < leaf.defined() ? 1 : 0;
        }
        if (present < entries) {
            requireNoNulls(definition);
        }
        double[] numbers = values.decode(bytes, from, bytes.length, present, head.encoding());
        return leaf.repeated() == 0
                ? new Page(Jagged.of(numbers, entries, 1), false)
                : new Page(new Jagged(numbers, offsets(repetition, definition)), entries > 0 && repetition[0] > 0);
    }

    private void requireNoNulls(int[] definition) throws DamagedBytesException {
        for (int level : definition) {
            if (level >= leaf.listed() && level < leaf.defined()) {
                throw new DamagedBytesException("null among its numbers (fill the nulls before saving)");
            }
        }
    }

    /// Where the lists of a page begin: at the first entry, and at each that repeats nothing.
    private int[] offsets(int[] repetition, int[] definition) {
        int rows = repetition.length > 0 && repetition[0] > 0 ? 1 : 0;
        for (int level : repetition) {
            rows += level == 0 ? 1 : 0;
        }
        int[] offsets = new int[rows + 1];
        int row = 0;
        int count = 0;
        for (int i = 0; i < repetition.length; i++) {
            if (repetition[i] == 0 && i > 0) {
                offsets[++row] = count;
            }
            count += definition[i] >= leaf.listed() ? 1 : 0;
        }
        offsets[rows] = count;
        return offsets;
    }
}
