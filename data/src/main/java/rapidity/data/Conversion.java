package rapidity.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import rapidity.data.format.Column;
import rapidity.data.format.CsvWriter;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyRows;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.Table;
import rapidity.data.format.WhenExists;
import rapidity.data.format.hdf5.Hdf5Writer;
import rapidity.data.format.parquet.ParquetWriter;

/// Columns of a file on their way into one of another format, some rows at a time.
///
/// An archive or an HDF5 file gets the numbers of a jagged column under its name and where rows begin under
/// `NAME_offsets`.
///
/// @param columns those that are written
/// @param progress is told how many rows more are written, each column counted
public record Conversion(Table table, List<Column> columns, LongConsumer progress) {
    /// Numbers at a time, of one column and of all together.
    private static final int BLOCK = 1 << 18;

    private static final int BLOCKS = 1 << 22;

    /// The endings that are written.
    public static final List<String> ENDINGS = Stream.concat(
                    Stream.of(".npy", ".npz", ".h5", ".hdf5", ".parquet", ".csv"), EventOutput.RECORDS.stream())
            .toList();

    private static final String OFFSETS = "_offsets";

    private interface Rows {
        void accept(Jagged rows) throws IOException;
    }

    /// Writes the columns.
    ///
    /// @throws IllegalArgumentException if the format cannot hold them, with the cure
    public void to(Path out, WhenExists whenExists) throws IOException {
        String name = String.valueOf(out.getFileName());
        if (columns.isEmpty()) {
            throw new IllegalArgumentException(table.path() + " has no columns of numbers to write");
        }
        if (name.endsWith(".npy")) {
            npy(out, whenExists);
        } else if (name.endsWith(".npz")) {
            npz(out, whenExists);
        } else if (name.endsWith(".h5") || name.endsWith(".hdf5")) {
            hdf5(out, whenExists);
        } else if (name.endsWith(".parquet")) {
            parquet(out, whenExists);
        } else if (name.endsWith(".csv")) {
            csv(out, whenExists);
        } else if (EventOutput.isRecord(out)) {
            if (columns.size() < table.columns().size()) {
                throw new IllegalArgumentException(out + ": events are written whole, without --columns");
            }
            new EventConversion(table, progress).to(out, whenExists);
        } else {
            throw new IllegalArgumentException(out + ": the ending must be one of " + ENDINGS);
        }
    }

    private void npy(Path out, WhenExists whenExists) throws IOException {
        Column column = columns.getFirst();
        if (columns.size() > 1 || column.jagged()) {
            throw new IllegalArgumentException(out
                    + ": a .npy file holds one column of rows of equal length; write .npz, or choose with --columns");
        }
        try (NpyWriter writer = NpyWriter.create(out, whenExists, column.type(), lengths(column))) {
            values(writer.rows(), column);
            writer.commit();
        }
    }

    private void npz(Path out, WhenExists whenExists) throws IOException {
        try (NpzWriter writer = NpzWriter.create(out, whenExists)) {
            for (Column column : columns) {
                if (column.jagged()) {
                    jagged(writer, column);
                    continue;
                }
                NpyRows rows = writer.array(column.name(), column.type(), shape(column.rows(), column));
                values(rows, column);
            }
            writer.commit();
        }
    }

    private void jagged(NpzWriter writer, Column column) throws IOException {
        NpyRows places = writer.array(column.name() + OFFSETS, NpyType.INT64, column.rows() + 1);
        long total = offsets(places, column);
        NpyRows values = writer.array(column.name(), column.type(), shape(total, column));
        values(values, column);
    }

    /// Writes where each row begins, and where the last one ends, which is returned.
    private long offsets(NpyRows places, Column column) throws IOException {
        long[] total = {0};
        places.write(0L);
        forEachBlock(column, block -> {
            for (int row = 1; row <= block.rows(); row++) {
                places.write((total[0] + block.offsets()[row]) / column.width());
            }
            total[0] += block.values().length;
        });
        return total[0] / column.width();
    }

    private static long[] shape(long rows, Column column) {
        long[] lengths = lengths(column);
        long[] shape = new long[lengths.length + 1];
        shape[0] = rows;
        System.arraycopy(lengths, 0, shape, 1, lengths.length);
        return shape;
    }

