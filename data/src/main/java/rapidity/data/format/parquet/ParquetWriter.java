package rapidity.data.format.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rapidity.data.format.Column;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyType;
import rapidity.data.format.OutputFile;
import rapidity.data.format.PendingFile;
import rapidity.data.format.WhenExists;

/// Writes columns of numbers, and lists of them, as a Parquet file: plain numbers, compressed with Zstandard, a group
/// of rows for each call. A row that is an array is a list, with its numbers in C order; half floats become floats.
public final class ParquetWriter implements PendingFile {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int ZSTD = 6;
    private static final int RLE = 3;
    private static final int LIST = 3;

    private final OutputFile output;
    private final List<Column> columns;
    private final List<Group> groups = new ArrayList<>();
    private long rows;

    private record Group(int rows, long bytes, List<Chunk> chunks) {}

    private record Chunk(long place, long size, long storedSize, long values) {}

    private ParquetWriter(OutputFile output, List<Column> columns) throws IOException {
        this.output = output;
        this.columns = List.copyOf(columns);
        write(MAGIC);
    }

    /// Opens a file for these columns.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
    public static ParquetWriter create(Path file, WhenExists whenExists, List<Column> columns) throws IOException {
        OutputFile output = OutputFile.create(file, whenExists);
        try {
            return new ParquetWriter(output, columns);
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /// Writes rows, of which each column has the same count.
    public void write(List<Jagged> block) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        int count = block.getFirst().rows();
        long bytes = 0;
        for (int i = 0; i < columns.size(); i++) {
            Chunk chunk = page(columns.get(i), block.get(i));
            chunks.add(chunk);
            bytes += chunk.size;
        }
        groups.add(new Group(count, bytes, chunks));
        rows += count;
    }

    private Chunk page(Column column, Jagged block) throws IOException {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        int entries = block.rows();
        if (isList(column)) {
            Levels levels = Levels.of(block);
            page.writeBytes(levels.repetition);
            page.writeBytes(levels.definition);
            entries = levels.entries;
        }
        page.writeBytes(plain(column.type(), block.values()));
        byte[] content = page.toByteArray();
        byte[] stored = Zstd.compress(content);
        byte[] head = new ThriftWriter()
                .begin()
                .i32(1, PageHead.DATA)
                .i32(2, content.length)
                .i32(3, stored.length)
                .begin(5)
                .i32(1, entries)
                .i32(2, 0)
                .i32(3, RLE)
                .i32(4, RLE)
                .end()
                .end()
                .bytes();
        long place = output.channel().position();
        write(head);
        write(stored);
        return new Chunk(place, head.length + content.length, head.length + stored.length, entries);
    }

    private static boolean isList(Column column) {
        return !column.shape().isEmpty();
    }

    /// Runs of equal levels: a list begins with 0 and goes on with 1; an element is there (1), or
    /// the list is empty (0).
    private record Levels(byte[] repetition, byte[] definition, int entries) {
        static Levels of(Jagged block) {
            Runs repetition = new Runs();
            Runs definition = new Runs();
            int entries = 0;
            for (int row = 0; row < block.rows(); row++) {
                int length = block.offsets()[row + 1] - block.offsets()[row];
                repetition.add(0, 1);
                repetition.add(1, Math.max(0, length - 1));
                definition.add(length > 0 ? 1 : 0, Math.max(1, length));
                entries += Math.max(1, length);
            }
            return new Levels(repetition.bytes(), definition.bytes(), entries);
        }
    }

    private static final class Runs {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int value;
        private int count;

        void add(int next, int times) {
            if (times > 0 && next != value) {
                flush();
                value = next;
            }
            count += times;
        }

        private void flush() {
            if (count > 0) {
                ThriftWriter.varint(out, 2L * count);
                out.write(value);
            }
            count = 0;
        }

        byte[] bytes() {
            flush();
            byte[] runs = out.toByteArray();
            return ByteBuffer.allocate(4 + runs.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(runs.length)
                    .put(runs)
                    .array();
        }
    }

    private static byte[] plain(NpyType type, double[] values) {
        if (type == NpyType.BOOL) {
            byte[] bits = new byte[(values.length + 7) / 8];
            for (int i = 0; i < values.length; i++) {
                bits[i / 8] |= (byte) (values[i] != 0 ? 1 << i % 8 : 0);
            }
            return bits;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, size(type)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (physical(type)) {
                case ParquetLeaf.INT32 -> bytes.putInt((int) (long) value);
                case ParquetLeaf.INT64 -> bytes.putLong((long) value);
                case ParquetLeaf.FLOAT -> bytes.putFloat((float) value);
                default -> bytes.putDouble(value);
            }
        }
        return bytes.array();
    }

    private static int size(NpyType type) {
        int physical = physical(type);
        return physical == ParquetLeaf.INT32 || physical == ParquetLeaf.FLOAT ? 4 : 8;
    }

    private static int physical(NpyType type) {
        return switch (type) {
            case BOOL -> ParquetLeaf.BOOLEAN;
            case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> ParquetLeaf.INT32;
            case INT64, UINT64 -> ParquetLeaf.INT64;
            case FLOAT16, FLOAT32 -> ParquetLeaf.FLOAT;
            case FLOAT64 -> ParquetLeaf.DOUBLE;
        };
    }

    @Override
    public void commit() throws IOException {
        byte[] footer = footer();
        write(footer);
        write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.length)
                .array());
        write(MAGIC);
        output.commit();
    }

