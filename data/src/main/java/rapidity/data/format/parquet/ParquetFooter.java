package rapidity.data.format.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import rapidity.data.format.ByteSource;
import rapidity.data.format.codec.DamagedBytesException;

/// What a Parquet file says of itself at its end: the schema, and where each column of each group of rows is.
record ParquetFooter(long rows, List<SchemaElement> schema, List<RowGroup> groups) {
    private static final int MAGIC = 0x31524150;
    private static final int ENCRYPTED = 0x45524150;
    private static final int MAX_FOOTER = 1 << 28;

    /// A node of the schema, in the order of a walk from the root.
    ///
    /// @param type as Parquet numbers them, -1 for a group
    /// @param repetition 0 for one, 1 for at most one, 2 for any count
    /// @param converted the older way to tell signs and sizes, -1 for none
    /// @param meaning the number of the field of the newer way, 0 for none
    /// @param bits of an integer whose size the newer way tells, otherwise 0
    record SchemaElement(
            String name,
            int type,
            int typeLength,
            int repetition,
            int children,
            int converted,
            int meaning,
            int bits,
            boolean signed) {}

    /// Some rows.
    record RowGroup(long rows, List<Chunk> chunks) {}

    /// A column of a group of rows.
    ///
    /// @param place where its first page is
    record Chunk(int type, int codec, long values, long place, long size) {}

    static ParquetFooter read(ByteSource source) throws IOException {
        if (source.size() < 12) {
            throw source.fault("size", "a Parquet file of at least 12 bytes", source.size() + "");
        }
        ByteBuffer tail = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        source.read(source.size() - 8, tail);
        if (tail.getInt(4) == ENCRYPTED) {
            throw source.fault("footer", "a file that is not encrypted", "an encrypted one");
        }
        if (tail.getInt(4) != MAGIC) {
            throw source.fault("footer", "the letters PAR1 at the end (cut short?)", "others");
        }
        int length = tail.getInt(0);
        if (length < 0 || length > MAX_FOOTER || length > source.size() - 12) {
            throw source.fault("footer", "a footer within the file's " + source.size() + " bytes", length + " bytes");
        }
        byte[] bytes = new byte[length];
        source.read(source.size() - 8 - length, ByteBuffer.wrap(bytes));
        try {
            return read(new Thrift(bytes, 0, length));
        } catch (DamagedBytesException e) {
            throw source.fault("footer", "the description of a Parquet file", e.found());
        }
    }

    private static ParquetFooter read(Thrift in) throws DamagedBytesException {
        long[] rows = {0};
        List<SchemaElement> schema = new ArrayList<>();
        List<RowGroup> groups = new ArrayList<>();
        in.struct((id, type) -> {
            switch (id) {
                case 2 -> in.list(type, () -> schema.add(element(in)));
                case 3 -> rows[0] = in.i64();
                case 4 -> in.list(type, () -> groups.add(group(in)));
                default -> {}
            }
        });
        return new ParquetFooter(rows[0], List.copyOf(schema), List.copyOf(groups));
    }

    private static SchemaElement element(Thrift in) throws DamagedBytesException {
        String[] name = {""};
        int[] n = {-1, 0, 0, 0, -1, 0, 0, 1};
        in.struct((id, type) -> {
            switch (id) {
                case 1 -> n[0] = in.i32();
                case 2 -> n[1] = in.i32();
                case 3 -> n[2] = in.i32();
                case 4 -> name[0] = in.text(type);
                case 5 -> n[3] = in.i32();
                case 6 -> n[4] = in.i32();
                case 10 ->
                    in.struct((kind, inner) -> {
                        n[5] = kind;
                        if (kind == 10) {
                            in.struct((field, fieldType) -> {
                                if (field == 1) {
                                    n[6] = in.u8();
                                } else if (field == 2) {
                                    n[7] = fieldType == Thrift.TRUE ? 1 : 0;
                                }
                            });
                        }
                    });
                default -> {}
            }
        });
        return new SchemaElement(name[0], n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7] == 1);
    }

    private static RowGroup group(Thrift in) throws DamagedBytesException {
        long[] rows = {0};
        List<Chunk> chunks = new ArrayList<>();
        in.struct((id, type) -> {
            switch (id) {
                case 1 -> in.list(type, () -> chunks.add(chunk(in)));
                case 3 -> rows[0] = in.i64();
                default -> {}
            }
        });
        return new RowGroup(rows[0], List.copyOf(chunks));
    }

    private static Chunk chunk(Thrift in) throws DamagedBytesException {
        long[] n = new long[6];
        String[] elsewhere = {""};
        in.struct((id, type) -> {
            if (id == 1) {
                elsewhere[0] = in.text(type);
            } else if (id == 3) {
                in.struct((field, fieldType) -> {
                    switch (field) {
                        case 1 -> n[0] = in.i32();
                        case 4 -> n[1] = in.i32();
                        case 5 -> n[2] = in.i64();
                        case 7 -> n[3] = in.i64();
                        case 9 -> n[4] = in.i64();
                        case 11 -> n[5] = in.i64();
                        default -> {}
                    }
                });
            }
        });
        if (!elsewhere[0].isEmpty()) {
            throw new DamagedBytesException("a column in another file");
        }
        long place = n[5] > 0 && n[5] < n[4] ? n[5] : n[4];
        return new Chunk((int) n[0], (int) n[1], n[2], place, n[3]);
    }
}
