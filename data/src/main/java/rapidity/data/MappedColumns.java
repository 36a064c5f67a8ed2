package rapidity.data;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapidity.data.expression.ColumnExpression;
import rapidity.data.expression.ColumnReference;
import rapidity.data.expression.ColumnValues;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.Table;

/// The columns of a table that expressions name, for some rows; each is read once for these.
final class MappedColumns implements ColumnExpression.Columns {
    private static final int SUGGESTIONS = 5;

    private final Table table;
    private final Map<ColumnReference, Column> columns = new HashMap<>();
    private final Map<Column, Jagged> read = new HashMap<>();
    private Optional<Column> longest = Optional.empty();
    private long from;
    private long to;

    MappedColumns(Table table) {
        this.table = table;
    }

    /// Finds a column.
    ///
    /// @throws DataFormatException if there is none, with the nearest names, or it has another number of rows
    void add(ColumnReference reference) throws DataFormatException {
        Column column = find(reference);
        Column other = longest.orElse(column);
        if (column.rows() != other.rows()) {
            throw fault(reference, other.rows() + " rows, as in " + other.name(), column.rows() + "");
        }
        longest = Optional.of(column);
        long last = column.shape().isEmpty() ? 0 : column.shape().getLast();
        int axes = column.shape().size();
        if (reference.component() >= 0 && (axes == 0 || reference.component() >= last)) {
            throw fault(reference, "an array with number " + reference.component(), column.description());
        }
        if (reference.component() < 0 && axes > 1) {
            throw fault(
                    reference,
                    "one number for each constituent, " + column.name() + "[0] to " + column.name() + "[" + (last - 1)
                            + "]",
                    column.description());
        }
        columns.put(reference, column);
    }

    private Column find(ColumnReference reference) throws DataFormatException {
        List<Column> all = table.columns();
        for (Column column : all) {
            if (column.name().equals(reference.name())) {
                return column;
            }
        }
        String unread = table.unread().get(reference.name());
        if (unread != null) {
            throw fault(reference, "numbers", unread);
        }
        List<String> names = all.stream().map(Column::name).toList();
        throw fault(
                reference,
                "a column of this name",
                "none; the nearest are " + Nearest.of(reference.name(), names, SUGGESTIONS));
    }

    private DataFormatException fault(ColumnReference reference, String expected, String found) {
        return new DataFormatException(table.path(), "column " + reference, expected, found);
    }

    /// The rows of the table.
    long rows() {
        return longest.map(Column::rows).orElse(0L);
    }

    /// Turns to the rows from .. to-1.
    void select(long begin, long end) {
        from = begin;
        to = end;
        read.clear();
    }

    @Override
    public ColumnValues read(ColumnReference reference) throws IOException {
        Column column = columns.get(reference);
        if (column == null) {
            throw new IllegalArgumentException("column " + reference + " was not asked for");
        }
        Jagged values = read.get(column);
        if (values == null) {
            values = table.read(column, from, to);
            read.put(column, values);
        }
        int axes = column.shape().size();
        if (reference.component() >= 0) {
            values = component(
                    values,
                    reference.component(),
                    Math.toIntExact(column.shape().getLast()));
            axes--;
        }
        return axes == 0 ? new ColumnValues.PerRow(values.values()) : new ColumnValues.PerConstituent(values);
    }

    /// One number out of each group of `width`.
    private static Jagged component(Jagged all, int component, int width) {
        double[] values = new double[all.values().length / width];
        for (int i = 0; i < values.length; i++) {
            values[i] = all.values()[i * width + component];
        }
        int[] offsets = new int[all.offsets().length];
        for (int row = 0; row < offsets.length; row++) {
            offsets[row] = all.offsets()[row] / width;
        }
        return new Jagged(values, offsets);
    }
}
