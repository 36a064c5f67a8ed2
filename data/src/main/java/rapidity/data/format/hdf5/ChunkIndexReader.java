package rapidity.data.format.hdf5;

import java.io.IOException;

/// Reads the index of a dataset's chunks, of whatever kind.
final class ChunkIndexReader {
    private static final int MAX_DEPTH = 64;

    private final Metadata file;
    private final Layout.Chunked layout;
    private final Dataspace space;
    private final long chunkBytes;
    private final ChunkIndex index;
    private long nodesLeft;

    private ChunkIndexReader(Metadata file, String dataset, Layout.Chunked layout, Dataspace space, long chunkBytes)
            throws IOException {
        this.file = file;
        this.layout = layout;
        this.space = space;
        this.chunkBytes = chunkBytes;
        index = new ChunkIndex(file, dataset, counts(space.shape()));
        nodesLeft = file.source().size() / 24;
    }

    static ChunkIndex read(Metadata file, String dataset, Layout.Chunked layout, Dataspace space, long chunkBytes)
            throws IOException {
        ChunkIndexReader reader = new ChunkIndexReader(file, dataset, layout, space, chunkBytes);
        if (layout.address() != Metadata.UNDEFINED) {
            reader.read();
        }
        reader.index.sort();
        return reader.index;
    }

    /// How many chunks a dataset of this shape has along each axis; 0 along an axis without limit.
    private long[] counts(long[] shape) {
        long[] counts = new long[shape.length];
        for (int axis = 0; axis < counts.length; axis++) {
            long length = layout.shape()[axis];
            counts[axis] =
                    shape[axis] == Dataspace.UNLIMITED ? 0 : shape[axis] / length + (shape[axis] % length > 0 ? 1 : 0);
        }
        return counts;
    }

    private void read() throws IOException {
        long address = layout.address();
        int rank = layout.shape().length;
        switch (layout.index()) {
            case Layout.Tree1 tree -> tree1(address, MAX_DEPTH);
            case Layout.Single single ->
                index.add(new long[rank], address, single.size() > 0 ? single.size() : chunkBytes, single.mask());
            case Layout.Implicit implicit -> implicit(address);
            case Layout.FixedArray array ->
                FixedArray.read(file, address, array.sizeBytes(), entries(ChunkNumbers.of(counts(space.most()))));
            case Layout.ExtensibleArray array ->
                ExtensibleArray.read(file, address, array.sizeBytes(), entries(ChunkNumbers.of(counts(space.most()))));
            case Layout.Tree2 tree -> BTree2.read(file, address, record -> tree2(record, tree.sizeBytes()));
        }
    }

    private ChunkEntries entries(ChunkNumbers numbers) {
        return (number, chunk, size, mask) -> {
            if (chunk != Metadata.UNDEFINED) {
                index.add(numbers.place(number), chunk, size < 0 ? chunkBytes : size, mask);
            }
        };
    }

    private void tree1(long address, int depth) throws IOException {
        Cursor head = file.cursor(address, 8);
        head.signature("TREE");
        int kind = head.u8();
        int level = head.u8();
        int entries = head.u16();
        if (kind != 1 || depth == 0 || --nodesLeft < 0) {
            throw head.fault("a tree of chunks", "another, or one without end");
        }
        int rank = layout.shape().length;
        int key = 8 + 8 * (rank + 1);
        Cursor node = file.cursor(address + 8 + 2L * file.addressBytes(), (long) entries * (key + file.addressBytes()));
        long[] place = new long[rank];
        for (int i = 0; i < entries; i++) {
            long size = node.u32();
            int mask = (int) node.u32();
            for (int axis = 0; axis < rank; axis++) {
                place[axis] = node.number(8) / layout.shape()[axis];
            }
            node.skip(8);
            long child = node.address();
            if (level > 0) {
                tree1(child, depth - 1);
            } else {
                index.add(place, child, size, mask);
            }
        }
    }

    private void implicit(long address) throws IOException {
        ChunkNumbers numbers = ChunkNumbers.of(index.counts());
        for (long number = 0; number < numbers.total(); number++) {
            file.requireWithin(address + number * chunkBytes, 0);
            index.add(numbers.place(number), address + number * chunkBytes, chunkBytes, 0);
        }
    }

    private void tree2(Cursor record, int sizeBytes) throws IOException {
        int rank = layout.shape().length;
        boolean filtered = record.remaining() > file.addressBytes() + 8 * rank;
        long chunk = record.address();
        long size = filtered ? record.number(sizeBytes) : chunkBytes;
        int mask = filtered ? (int) record.u32() : 0;
        long[] place = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            place[axis] = record.number(8);
        }
        index.add(place, chunk, size, mask);
    }
}
