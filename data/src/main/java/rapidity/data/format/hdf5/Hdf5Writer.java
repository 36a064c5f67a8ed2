package rapidity.data.format.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rapidity.data.format.NpyRows;
import rapidity.data.format.NpyType;
import rapidity.data.format.OutputFile;
import rapidity.data.format.PendingFile;
import rapidity.data.format.WhenExists;

/// Writes an HDF5 file of contiguous datasets in its root group, in the oldest layout, which every reader knows: all
/// that describes the datasets first, then their numbers, dataset after dataset.
///
/// ```
/// try (Hdf5Writer writer = Hdf5Writer.create(path, WhenExists.REFUSE, datasets)) {
///     for (Hdf5Writer.Dataset dataset : datasets) {
///         writer.next().write(numbers of the dataset);
///     }
///     writer.commit();
/// }
/// ```
public final class Hdf5Writer implements PendingFile {
    private final OutputFile output;
    private final List<Dataset> datasets;
    private final List<NpyRows> written = new ArrayList<>();

    /// A dataset to come: its name without `/`, its type and its shape.
    public record Dataset(String name, NpyType type, long... shape) {
        private long count() {
            long count = 1;
            for (long length : shape) {
                count = Math.multiplyExact(count, length);
            }
            return count;
        }

        long bytes() {
            return Math.multiplyExact(count(), (long) type.bytes());
        }
    }

    private Hdf5Writer(OutputFile output, List<Dataset> datasets) throws IOException {
        this.output = output;
        this.datasets = datasets;
        ByteBuffer head = new Hdf5Head(datasets).bytes();
        while (head.hasRemaining()) {
            output.channel().write(head);
        }
    }

    /// Opens a file for these datasets, which are written in this order.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
    /// @throws IllegalArgumentException if a name is empty, has a `/` or comes twice
    public static Hdf5Writer create(Path file, WhenExists whenExists, List<Dataset> datasets) throws IOException {
        List<String> names = datasets.stream().map(Dataset::name).sorted().toList();
        for (int i = 0; i < names.size(); i++) {
            boolean twice = i > 0 && names.get(i).equals(names.get(i - 1));
            if (names.get(i).isEmpty() || names.get(i).contains("/") || twice) {
                throw new IllegalArgumentException(
                        "'" + names.get(i) + "' cannot be the name of a dataset, or is twice");
            }
        }
        OutputFile output = OutputFile.create(file, whenExists);
        try {
            return new Hdf5Writer(output, List.copyOf(datasets));
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /// Where the numbers of the next dataset go, in C order.
    public NpyRows next() throws IOException {
        finish();
        NpyRows rows =
                new NpyRows(output.channel(), datasets.get(written.size()).type(), 1);
        written.add(rows);
        return rows;
    }

    /// The same for a dataset with this name, the last one or one that is to come; those between must be empty.
    ///
    /// @throws IllegalArgumentException if no dataset of this name is to come any more
    public NpyRows next(String name) throws IOException {
        int place = datasets.stream().map(Dataset::name).toList().indexOf(name);
        if (place < Math.max(0, written.size() - 1)) {
            throw new IllegalArgumentException("no dataset " + name + " is to come any more");
        }
        while (written.size() <= place) {
            next();
        }
        return written.getLast();
    }

    private void finish() throws IOException {
        if (written.isEmpty()) {
            return;
        }
        Dataset dataset = datasets.get(written.size() - 1);
        NpyRows rows = written.getLast();
        rows.flush();
        if (rows.count() != dataset.count()) {
            throw new IllegalStateException(
                    "dataset " + dataset.name() + " got " + rows.count() + " of " + dataset.count() + " numbers");
        }
    }

    /// @throws IllegalStateException if a dataset has not got all its numbers
    @Override
    public void commit() throws IOException {
        while (written.size() < datasets.size()) {
            next();
        }
        finish();
        output.commit();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