    private byte[] footer() {
        ThriftWriter out = new ThriftWriter().begin().i32(1, 1);
        int nodes =
                1 + columns.stream().mapToInt(column -> isList(column) ? 3 : 1).sum();
        out.list(2, Thrift.STRUCT, nodes)
                .begin()
                .text(4, "rows")
                .i32(5, columns.size())
                .end();
        columns.forEach(column -> schema(out, column));
        out.i64(3, rows).list(4, Thrift.STRUCT, groups.size());
        for (Group group : groups) {
            out.begin().list(1, Thrift.STRUCT, columns.size());
            for (int i = 0; i < columns.size(); i++) {
                chunk(out, columns.get(i), group.chunks.get(i));
            }
            out.i64(2, group.bytes).i64(3, group.rows).end();
        }
        return out.text(6, "rapidity").end().bytes();
    }

    private static void schema(ThriftWriter out, Column column) {
        String name = column.name();
        if (isList(column)) {
            out.begin().i32(3, 0).text(4, name).i32(5, 1).i32(6, LIST);
            out.begin(10).begin(3).end().end().end();
            out.begin().i32(3, 2).text(4, "list").i32(5, 1).end();
            name = "element";
        }
        out.begin().i32(1, physical(column.type())).i32(3, 0).text(4, name);
        NpyType type = column.type();
        boolean told = type.isInteger() && type != NpyType.BOOL && type != NpyType.INT32 && type != NpyType.INT64;
        if (told) {
            boolean signed = !type.code().startsWith("u");
            out.begin(10)
                    .begin(10)
                    .i8(1, 8 * type.bytes())
                    .bool(2, signed)
                    .end()
                    .end();
        }
        out.end();
    }

    private static void chunk(ThriftWriter out, Column column, Chunk chunk) {
        out.begin().i64(2, chunk.place).begin(3).i32(1, physical(column.type()));
        out.list(2, 5, 2).i32(0).i32(RLE);
        out.list(3, Thrift.BINARY, isList(column) ? 3 : 1).text(column.name());
        if (isList(column)) {
            out.text("list").text("element");
        }
        out.i32(4, ZSTD)
                .i64(5, chunk.values)
                .i64(6, chunk.size)
                .i64(7, chunk.storedSize)
                .i64(9, chunk.place);
        out.end().end();
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            output.channel().write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
