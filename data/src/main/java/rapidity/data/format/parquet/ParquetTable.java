package rapidity.data.format.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import rapidity.data.format.ByteSource;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.FileBytes;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyType;
import rapidity.data.format.Table;
import rapidity.data.format.codec.DamagedBytesException;

/// A Parquet file as columns: numbers and bools, and lists of them, in whatever way the lists are encoded. Members of
/// structures, and of structures in a list, are `STRUCTURE.MEMBER`. A list that is null holds nothing, as an empty one;
/// any other null is refused.
///
/// Read are pages of both versions, uncompressed or through Snappy, gzip, Zstandard and LZ4, with plain, dictionary,
/// delta and byte-stream-split encoding. Memory is a page for each column, and what is asked for.
public final class ParquetTable implements Table {
    private final Path path;
    private final ByteSource source;
    private final Map<Column, ParquetColumn> columns = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> unread = new LinkedHashMap<>();

    private ParquetTable(Path path, ByteSource source) throws IOException {
        this.path = path;
        this.source = source;
        ParquetFooter footer = ParquetFooter.read(source);
        long rows = 0;
        for (ParquetFooter.RowGroup group : footer.groups()) {
            if (group.rows() < 0 || group.rows() > Long.MAX_VALUE - rows) {
                throw source.fault("footer", "groups of some rows", group.rows() + "");
            }
            rows += group.rows();
        }
        if (rows != footer.rows()) {
            throw source.fault("footer", footer.rows() + " rows in all groups", rows + "");
        }
        try {
            for (ParquetLeaf leaf : ParquetLeaf.of(footer.schema())) {
                add(leaf, footer);
            }
        } catch (DamagedBytesException e) {
            throw source.fault("footer", "a schema", e.found());
        }
    }

    /// Opens a file.
    ///
    /// @throws rapidity.data.format.DataFormatException if it is no Parquet file, or is damaged
    public static ParquetTable open(Path path) throws IOException {
        ByteSource source = new FileBytes(path);
        try {
            return new ParquetTable(path, source);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private void add(ParquetLeaf leaf, ParquetFooter footer) throws DataFormatException {
        Optional<NpyType> type = leaf.type();
        if (leaf.repeated() > 1) {
            unread.put(leaf.name(), "lists of lists");
        } else if (type.isEmpty()) {
            unread.put(leaf.name(), "no numbers");
        } else {
            if (!names.add(leaf.name())) {
                throw source.fault("footer", "each column once", "two of the name " + leaf.name());
            }
            List<Long> shape = leaf.repeated() == 1 ? List.of(Column.VARIABLE) : List.of();
            Column column = new Column(leaf.name(), type.get(), shape, footer.rows());
            columns.put(column, new ParquetColumn(source, leaf, column, footer.groups()));
        }
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
        return Objects.requireNonNull(columns.get(column), column.name()).read(from, to);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
