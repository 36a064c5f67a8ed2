package rapidity.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.JetClass;
import rapidity.data.dataset.JetNet;
import rapidity.data.dataset.JetSource;
import rapidity.data.dataset.LorentzNetJets;
import rapidity.data.dataset.QuarkGluon;
import rapidity.data.dataset.TopTagging;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Table;
import rapidity.data.format.root.RootFile;
import rapidity.random.RandomStreams;

/// Cut, flipped and hostile files of every format and every layout of jets: they are read, or refused with a
/// [DataFormatException] that names the file, in little time and memory.
///
/// What happens to a file in a trial is a function of the seed, the file and the number of the trial. How many trials
/// there are, the time says, of all files together: `-Drapidity.fuzz.seconds=S`.
class DamagedFilesTest {
    private static final long SEED = Long.getLong("rapidity.fuzz.seed", 20261126);
    private static final double SECONDS = Integer.getInteger("rapidity.fuzz.seconds", 6);
    private static final int LEAST_TRIALS = 40;

    /// What reading a damaged file of some kilobytes may allocate: decoded chunks of HDF5 may claim 2^16 times the
    /// bytes that are stored.
    private static final long MAX_ALLOCATED = 1L << 30;

    /// What it may take of a processor, in seconds.
    private static final double MAX_TIME = 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final AtomicInteger READ = new AtomicInteger();
    private static final AtomicInteger REFUSED = new AtomicInteger();

    @TempDir
    private Path folder;

    private interface Reading {
        void read(Path path) throws IOException;
    }

    private record Victim(String resource, Reading reading) {
        @Override
        public String toString() {
            return resource;
        }
    }

    static List<Victim> victims() {
        Stream<Victim> numpy = Stream.of("cube.npy", "fortran_cube.npy", "version2.npy", "bool.npy", "stored.npz")
                .map(name -> table("numpy/" + name));
        Stream<Victim> others = Stream.of("numpy/deflated.npz", "csv/jets.csv").map(DamagedFilesTest::table);
        Stream<Victim> hdf5 = Stream.of("types", "indices", "tree1", "filters", "masks", "pandas")
                .map(name -> table("hdf5/" + name + ".h5"));
        Stream<Victim> root = Stream.of("types", "codecs", "split", "embedded", "oddities", "uproot")
                .map(name -> new Victim("format/root/" + name + ".root", DamagedFilesTest::readTrees));
        Stream<Victim> parquet = Stream.of("none", "snappy", "gzip", "zstd", "lz4", "two_level", "pages_v2", "delta")
                .map(name -> table("parquet/" + name + ".parquet"));
        Stream<Victim> nulls =
                Stream.of("nulls", "byte_stream_split").map(name -> table("parquet/" + name + ".parquet"));
        Stream<Victim> events =
                Stream.of("pylhe.lhe", "pylhe.lhe.gz", "pyhepmc.hepmc").map(name -> table("event/" + name));
        return Stream.of(numpy, others, hdf5, root, parquet, nulls, events, jets())
                .flatMap(victims -> victims)
                .toList();
    }

    private static Stream<Victim> jets() {
        ColumnMapping mapping = ColumnMapping.parse(
                Map.of("e", "part_energy", "px", "part_px", "py", "part_py", "pz", "part_pz"),
                Map.of("d0", "tanh(part_d0val)"),
                Map.of("top", "label_Tbqq"),
                "jet_pt > 50",
                128);
        return Stream.of(
                jets("toptagging.npz", path -> TopTagging.open(path, TopTagging.Part.TEST, Constituents.ENERGY)),
                jets("toptagging.h5", path -> TopTagging.open(path, TopTagging.Part.TRAIN, Constituents.ENERGY)),
                jets("t.hdf5", JetNet::open),
                jets("quarkgluon.npz", QuarkGluon::open),
                jets("lorentznet.h5", LorentzNetJets::open),
                jets("jetclass.root", path -> JetClass.open(path, JetClass.LORENTZ_GATR, JetClass.FEATURES, 128)),
                jets("jetclass.root", path -> MappedJets.open(List.of(new DataFile(path, Optional.empty())), mapping)));
    }

    private static Victim table(String name) {
        return new Victim(
                "format/" + name, path -> readAll(DataFile.of(path.toString()).open()));
    }

    private interface JetOpening {
        JetSource open(Path path) throws IOException;
    }

    private static Victim jets(String name, JetOpening opening) {
        return new Victim("dataset/" + name, path -> {
            try (JetSource source = opening.open(path)) {
                source.read(0, Math.min(source.rows(), 20));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("victims")
    void onlyDataFormatExceptionsComeOut(Victim victim) throws IOException, URISyntaxException {
        byte[] bytes = Files.readAllBytes(Path.of(
                Objects.requireNonNull(getClass().getResource(victim.resource)).toURI()));
        Path file = folder.resolve(Path.of(victim.resource).getFileName());
        int refused = 0;
        int trial = 0;
        long end = System.nanoTime() + (long) (1e9 * SECONDS / victims().size());
        for (; trial < LEAST_TRIALS || System.nanoTime() < end; trial++) {
            Files.write(file, Damage.of(bytes, new RandomStreams(SEED).stream(victim.resource, trial)));
            String place = victim + ", seed " + SEED + ", trial " + trial;
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long time = THREADS.getCurrentThreadCpuTime();
            try {
                victim.reading.read(file);
            } catch (DataFormatException e) {
                assertThat(e).hasMessageContaining(String.valueOf(file.getFileName()));
                refused++;
            } catch (IOException | RuntimeException | Error e) {
                throw new AssertionError(place, e);
            }
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated)
                    .as("bytes allocated: " + place)
                    .isLessThan(MAX_ALLOCATED);
            assertThat((THREADS.getCurrentThreadCpuTime() - time) / 1e9)
                    .as("seconds of a processor: " + place)
                    .isLessThan(MAX_TIME);
        }
        assertThat(refused).as("refusals in " + trial + " trials").isGreaterThan(trial / 20);
        READ.addAndGet(trial);
        REFUSED.addAndGet(refused);
    }

    @AfterAll
    static void tellHowMany() {
        System.out.println("damaged files of data: " + READ + " read, of which " + REFUSED + " refused, seed " + SEED);
    }

    private static void readTrees(Path path) throws IOException {
        List<String> names;
        try (RootFile file = RootFile.open(path)) {
            names = file.names();
        }
        for (String name : names) {
            readAll(new DataFile(path, Optional.of(name)).open());
        }
    }

    /// Some rows of every column, even if others are refused.
    private static void readAll(Table opened) throws IOException {
        DataFormatException refusal = null;
        try (Table table = opened) {
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
