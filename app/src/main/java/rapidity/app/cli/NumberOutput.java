package rapidity.app.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import rapidity.data.format.Column;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyRows;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.OutputFile;
import rapidity.data.format.WhenExists;
import rapidity.data.format.parquet.ParquetWriter;

/// Where a command writes rows of numbers, by the ending of the name `.npy`, `.npz`, `.parquet` or `.csv`, or lines on
/// standard output. A file appears complete with the commit or not at all.
sealed interface NumberOutput extends Closeable {
    /// The name that stands for standard output.
    Path STANDARD_OUTPUT = Path.of("-");

    /// The endings that [#open] knows, for sentences.
    String ENDINGS = ".npy, .npz, .parquet or .csv";

    /// Writes whole rows.
    void write(double... rows) throws IOException;

    /// Puts the complete file in its place. Call it once, last.
    void commit() throws IOException;

    /// Opens an output.
    ///
    /// @param name what the numbers are called, where a format has names
    /// @param rows how many rows will come
    /// @param columns numbers in a row
    /// @throws IllegalArgumentException if the ending is of no format that is written
    static NumberOutput open(Path file, WhenExists whenExists, String name, long rows, int columns) throws IOException {
        String text = file.toString();
        long[] rowShape = columns == 1 ? new long[0] : new long[] {columns};
        if (text.endsWith(".npy")) {
            return new Named(file, new Npy(NpyWriter.create(file, whenExists, NpyType.FLOAT64, rowShape)));
        }
        if (text.endsWith(".npz")) {
            NpzWriter writer = NpzWriter.create(file, whenExists);
            long[] shape = columns == 1 ? new long[] {rows} : new long[] {rows, columns};
            return new Named(file, new Npz(writer, writer.array(name, NpyType.FLOAT64, shape)));
        }
        if (text.endsWith(".csv")) {
            return new Named(file, new Csv(OutputFile.create(file, whenExists), columns));
        }
        if (text.endsWith(".parquet")) {
            List<Long> shape = columns == 1 ? List.of() : List.of((long) columns);
            Column column = new Column(name, NpyType.FLOAT64, shape, rows);
            return new Named(file, new Parquet(ParquetWriter.create(file, whenExists, List.of(column)), columns));
        }
        throw new IllegalArgumentException(file + ": the ending must be " + ENDINGS);
    }

    /// Whether the ending is one that [#open] knows.
    static boolean knows(Path file) {
        return Stream.of(".npy", ".npz", ".parquet", ".csv").anyMatch(file.toString()::endsWith);
    }

    private static String lines(double[] rows, int columns) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.length; i++) {
            text.append(rows[i]).append((i + 1) % columns == 0 ? '\n' : ',');
        }
        return text.toString();
    }

    /// Says which file it was that could not be written.
    record Named(Path file, NumberOutput output) implements NumberOutput {
        @Override
        public void write(double... rows) throws IOException {
            try {
                output.write(rows);
            } catch (ClosedByInterruptException e) {
                throw e;
            } catch (IOException e) {
                throw failure(e);
            }
        }

        @Override
        public void commit() throws IOException {
            try {
                output.commit();
            } catch (ClosedByInterruptException | FileAlreadyExistsException e) {
                throw e;
            } catch (IOException e) {
                throw failure(e);
            }
        }

        private IOException failure(IOException e) {
            return new IOException(file + ": it could not be written, nothing of it was kept: " + e.getMessage(), e);
        }

        @Override
        public void close() throws IOException {
            output.close();
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

    record Npy(NpyWriter writer) implements NumberOutput {
        @Override
        public void write(double... rows) throws IOException {
            writer.rows().write(rows);
        }

        @Override
        public void commit() throws IOException {
            writer.commit();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    record Npz(NpzWriter writer, NpyRows array) implements NumberOutput {
        @Override
        public void write(double... rows) throws IOException {
            array.write(rows);
        }

        @Override
        public void commit() throws IOException {
            writer.commit();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    record Parquet(ParquetWriter writer, int columns) implements NumberOutput {
        @Override
        public void write(double... rows) throws IOException {
            if (rows.length > 0) {
                writer.write(List.of(Jagged.of(rows, rows.length / columns, columns)));
            }
        }

        @Override
        public void commit() throws IOException {
            writer.commit();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    record Csv(OutputFile file, int columns) implements NumberOutput {
        @Override
        public void write(double... rows) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(lines(rows, columns).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.channel().write(bytes);
            }
        }

        @Override
        public void commit() throws IOException {
            file.commit();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
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
