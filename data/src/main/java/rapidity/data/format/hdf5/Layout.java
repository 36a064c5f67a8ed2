package rapidity.data.format.hdf5;

import java.io.IOException;

/// Where a dataset's elements are.
sealed interface Layout {
    /// In the header itself.
    record Compact(byte[] bytes) implements Layout {}

    /// One after another in the file; nowhere, at [Metadata#UNDEFINED], as long as nothing was written.
    record Contiguous(long address) implements Layout {}

    /// In chunks of equal shape, found through an index.
    ///
    /// @param shape the shape of a chunk, without the element's size
    /// @param edgesUnfiltered whether chunks that reach over the dataset's end are stored as they are
    record Chunked(long[] shape, Index index, long address, boolean edgesUnfiltered) implements Layout {}

    /// The kinds of index, with what each needs to be read.
    sealed interface Index {}

    record Tree1() implements Index {}

    /// @param size the size of the filtered chunk, 0 if it is not filtered
    record Single(long size, int mask) implements Index {}

    record Implicit() implements Index {}

    /// @param sizeBytes the bytes in which an index entry tells the size of a filtered chunk
    record FixedArray(int sizeBytes) implements Index {}

    record ExtensibleArray(int sizeBytes) implements Index {}

    record Tree2(int sizeBytes) implements Index {}

    static Layout read(Cursor message, int elementSize) throws IOException {
        int version = message.u8();
        if (version < 3 || version > 5) {
            throw message.fault(
                    "a data layout of version 3 to 5 (h5repack rewrites older files)", "version " + version);
        }
        int kind = message.u8();
        return switch (kind) {
            case 0 -> new Compact(message.bytes(message.u16()));
            case 1 -> new Contiguous(message.address());
            case 2 -> version == 3 ? tree1(message) : chunked(message, version, elementSize);
            default ->
                throw message.fault("compact, contiguous or chunked data", kind == 3 ? "a virtual dataset" : "" + kind);
        };
    }

    private static Layout tree1(Cursor message) throws IOException {
        int rank = message.u8();
        long address = message.address();
        return new Chunked(shape(message, rank, 4), new Tree1(), address, false);
    }

    private static Layout chunked(Cursor message, int version, int elementSize) throws IOException {
        int flags = message.u8();
        int rank = message.u8();
        int sizeBytes = message.u8();
        long[] shape = shape(message, rank, sizeBytes);
        Index index = index(message, flags, version, bytesOf(shape, elementSize));
        return new Chunked(shape, index, message.address(), (flags & 1) != 0);
    }

    private static long bytesOf(long[] shape, int elementSize) {
        long bytes = elementSize;
        for (long length : shape) {
            bytes *= length;
        }
        return Math.max(1, bytes);
    }

    private static Index index(Cursor message, int flags, int version, long chunkBytes) throws IOException {
        int log2 = 63 - Long.numberOfLeadingZeros(chunkBytes);
        int sizeBytes = version > 4 ? message.file().lengthBytes() : Math.min(8, 1 + (log2 + 8) / 8);
        int kind = message.u8();
        return switch (kind) {
            case 1 -> (flags & 2) != 0 ? new Single(message.length(), (int) message.u32()) : new Single(0, 0);
            case 2 -> new Implicit();
            case 3 -> {
                message.skip(1);
                yield new FixedArray(sizeBytes);
            }
            case 4 -> {
                message.skip(5);
                yield new ExtensibleArray(sizeBytes);
            }
            case 5 -> {
                message.skip(6);
                yield new Tree2(sizeBytes);
            }
            default -> throw message.fault("a chunk index of kind 1 to 5", "kind " + kind);
        };
    }

    /// The last of the lengths is the size of an element.
    private static long[] shape(Cursor message, int rank, int bytes) throws IOException {
        if (rank < 2 || rank > 33 || bytes > 8) {
            throw message.fault("chunks of 1 to 32 dimensions", rank - 1 + "");
        }
        long[] shape = new long[rank - 1];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = message.number(bytes);
            if (shape[i] <= 0) {
                throw message.fault("a chunk of some elements", "length " + shape[i]);
            }
        }
        message.skip(bytes);
        return shape;
    }
}
