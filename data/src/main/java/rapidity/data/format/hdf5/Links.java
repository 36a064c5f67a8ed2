package rapidity.data.format.hdf5;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The hard links of a group, by name: in its header, in a symbol table, or in a heap with an index by name.
final class Links {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_LINKS = 1 << 20;

    private final Metadata file;
    private final Map<String, Long> addresses = new TreeMap<>();

    private Links(Metadata file) {
        this.file = file;
    }

    /// The addresses of what the group links to; empty for a dataset.
    static Map<String, Long> of(Metadata file, ObjectHeader group) throws IOException {
        Links links = new Links(file);
        Optional<Cursor> table = group.message(file, ObjectHeader.SYMBOL_TABLE);
        if (table.isPresent()) {
            Cursor message = table.get();
            long tree = message.address();
            links.symbols(tree, links.localHeap(message.address()), MAX_DEPTH);
        }
        for (Cursor link : group.all(file, ObjectHeader.LINK)) {
            links.add(link);
        }
        Optional<Cursor> info = group.message(file, ObjectHeader.LINK_INFO);
        if (info.isPresent()) {
            links.dense(info.get());
        }
        return links.addresses;
    }

    private void add(Cursor message) throws IOException {
        message.version("a link", message.u8(), 1, 1);
        int flags = message.u8();
        int kind = (flags & 8) != 0 ? message.u8() : 0;
        message.skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0));
        long length = message.number(1 << (flags & 3));
        if (length < 0 || length > message.remaining()) {
            throw message.fault("the name of a link", length + " bytes of it");
        }
        String name = message.text((int) length);
        if (kind == 0) {
            put(name, message.address());
        }
    }

    private void put(String name, long address) throws IOException {
        addresses.put(name, address);
        if (addresses.size() > MAX_LINKS) {
            throw file.fault("group", "at most " + MAX_LINKS + " links", "more");
        }
    }

    private Cursor localHeap(long address) throws IOException {
        Cursor heap = file.cursor(address, 8L + 2 * file.lengthBytes() + file.addressBytes());
        heap.signature("HEAP");
        heap.skip(4);
        long size = heap.length();
        heap.length();
        return file.cursor(heap.address(), size);
    }

    private void symbols(long address, Cursor names, int depth) throws IOException {
        Cursor start = file.cursorUpTo(address, 8);
        if (start.text(4).equals("SNOD")) {
            symbolNode(address, names);
            return;
        }
        Cursor head = file.cursor(address, 8);
        head.signature("TREE");
        head.skip(2);
        int entries = head.u16();
        if (depth == 0) {
            throw head.fault("a tree of at most " + MAX_DEPTH + " levels", "more");
        }
        int pointer = file.lengthBytes() + file.addressBytes();
        Cursor children = file.cursor(address + 8 + 2L * file.addressBytes(), (long) entries * pointer);
        for (int i = 0; i < entries; i++) {
            children.skip(file.lengthBytes());
            symbols(children.address(), names, depth - 1);
        }
    }

    private void symbolNode(long address, Cursor names) throws IOException {
        Cursor head = file.cursor(address, 8).skip(6);
        int symbols = head.u16();
        Cursor entries = file.cursor(address + 8, (long) symbols * (2 * file.addressBytes() + 24));
        for (int i = 0; i < symbols; i++) {
            long name = entries.number(file.addressBytes());
            long header = entries.address();
            long cached = entries.u32();
            entries.skip(20);
            boolean softLink = cached == 2;
            if (!softLink) {
                put(name(names, name), header);
            }
        }
    }

    private static String name(Cursor names, long offset) throws IOException {
        if (offset < 0 || offset > names.remaining()) {
            throw names.fault("a name within its heap", "offset " + offset);
        }
        return names.at((int) offset).text();
    }

    private void dense(Cursor info) throws IOException {
        info.version("a link info", info.u8(), 0, 0);
        int flags = info.u8();
        info.skip((flags & 1) != 0 ? 8 : 0);
        long heap = info.address();
        long names = info.address();
        if (heap == Metadata.UNDEFINED || names == Metadata.UNDEFINED) {
            return;
        }
        FractalHeap links = FractalHeap.read(file, heap);
        BTree2.read(file, names, record -> add(links.object(record.skip(4))));
    }
}
