package rapidity.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rapidity.data.dataset.JetAssembly;
import rapidity.data.dataset.RaggedLengths;
import rapidity.data.expression.ColumnExpression;
import rapidity.data.expression.ColumnReference;
import rapidity.data.expression.UnequalLengths;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.Table;

/// One of a user's files, read as a [ColumnMapping] says.
final class MappedTable {
    private final Table table;
    private final ColumnMapping mapping;
    private final long first;
    private final MappedColumns columns;

    /// @param first the number of rows in the files before
    MappedTable(Table table, ColumnMapping wanted, long first) throws DataFormatException {
        this.table = table;
        this.mapping = wanted.on(table.columns().stream().map(Column::name).toList());
        this.first = first;
        columns = new MappedColumns(table);
        List<ColumnExpression> all =
                new ArrayList<>(mapping.momentum().components().values());
        mapping.mask().ifPresent(all::add);
        mapping.selection().ifPresent(all::add);
        all.addAll(mapping.features().values());
        all.addAll(mapping.label().values());
        for (ColumnExpression expression : all) {
            for (ColumnReference column : expression.columns()) {
                columns.add(column);
            }
        }
    }

    Path path() {
        return table.path();
    }

    long first() {
        return first;
    }

    long rows() {
        return columns.rows();
    }

    void close() throws IOException {
        table.close();
    }

    /// The evaluated columns of some rows.
    private record Block(
            Map<String, Jagged> momentum,
            Map<String, Jagged> features,
            Jagged mask,
            List<double[]> labels,
            double[] keep) {}

    /// Adds the jets of the rows from .. to-1.
    void read(long from, long to, JetAssembly jets) throws IOException {
        jets.from(table.path());
        columns.select(from, to);
        Block block = evaluate((int) (to - from), from);
        Jagged shape = block.momentum.values().iterator().next();
        ConstituentMomentum momentum = new ConstituentMomentum(block.momentum);
        List<Jagged> features = List.copyOf(block.features.values());
        for (int row = 0; row < to - from; row++) {
            if (block.keep[row] == 0) {
                continue;
            }
            for (int i = shape.offsets()[row]; i < shape.offsets()[row + 1]; i++) {
                if (isThere(block.mask.values()[i], from + row)) {
                    requirePossible(momentum, i, from + row);
                    momentum.add(i, jets);
                    for (int j = 0; j < features.size(); j++) {
                        jets.feature(j, features.get(j).values()[i]);
                    }
                }
            }
            jets.jet(from + row, first, label(block.labels, row, from));
        }
    }

    private boolean isThere(double mask, long row) throws DataFormatException {
        if (mask != 0 && mask != 1) {
            throw new DataFormatException(
                    table.path(),
                    "row " + row + ", mask",
                    "1 for a constituent and 0 for an empty slot (an expression such as 'mask > 0.5' makes one)",
                    mask + "");
        }
        return mask == 1;
    }

    private void requirePossible(ConstituentMomentum momentum, int i, long row) throws DataFormatException {
        Optional<String> negative = momentum.negative(i);
        if (negative.isPresent()) {
            throw new DataFormatException(
                    table.path(), "row " + row + ", " + negative.get() + " of a constituent", "at least 0", "less");
        }
    }

    private Block evaluate(int rows, long from) throws IOException {
        Map<String, Jagged> momentum = new LinkedHashMap<>();
        Map<String, Jagged> features = new LinkedHashMap<>();
        for (Map.Entry<String, ColumnExpression> component :
                mapping.momentum().components().entrySet()) {
            momentum.put(component.getKey(), perConstituent(component.getValue(), from));
        }
        for (Map.Entry<String, ColumnExpression> feature : mapping.features().entrySet()) {
            features.put(feature.getKey(), perConstituent(feature.getValue(), from));
        }
        Jagged mask = mapping.mask().isPresent()
                ? perConstituent(mapping.mask().get(), from)
                : ConstituentMomentum.present(momentum);
        requireLengths(momentum, momentum, from);
        requireLengths(momentum, features, from);
        requireLengths(momentum, Map.of("the mask", mask), from);
        List<double[]> labels = new ArrayList<>();
        for (ColumnExpression label : mapping.label().values()) {
            labels.add(perRow(label, rows, from));
        }
        double[] keep = new double[rows];
        java.util.Arrays.fill(keep, 1);
        if (mapping.selection().isPresent()) {
            keep = perRow(mapping.selection().get(), rows, from);
        }
        return new Block(momentum, features, mask, labels, keep);
    }

    private void requireLengths(Map<String, Jagged> momentum, Map<String, Jagged> others, long from)
            throws DataFormatException {
        Map.Entry<String, Jagged> first = momentum.entrySet().iterator().next();
        for (Map.Entry<String, Jagged> other : others.entrySet()) {
            RaggedLengths.require(path(), first.getKey(), first.getValue(), other.getKey(), other.getValue(), from);
        }
    }

    private Jagged perConstituent(ColumnExpression expression, long from) throws IOException {
        try {
            return expression.perConstituent(columns);
        } catch (UnequalLengths e) {
            throw unequal(expression, e, from);
        }
    }

    private double[] perRow(ColumnExpression expression, int rows, long from) throws IOException {
        try {
            return expression.perRow(rows, columns);
        } catch (UnequalLengths e) {
            throw unequal(expression, e, from);
        }
    }

    private DataFormatException unequal(ColumnExpression expression, UnequalLengths e, long from) {
        return new DataFormatException(
                table.path(),
                "row " + (from + e.row()),
                "columns of equal length in '" + expression + "'",
                e.first() + " and " + e.second() + " numbers");
    }

    private int label(List<double[]> labels, int row, long from) throws DataFormatException {
        if (labels.isEmpty()) {
            return JetAssembly.UNLABELLED;
        }
        int found = -1;
        for (int kind = 0; kind < labels.size(); kind++) {
            double value = labels.get(kind)[row];
            String name = List.copyOf(mapping.label().keySet()).get(kind);
            if (value != 0 && value != 1) {
                throw new DataFormatException(
                        table.path(), "row " + (from + row) + ", label " + name, "0 or 1", value + "");
            }
            if (value == 1 && found >= 0) {
                throw new DataFormatException(
                        table.path(), "row " + (from + row), "one class of " + mapping.classes(), "two");
            }
            found = value == 1 ? kind : found;
        }
        if (labels.size() == 1) {
            return found + 1;
        }
        if (found < 0) {
            throw new DataFormatException(
                    table.path(), "row " + (from + row), "one class of " + mapping.classes(), "none");
        }
        return found;
    }
}
