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
            if (String.valueOf(file.getFileName()).startsWith("pandas")) {
                frame(file, sink);
                return;
            }
            try (Table table = new DataFile(file, Optional.empty()).open()) {
                for (Column column : table.columns()) {
                    if (!column.name().startsWith("npart")) {
                        sink.accept(table.read(column, 0, column.rows()).values());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
                sink.accept(block.floats(0, table.rows()));
            }
        }
    }
}
