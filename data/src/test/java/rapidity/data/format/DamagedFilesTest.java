package rapidity.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.data.format.hdf5.Hdf5Table;
import rapidity.data.format.root.RootFile;
import rapidity.random.RandomStreams;

/// Cut, flipped and hostile files of every format: they are read, or refused with a [DataFormatException], in little
/// time and memory. `-Drapidity.fuzz.trials=N` damages each file N times.
class DamagedFilesTest {
    private static final long SEED = 20261126;
    private static final int TRIALS = Integer.getInteger("rapidity.fuzz.trials", 150);

    /// What reading a damaged file of some kilobytes may allocate: decoded chunks of HDF5 may claim 2^16 times the
    /// bytes that are stored.
    private static final long MAX_ALLOCATED = 1L << 30;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    private interface Opening {
        Table open(Path path) throws IOException;
    }

    private record Format(String resource, Opening opening) {
        @Override
        public String toString() {
            return resource;
        }
    }

    static Stream<Format> formats() {
        Stream<Format> numpy = Stream.of("cube", "fortran_cube", "version2", "bool")
                .map(name -> new Format("numpy/" + name + ".npy", NumpyTable::ofArray));
        Stream<Format> archives = Stream.of("stored", "deflated")
                .map(name -> new Format("numpy/" + name + ".npz", NumpyTable::ofArchive));
        Stream<Format> hdf5 = Stream.of("types", "indices", "tree1", "filters", "masks", "pandas")
                .map(name -> new Format("hdf5/" + name + ".h5", Hdf5Table::open));
        Stream<Format> root = Stream.of("types", "codecs", "split", "embedded", "uproot")
                .map(name -> new Format("root/" + name + ".root", DamagedFilesTest::firstTree));
        return Stream.of(numpy, archives, hdf5, root).flatMap(formats -> formats);
    }

    private static Table firstTree(Path path) throws IOException {
        RootFile file = RootFile.open(path);
        try {
            return file.tree(file.names().stream().findFirst());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void onlyDataFormatExceptionsComeOut(Format format) throws IOException, URISyntaxException {
        byte[] bytes = Files.readAllBytes(Path.of(
                Objects.requireNonNull(getClass().getResource(format.resource)).toURI()));
        String name = Path.of(format.resource).getFileName().toString();
        Path file = folder.resolve(name);
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Files.write(file, Damage.of(bytes, new RandomStreams(SEED).stream(format.resource, trial)));
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                readAll(format, file);
            } catch (DataFormatException e) {
                assertThat(e).hasMessageContaining(name);
                refused++;
            } catch (IOException | RuntimeException | Error e) {
                throw new AssertionError(name + ", seed " + SEED + ", trial " + trial, e);
            }
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated in trial " + trial + " of " + name)
                    .isLessThan(MAX_ALLOCATED);
        }
        assertThat(refused).isGreaterThan(TRIALS / 20);
    }

    private static void readAll(Format format, Path file) throws IOException {
        DataFormatException refusal = null;
        try (Table table = format.opening.open(file)) {
            for (Column column : table.columns()) {
                long rows = Math.min(column.rows(), 20);
                if (column.jagged() || Math.abs(column.width()) < 10_000) {
                    try {
                        table.read(column, 0, rows);
                        table.read(column, column.rows() - rows, column.rows());
                    } catch (DataFormatException e) {
                        refusal = e;
                    }
                }
            }
        }
        if (refusal != null) {
            throw refusal;
        }
    }
}
