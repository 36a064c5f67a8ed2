package rapidity.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rapidity.data.DataFile;
import rapidity.data.format.Column;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzFile;
import rapidity.data.format.Table;
import rapidity.data.format.hdf5.Hdf5Dataset;
import rapidity.data.format.hdf5.Hdf5File;
import rapidity.data.format.hdf5.PandasTable;

/// One measurement of our readers, in a process of its own: every number of a file, again and again. Prints one line of
/// JSON.
final class ReadersRun {
    private ReadersRun() {}

    /// @param arguments the file, and for how many seconds
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        double seconds = Double.parseDouble(arguments[1]);
        Sink checked = new Sink(true);
        read(file, checked);
        Timing timing = Timing.of(() -> read(file, new Sink(false)), seconds, seconds);
        System.out.printf(
                Locale.ROOT,
                "{\"numbers\":%d,\"sum\":%s,\"timing\":%s}%n",
                checked.numbers,
                checked.sum,
                timing.json());
    }

    /// Where numbers go.
    private static final class Sink {
        private final boolean adds;
        private long numbers;
        private double sum;

        private Sink(boolean adds) {
            this.adds = adds;
        }

        private void accept(double[] values) {
            numbers += values.length;
            for (int i = 0; adds && i < values.length; i++) {
                sum += values[i];
            }
        }

        private void accept(float[] values) {
            numbers += values.length;
            for (int i = 0; adds && i < values.length; i++) {
                sum += values[i];
            }
        }
    }

    private static void read(Path file, Sink sink) {
        try {
            String name = String.valueOf(file.getFileName());
            if (name.startsWith("pandas")) {
                frame(file, sink);
            } else if (name.startsWith("hdf5")) {
                datasets(file, sink);
            } else if (name.startsWith("numpy")) {
                arrays(file, sink);
            } else {
                columns(file, sink);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void datasets(Path path, Sink sink) throws IOException {
        try (Hdf5File file = Hdf5File.open(path)) {
            for (String name : file.names()) {
                read(file.dataset(name), sink);
            }
        }
    }

    /// Each number in its own type, as the other side does.
    private static void read(Hdf5Dataset data, Sink sink) throws IOException {
        if (data.type() == NpyType.FLOAT32) {
            sink.accept(data.floats(0, data.rows()));
        } else {
            sink.accept(data.doubles(0, data.rows()));
        }
    }

    private static void arrays(Path path, Sink sink) throws IOException {
        try (NpzFile file = NpzFile.open(path)) {
            for (String name : file.names()) {
                NpyArray array = file.array(name);
                if (array.header().type() == NpyType.FLOAT32) {
                    sink.accept(array.floats(0, array.rows()));
                } else {
                    sink.accept(array.doubles(0, array.rows()));
                }
            }
        }
    }

    private static void columns(Path path, Sink sink) throws IOException {
        try (Table table = new DataFile(path, Optional.empty()).open()) {
            for (Column column : table.columns()) {
                if (!column.name().startsWith("npart")) {
                    sink.accept(table.read(column, 0, column.rows()).values());
                }
            }
        }
    }

    /// The columns of one type together, as the reader of top tagging takes them.
    private static void frame(Path path, Sink sink) throws IOException {
        try (Hdf5File file = Hdf5File.open(path)) {
            PandasTable table = PandasTable.open(file, "table");
            Set<Hdf5Dataset> blocks = new LinkedHashSet<>();
            for (String name : table.names()) {
                blocks.add(table.place(name).orElseThrow().block());
            }
            for (Hdf5Dataset block : blocks) {
                read(block, sink);
            }
        }
    }
}
