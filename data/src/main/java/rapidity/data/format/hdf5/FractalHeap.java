package rapidity.data.format.hdf5;

import java.io.IOException;

/// A heap in which newer files keep what there is much of, such as the links of a large group: blocks of doubling
/// size, found through a table of rows. Only objects in the blocks themselves are read, as links are.
final class FractalHeap {
    private final Metadata file;
    private final int offsetBytes;
    private final int lengthBytes;
    private final int width;
    private final long startSize;
    private final int directRows;
    private final long root;
    private final int rootRows;

    private FractalHeap(Metadata file, Cursor head) throws IOException {
        this.file = file;
        head.signature("FRHP");
        head.version("a fractal heap", head.u8(), 0, 0);
        head.skip(2);
        if (head.u16() > 0) {
            throw head.fault("a fractal heap without filters", "one with filters");
        }
        head.skip(1);
        long largestObject = head.u32();
        head.skip(10 * file.lengthBytes() + 2 * file.addressBytes());
        width = head.u16();
        startSize = head.length();
        long largestBlock = head.length();
        int heapBits = head.u16();
        head.skip(2);
        root = head.address();
        rootRows = head.u16();
        if (width == 0 || Long.bitCount(startSize) != 1 || Long.bitCount(largestBlock) != 1 || heapBits > 64) {
            throw head.fault("blocks whose size is a power of 2", startSize + " to " + largestBlock + " bytes");
        }
        offsetBytes = (heapBits + 7) / 8;
        lengthBytes = bytesFor(Math.min(largestBlock, largestObject));
        directRows = log2(largestBlock) - log2(startSize) + 2;
    }

    static FractalHeap read(Metadata file, long address) throws IOException {
        long size = 22L + 12L * file.lengthBytes() + 3L * file.addressBytes();
        return new FractalHeap(file, file.cursor(address, size));
    }

    private static int log2(long value) {
        return 63 - Long.numberOfLeadingZeros(value);
    }

    private static int bytesFor(long value) {
        return log2(Math.max(1, value)) / 8 + 1;
    }

    /// The object that an identifier stands for.
    Cursor object(Cursor identifier) throws IOException {
        int kind = (identifier.u8() >> 4) & 3;
        if (kind != 0) {
            throw identifier.fault("an object in a block of its heap", "one of kind " + kind);
        }
        long offset = identifier.number(offsetBytes);
        long length = identifier.number(lengthBytes);
        long address = rootRows == 0 ? root + offset : find(root, rootRows, offset);
        return file.cursor(address, length);
    }

    /// The address of a byte of the heap below an indirect block.
    private long find(long block, int rows, long offset) throws IOException {
        long rowStart = 0;
        for (int row = 0; row < rows; row++) {
            long size = row < 2 ? startSize : startSize << (row - 1);
            long rest = offset - rowStart;
            if (size > 0 && rest >= 0 && rest < size * width) {
                long entry = (long) row * width + rest / size;
                long address = child(block, entry);
                return row < directRows
                        ? address + rest % size
                        : find(address, log2(size) - log2(startSize * width) + 1, rest % size);
            }
            rowStart += size * width;
        }
        throw file.fault("fractal heap", "an offset within the heap", "offset " + offset);
    }

    private long child(long block, long entry) throws IOException {
        int head = 5 + file.addressBytes() + offsetBytes;
        file.cursor(block, head).signature("FHIB");
        return file.cursor(block + head + entry * file.addressBytes(), file.addressBytes())
                .address();
    }
}
