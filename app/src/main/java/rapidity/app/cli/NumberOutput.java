package rapidity.app.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import rapidity.data.format.NpyRows;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.OutputFile;
import rapidity.data.format.WhenExists;

/// Where a command writes rows of numbers, by the ending of the name `.npy`, `.npz` or `.csv`, or lines on standard
/// output. A file appears complete with the commit or not at all.
sealed interface NumberOutput extends Closeable {
    /// The name that stands for standard output.
    Path STANDARD_OUTPUT = Path.of("-");

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
        throw new IllegalArgumentException(file + ": the ending must be .npy, .npz or .csv");
    }

    /// Whether the ending is one that [#open] knows.
    static boolean knows(Path file) {
        String text = file.toString();
        return text.endsWith(".npy") || text.endsWith(".npz") || text.endsWith(".csv");
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
