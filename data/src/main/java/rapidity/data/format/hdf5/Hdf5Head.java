package rapidity.data.format.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rapidity.data.format.NpyType;

/// The bytes in front of the numbers of a file that [Hdf5Writer] writes:
///
/// ```
/// superblock | header of the root group | its B-tree | its heap of names | its symbols | a header for each dataset
/// ```
///
/// @source HDF5 file format specification 3.0: II.A (superblock 0), III.A.1, III.B, III.C, IV.A.1.a, IV.A.2
final class Hdf5Head {
    private static final int SUPERBLOCK = 96;
    private static final int GROUP_HEADER = 40;
    /// The tree has room for 32 nodes of symbols, of which there is one.
    private static final int GROUP_K = 16;

    private static final int TREE = 24 + 8 * (4 * GROUP_K + 1);
    private static final int HEAP_HEADER = 32;
    private static final int SYMBOL = 40;
    private static final long UNDEFINED = -1;

    /// In the order of the file, and in that of their names, in which a group holds them.
    private final List<Hdf5Writer.Dataset> datasets;

    private final List<Hdf5Writer.Dataset> byName;

    Hdf5Head(List<Hdf5Writer.Dataset> datasets) {
        this.datasets = datasets;
        byName = datasets.stream()
                .sorted(Comparator.comparing(Hdf5Writer.Dataset::name))
                .toList();
    }

    ByteBuffer bytes() {
        int leafK = Math.max(4, (datasets.size() + 1) / 2);
        // the empty name comes first
        int names = 8 + byName.stream().mapToInt(Hdf5Head::nameBytes).sum();
        long tree = SUPERBLOCK + GROUP_HEADER;
        long heap = tree + TREE;
        long symbols = heap + HEAP_HEADER + names;
        long headers = symbols + 8 + 2L * leafK * SYMBOL;
        long numbers =
                headers + datasets.stream().mapToLong(Hdf5Head::headerBytes).sum();
        long end =
                numbers + datasets.stream().mapToLong(Hdf5Writer.Dataset::bytes).sum();

        ByteBuffer out = little(Math.toIntExact(numbers));
        superblock(out, leafK, end, tree, heap);
        groupHeader(out.position(SUPERBLOCK), tree, heap);
        tree(out.position((int) tree), symbols, byName.isEmpty() ? 0 : names - nameBytes(byName.getLast()));
        heap(out.position((int) heap), names);
        symbols(out.position((int) symbols), headers);
        out.position((int) headers);
        long place = numbers;
        for (Hdf5Writer.Dataset dataset : datasets) {
            header(out, dataset, place);
            place += dataset.bytes();
        }
        return out.clear();
    }

    /// The bytes of a name with the zero behind it, in whole eights.
    private static int nameBytes(Hdf5Writer.Dataset dataset) {
        return (dataset.name().getBytes(StandardCharsets.UTF_8).length + 8) / 8 * 8;
    }

    private static void superblock(ByteBuffer out, int leafK, long end, long tree, long heap) {
        out.putLong(0x0a1a0a0d46444889L).putInt(0);
        bytes(out, 0, 8, 8, 0).putShort((short) leafK).putShort((short) GROUP_K).putInt(0);
        out.putLong(0).putLong(UNDEFINED).putLong(end).putLong(UNDEFINED);
        out.putLong(0).putLong(SUPERBLOCK).putInt(1).putInt(0).putLong(tree).putLong(heap);
    }

    private static void groupHeader(ByteBuffer out, long tree, long heap) {
        bytes(out, 1, 0, 1, 0).putInt(1).putInt(GROUP_HEADER - 16).putInt(0);
        out.putShort((short) ObjectHeader.SYMBOL_TABLE).putShort((short) 16).putInt(0);
        out.putLong(tree).putLong(heap);
    }

    private static void tree(ByteBuffer out, long symbols, long lastName) {
        ascii(out, "TREE");
        bytes(out, 0, 0, 1, 0).putLong(UNDEFINED).putLong(UNDEFINED);
        out.putLong(0).putLong(symbols).putLong(lastName);
    }

