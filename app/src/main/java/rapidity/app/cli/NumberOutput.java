package rapidity.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rapidity.data.format.Column;
import rapidity.data.format.CsvWriter;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.PendingFile;
import rapidity.data.format.WhenExists;
import rapidity.data.format.parquet.ParquetWriter;

/// Where a command writes rows of numbers, by the ending of the name `.npy`, `.npz`, `.parquet` or `.csv`, or lines on
/// standard output.
sealed interface NumberOutput extends PendingFile {
    /// The name that stands for standard output.
    Path STANDARD_OUTPUT = Path.of("-");

    /// The endings that [#open] knows, for sentences.
    String ENDINGS = ".npy, .npz, .parquet or .csv";

    /// Writes whole rows.
    void write(double... rows) throws IOException;

    /// Opens an output.
    ///
    /// @param name of the array that an archive gets
    /// @param rows how many rows will come
    /// @param names of the numbers of a row, which tables (`.parquet`, `.csv`) have for columns
    /// @throws IllegalArgumentException if the ending is of no format that is written
    static NumberOutput open(Path file, WhenExists whenExists, String name, long rows, List<String> names)
            throws IOException {
        String text = file.toString();
        int columns = names.size();
        long[] rowShape = columns == 1 ? new long[0] : new long[] {columns};
        List<Column> table = names.stream()
                .map(column -> new Column(column, NpyType.FLOAT64, List.of(), rows))
                .toList();
        if (text.endsWith(".npy")) {
            NpyWriter writer = NpyWriter.create(file, whenExists, NpyType.FLOAT64, rowShape);
            return new Named(file, writer, writer.rows()::write);
        }
        if (text.endsWith(".npz")) {
            NpzWriter writer = NpzWriter.create(file, whenExists);
            long[] shape = columns == 1 ? new long[] {rows} : new long[] {rows, columns};
            return new Named(file, writer, writer.array(name, NpyType.FLOAT64, shape)::write);
        }
        if (text.endsWith(".csv")) {
            CsvWriter writer = CsvWriter.create(file, whenExists, table);
            return new Named(file, writer, block -> writer.write(transposed(block, columns)));
        }
        if (text.endsWith(".parquet")) {
            ParquetWriter writer = ParquetWriter.create(file, whenExists, table);
            return new Named(file, writer, block -> {
                if (block.length > 0) {
                    writer.write(transposed(block, columns));
                }
            });
        }
        throw new IllegalArgumentException(file + ": the ending must be " + ENDINGS);
    }

    /// Whether the ending is one that [#open] knows.
    static boolean knows(Path file) {
        return Stream.of(".npy", ".npz", ".parquet", ".csv").anyMatch(file.toString()::endsWith);
    }

    /// Lines on standard output below one with these names.
    static NumberOutput lines(PrintWriter out, List<String> names) {
        out.println(String.join(",", names));
        return new Lines(out, names.size());
    }

    private static List<Jagged> transposed(double[] rows, int columns) {
        List<Jagged> r = new ArrayList<>();
        int n = rows.length / columns;
        for (int c = 0; c < columns; c++) {
            int at = c;
            double[] column = IntStream.range(0, n)
                    .mapToDouble(row -> rows[row * columns + at])
                    .toArray();
            r.add(Jagged.of(column, n, 1));
        }
        return r;
    }

    private static String lines(double[] rows, int columns) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.length; i++) {
            text.append(rows[i]).append((i + 1) % columns == 0 ? '\n' : ',');
        }
        return text.toString();
    }

    /// Where whole rows go in a file.
    interface Rows {
        void write(double[] rows) throws IOException;
    }

    /// A file; if it cannot be written, it says which.
    record Named(Path file, PendingFile writer, Rows rows) implements NumberOutput {
        @Override
        public void write(double... block) throws IOException {
            try {
                rows.write(block);
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                throw failure(e);
            }
        }

        @Override
        public void commit() throws IOException {
            try {
                writer.commit();
            } catch (ClosedByInterruptException | FileAlreadyExistsException e) {
                throw e;
            } catch (IOException e) {
                throw failure(e);
            }
        }

        private IOException failure(IOException e) {
            return new IOException(
                    file + ": it could not be written, nothing of it was kept: " + Failures.sentence(e), e);
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /// Keeps nothing.
    record Nowhere() implements NumberOutput {
        @Override
        public void write(double... rows) {}

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }

    record Lines(PrintWriter out, int columns) implements NumberOutput {
        @Override
        public void write(double... rows) throws IOException {
            out.print(lines(rows, columns));
            if (out.checkError()) {
                throw new IOException("standard output does not take any more");
            }
        }

        @Override
        public void commit() {
            out.flush();
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