    private static long[] lengths(Column column) {
        return column.shape().stream()
                .filter(length -> length != Column.VARIABLE)
                .mapToLong(length -> length)
                .toArray();
    }

    private static void write(NpyRows rows, NpyType type, double[] values) throws IOException {
        if (!type.isInteger()) {
            rows.write(values);
            return;
        }
        long[] whole = new long[values.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (long) values[i];
        }
        rows.write(whole);
    }

    private void hdf5(Path out, WhenExists whenExists) throws IOException {
        List<Hdf5Writer.Dataset> datasets = new ArrayList<>();
        for (Column column : columns) {
            String name = column.name().replace('/', '_');
            if (column.jagged()) {
                long[] total = {0};
                forEachBlock(column, block -> total[0] += block.values().length / column.width());
                datasets.add(new Hdf5Writer.Dataset(name + OFFSETS, NpyType.INT64, column.rows() + 1));
                datasets.add(new Hdf5Writer.Dataset(name, column.type(), shape(total[0], column)));
            } else {
                datasets.add(new Hdf5Writer.Dataset(name, column.type(), shape(column.rows(), column)));
            }
        }
        try (Hdf5Writer writer = Hdf5Writer.create(out, whenExists, datasets)) {
            for (Column column : columns) {
                if (column.jagged()) {
                    offsets(writer.next(), column);
                }
                NpyRows rows = writer.next();
                values(rows, column);
            }
            writer.commit();
        }
    }

    private void parquet(Path out, WhenExists whenExists) throws IOException {
        try (ParquetWriter writer = ParquetWriter.create(out, whenExists, columns)) {
            inStep(out, writer::write);
            writer.commit();
        }
    }

    private void csv(Path out, WhenExists whenExists) throws IOException {
        for (Column column : columns) {
            if (column.jagged()) {
                throw new IllegalArgumentException(out + ": a text table holds rows of one length, and " + column.name()
                        + " is " + column.description() + "; write .npz or .parquet, or choose with --columns");
            }
        }
        requireRows(out);
        try (CsvWriter writer = CsvWriter.create(out, whenExists, columns)) {
            inStep(out, writer::write);
            writer.commit();
        }
    }

    private interface Blocks {
        void accept(List<Jagged> blocks) throws IOException;
    }

    private void requireRows(Path out) {
        for (Column column : columns) {
            if (column.rows() != columns.getFirst().rows()) {
                throw new IllegalArgumentException(out + ": a table holds columns of one length, and " + column.name()
                        + " has " + column.rows() + " rows, "
                        + columns.getFirst().name() + " "
                        + columns.getFirst().rows() + "; write .npz, or choose with --columns");
            }
        }
    }

    /// Hands out some rows of all columns, then the next ones.
    private void inStep(Path out, Blocks blocks) throws IOException {
        requireRows(out);
        long rows = columns.getFirst().rows();
        long width = columns.stream().mapToLong(Conversion::usualWidth).sum();
        int step = (int) Math.max(1, BLOCKS / Math.max(1, width));
        for (long from = 0; from < rows; from += step) {
            long to = Math.min(rows, from + step);
            blocks.accept(blocks(from, to));
            progress.accept((to - from) * columns.size());
        }
    }

    private List<Jagged> blocks(long from, long to) throws IOException {
        Jagged[] blocks = new Jagged[columns.size()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = table.read(columns.get(i), from, to);
        }
        return List.of(blocks);
    }

    /// The numbers in a row: particles of a jet, if they differ from row to row.
    private static long usualWidth(Column column) {
        return column.jagged() ? 64 * column.width() : column.width();
    }

    private void values(NpyRows rows, Column column) throws IOException {
        forEachBlock(column, block -> {
            write(rows, column.type(), block.values());
            progress.accept(block.rows());
        });
    }

    private void forEachBlock(Column column, Rows rows) throws IOException {
        int step = (int) Math.max(1, BLOCK / Math.max(1, usualWidth(column)));
        for (long from = 0; from < column.rows(); from += step) {
            long to = Math.min(column.rows(), from + step);
            rows.accept(table.read(column, from, to));
        }
    }
}