    private void heap(ByteBuffer out, int names) {
        int content = out.position() + HEAP_HEADER;
        ascii(out, "HEAP").putInt(0).putLong(names).putLong(1).putLong(content);
        int at = content + 8;
        for (Hdf5Writer.Dataset dataset : byName) {
            out.position(at).put(dataset.name().getBytes(StandardCharsets.UTF_8));
            at += nameBytes(dataset);
        }
    }

    private void symbols(ByteBuffer out, long headers) {
        Map<String, Long> places = new HashMap<>();
        long place = headers;
        for (Hdf5Writer.Dataset dataset : datasets) {
            places.put(dataset.name(), place);
            place += headerBytes(dataset);
        }
        bytes(ascii(out, "SNOD"), 1, 0).putShort((short) byName.size());
        int name = 8;
        for (Hdf5Writer.Dataset dataset : byName) {
            out.putLong(name).putLong(Objects.requireNonNull(places.get(dataset.name())));
            out.putLong(0).putLong(0).putLong(0);
            name += nameBytes(dataset);
        }
    }

    private static int headerBytes(Hdf5Writer.Dataset dataset) {
        return 16
                + 4 * 8
                + space(dataset).capacity()
                + type(dataset.type()).capacity()
                + fill().capacity()
                + layout(dataset, 0).capacity();
    }

    private static void header(ByteBuffer out, Hdf5Writer.Dataset dataset, long place) {
        bytes(out, 1, 0, 4, 0).putInt(1).putInt(headerBytes(dataset) - 16).putInt(0);
        message(out, ObjectHeader.DATASPACE, space(dataset));
        message(out, ObjectHeader.DATATYPE, type(dataset.type()));
        message(out, ObjectHeader.FILL_VALUE, fill());
        message(out, ObjectHeader.LAYOUT, layout(dataset, place));
    }

    private static void message(ByteBuffer out, int type, ByteBuffer content) {
        out.putShort((short) type).putShort((short) content.capacity()).putInt(0);
        out.put(content.clear());
    }

    private static ByteBuffer space(Hdf5Writer.Dataset dataset) {
        ByteBuffer out = little(8 + 8 * dataset.shape().length);
        bytes(out, 1, dataset.shape().length, 0, 0).putInt(0);
        for (long length : dataset.shape()) {
            out.putLong(length);
        }
        return out;
    }

    private static ByteBuffer fill() {
        return bytes(little(8), 2, 2, 2, 0);
    }

    private static ByteBuffer layout(Hdf5Writer.Dataset dataset, long place) {
        return bytes(little(24), 3, 1).putLong(place).putLong(dataset.bytes());
    }

    private static ByteBuffer type(NpyType type) {
        if (type == NpyType.BOOL) {
            // as h5py does: the names FALSE and TRUE for 0 and 1
            ByteBuffer out = bytes(little(40), 0x18, 2, 0, 0).putInt(1);
            ascii(integer(out, NpyType.INT8), "FALSE\0\0\0TRUE\0\0\0\0");
            return bytes(out, 0, 1);
        }
        if (type.isInteger()) {
            return integer(little(16), type);
        }
        int bits = 8 * type.bytes();
        int mantissa = bits == 16 ? 10 : bits == 32 ? 23 : 52;
        int exponent = bits - 1 - mantissa;
        ByteBuffer out = bytes(little(24), 0x11, 0x20, bits - 1, 0).putInt(type.bytes());
        out.putShort((short) 0).putShort((short) bits);
        return bytes(out, mantissa, exponent, 0, mantissa).putInt((1 << (exponent - 1)) - 1);
    }

    private static ByteBuffer integer(ByteBuffer out, NpyType type) {
        int signed = type.code().startsWith("u") ? 0 : 8;
        bytes(out, 0x10, signed, 0, 0).putInt(type.bytes());
        return out.putShort((short) 0).putShort((short) (8 * type.bytes()));
    }

    private static ByteBuffer bytes(ByteBuffer out, int... bytes) {
        for (int value : bytes) {
            out.put((byte) value);
        }
        return out;
    }

    private static ByteBuffer ascii(ByteBuffer out, String text) {
        return out.put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
