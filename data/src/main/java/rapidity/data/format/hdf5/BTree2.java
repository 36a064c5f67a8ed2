package rapidity.data.format.hdf5;

import java.io.IOException;

/// A version 2 B-tree: its records in order, each handed to a reader.
final class BTree2 {
    private static final int NODE_OVERHEAD = 10;
    private static final int MAX_DEPTH = 32;

    private final Metadata file;
    private final Records reader;
    private final int nodeSize;
    private final int recordSize;
    private final int countBytes;
    /// The bytes that the number of all records below a node takes, by the node's depth.
    private final int[] totalBytes;

    private long left;

    /// What to do with each record.
    interface Records {
        void accept(Cursor record) throws IOException;
    }

    private BTree2(Metadata file, Cursor head, int depth, Records reader) throws IOException {
        this.file = file;
        this.reader = reader;
        nodeSize = head.count32();
        recordSize = head.u16();
        if (recordSize == 0 || nodeSize < NODE_OVERHEAD + recordSize) {
            throw head.fault("nodes that hold a record", nodeSize + " bytes for records of " + recordSize);
        }
        long most = ((long) nodeSize - NODE_OVERHEAD) / recordSize;
        long mostBelow = most;
        countBytes = bytesFor(most);
        totalBytes = new int[depth + 1];
        for (int level = 1; level <= depth; level++) {
            int pointer = file.addressBytes() + countBytes + totalBytes[level - 1];
            most = Math.max(0, (nodeSize - NODE_OVERHEAD - pointer) / (recordSize + pointer));
            mostBelow = (most + 1) * mostBelow + most;
            totalBytes[level] = bytesFor(Math.max(1, mostBelow));
        }
    }

    private static int bytesFor(long value) {
        return (63 - Long.numberOfLeadingZeros(value)) / 8 + 1;
    }

    static void read(Metadata file, long address, Records reader) throws IOException {
        Cursor head = file.cursor(address, 22L + file.addressBytes() + file.lengthBytes());
        head.signature("BTHD");
        head.version("a B-tree", head.u8(), 0, 0);
        head.skip(1);
        int depth = head.at(head.position() + 6).u16();
        if (depth > MAX_DEPTH) {
            throw head.fault("a tree of at most " + MAX_DEPTH + " levels", depth + " levels");
        }
        BTree2 tree = new BTree2(file, head, depth, reader);
        head.skip(4);
        long root = head.address();
        int count = head.u16();
        // no record is smaller than a byte, so a file has at most as many as it has bytes
        tree.left = file.source().size();
        if (root != Metadata.UNDEFINED) {
            tree.node(root, count, depth);
        }
    }

    private void node(long address, long count, int depth) throws IOException {
        left -= count + 1;
        if (count < 0 || count > (nodeSize - NODE_OVERHEAD) / recordSize || left < 0) {
            throw file.fault("B-tree node at byte " + address, "as many records as the node has room for", count + "");
        }
        Cursor node = file.cursor(address, nodeSize);
        node.signature(depth == 0 ? "BTLF" : "BTIN");
        node.skip(2);
        Cursor records = node.part((int) count * recordSize);
        for (int i = 0; i <= count; i++) {
            if (depth > 0) {
                long child = node.address();
                long childCount = node.number(countBytes);
                node.skip(depth > 1 ? totalBytes[depth - 1] : 0);
                node(child, childCount, depth - 1);
            }
            if (i < count) {
                reader.accept(records.part(recordSize));
            }
        }
    }
}
