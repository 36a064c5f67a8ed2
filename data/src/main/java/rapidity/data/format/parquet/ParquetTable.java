package rapidity.data.format.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyType;
import rapidity.data.format.Table;

/// A Parquet file as columns: numbers and bools, and lists of them, in whatever way the lists are encoded. Members of
/// structures are `STRUCTURE.MEMBER`. A list that is null holds nothing, as an empty one; any other null is refused.
public final class ParquetTable implements Table {
    private final Path path;
    private final HardwoodContext context;
    private final ParquetFileReader file;
    private final Map<Column, ParquetColumn> columns = new LinkedHashMap<>();
    private final Map<String, String> unread = new LinkedHashMap<>();

    private ParquetTable(Path path, HardwoodContext context, ParquetFileReader file) {
        this.path = path;
        this.context = context;
        this.file = file;
        long rows = file.getFileMetaData().numRows();
        for (ColumnSchema schema : file.getFileSchema().getColumns()) {
            add(schema, rows);
        }
    }

    /// Opens a file.
    ///
    /// @throws DataFormatException if it is no Parquet file, or is damaged
    public static ParquetTable open(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            throw new java.nio.file.NoSuchFileException(path.toString());
        }
        HardwoodContext context = HardwoodContext.create(1);
        try {
            return new ParquetTable(path, context, ParquetFileReader.open(InputFile.of(path), context));
        } catch (IOException | RuntimeException e) {
            context.close();
            throw damaged(path, "footer", e);
        }
    }

    static DataFormatException damaged(Path path, String place, Exception cause) {
        return new DataFormatException(path, place, "an undamaged Parquet file", cause);
    }

    private void add(ColumnSchema schema, long rows) {
        String name = name(schema);
        Optional<NpyType> type = type(schema);
        if (type.isEmpty() || schema.maxRepetitionLevel() > 1) {
            unread.put(name, schema.maxRepetitionLevel() > 1 ? "lists of lists" : "values of type " + what(schema));
            return;
        }
        boolean jagged = schema.maxRepetitionLevel() == 1;
        Column column = new Column(name, type.get(), jagged ? List.of(Column.VARIABLE) : List.of(), rows);
        columns.put(column, new ParquetColumn(path, file, schema, column));
    }

    private static String what(ColumnSchema schema) {
        return schema.logicalType() == null ? schema.type() + "" : schema.logicalType() + "";
    }

    /// The path in the schema, without the groups that only say "list" and "element".
    private static String name(ColumnSchema schema) {
        List<String> path = schema.fieldPath().elements();
        int length = Math.max(1, path.size() - 2 * schema.maxRepetitionLevel());
        return String.join(".", path.subList(0, length));
    }

    private static Optional<NpyType> type(ColumnSchema schema) {
        LogicalType logical = schema.logicalType();
        PhysicalType physical = schema.type();
        if (physical == PhysicalType.BOOLEAN) {
            return Optional.of(NpyType.BOOL);
        }
        if (logical instanceof LogicalType.IntType integer) {
            return Optional.of(integer(integer.bitWidth(), integer.isSigned()));
        }
        if (logical instanceof LogicalType.Float16Type) {
            return Optional.of(NpyType.FLOAT16);
        }
        if (logical != null) {
            return Optional.empty();
        }
        return switch (physical) {
            case INT32 -> Optional.of(NpyType.INT32);
            case INT64 -> Optional.of(NpyType.INT64);
            case FLOAT -> Optional.of(NpyType.FLOAT32);
            case DOUBLE -> Optional.of(NpyType.FLOAT64);
            default -> Optional.empty();
        };
    }

    private static NpyType integer(int bits, boolean signed) {
        return switch (bits) {
            case 8 -> signed ? NpyType.INT8 : NpyType.UINT8;
            case 16 -> signed ? NpyType.INT16 : NpyType.UINT16;
            case 32 -> signed ? NpyType.INT32 : NpyType.UINT32;
            default -> signed ? NpyType.INT64 : NpyType.UINT64;
        };
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String kind() {
        return "Parquet";
    }

    @Override
    public List<Column> columns() {
        return List.copyOf(columns.keySet());
    }

    @Override
    public Map<String, String> unread() {
        return Map.copyOf(unread);
    }

    @Override
    public Jagged read(Column column, long from, long to) throws IOException {
        if (from < 0 || from > to || to > column.rows()) {
            throw new IllegalArgumentException("rows " + from + " to " + to + " are not within the " + column.rows());
        }
        return Objects.requireNonNull(columns.get(column), column.name()).read(from, to);
    }

    @Override
    public void close() throws IOException {
        try {
            columns.values().forEach(ParquetColumn::close);
            file.close();
        } finally {
            context.close();
        }
    }
}
