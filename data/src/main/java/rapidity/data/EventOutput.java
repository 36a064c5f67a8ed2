package rapidity.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import rapidity.data.dataset.TtbarRecord;
import rapidity.data.format.Column;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.PendingFile;
import rapidity.data.format.WhenExists;
import rapidity.data.format.event.EventWriter;
import rapidity.data.format.event.HepMc3Writer;
import rapidity.data.format.event.LheWriter;
import rapidity.data.format.hdf5.Hdf5Writer;
import rapidity.data.format.parquet.ParquetWriter;
import rapidity.events.Events;

/// Where events of t tbar + jets are written, by the ending of the name, block after block. All numbers are float64 and
/// read back equal.
///
/// | ending | holds |
/// |---|---|
/// | `.npy` | an array with a row of 4 (6 + n) numbers for each event, all of one multiplicity |
/// | `.hdf5`, `.h5` | a dataset `ttbar+njet` of such rows for each multiplicity, as the published file |
/// | `.parquet` | columns `jets`, the number n, and `momenta`, a list of 4 (6 + n) numbers |
/// | `.lhe`, `.hepmc`, also with `.gz` | records of particles, see [TtbarRecord] |
public final class EventOutput implements PendingFile {
    /// The endings of text files with records of particles.
    public static final List<String> RECORDS =
            List.of(".lhe", ".lhe.gz", ".hepmc", ".hepmc.gz", ".hepmc3", ".hepmc3.gz");

    /// The endings that are written.
    public static final List<String> ENDINGS = Stream.concat(
                    Stream.of(".npy", ".hdf5", ".h5", ".parquet"), RECORDS.stream())
            .toList();

    private static final List<Column> LISTS = List.of(
            Column.flat("jets", NpyType.INT32, 0), new Column("momenta", NpyType.FLOAT64, List.of(Column.VARIABLE), 0));

    private final PendingFile file;
    private final Blocks blocks;
    private SortedSet<Integer> expected;

    /// Where blocks go in the file.
    private interface Blocks {
        void write(Events block) throws IOException;
    }

    private EventOutput(PendingFile file, SortedMap<Integer, Long> counts, Blocks blocks) {
        this.file = file;
        this.blocks = blocks;
        expected = new TreeSet<>(counts.keySet());
    }

    /// Opens a file.
    ///
    /// @param counts how many events will come, by number of further jets
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
    /// @throws IllegalArgumentException if the ending is of no format that is written, or the format cannot hold them
    public static EventOutput open(Path file, WhenExists whenExists, SortedMap<Integer, Long> counts)
            throws IOException {
        String name = file.toString();
        if (!knows(file) || counts.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": the ending must be one of " + ENDINGS + " and there must be events, got " + counts);
        }
        if (isRecord(file)) {
            return records(file, whenExists, counts);
        }
        if (name.endsWith(".parquet")) {
            ParquetWriter writer = ParquetWriter.create(file, whenExists, LISTS);
            return new EventOutput(writer, counts, block -> writer.write(lists(block)));
        }
        if (name.endsWith(".npy")) {
            if (counts.size() > 1) {
                throw new IllegalArgumentException(file + ": a .npy file holds events of one multiplicity, not of "
                        + counts.keySet() + " further jets; write .hdf5");
            }
            NpyWriter writer = NpyWriter.create(file, whenExists, NpyType.FLOAT64, rowLength(counts.firstKey()));
            return new EventOutput(writer, counts, block -> writer.rows().write(block.momenta()));
        }
        List<Hdf5Writer.Dataset> datasets = counts.entrySet().stream()
                .map(entry -> new Hdf5Writer.Dataset(
                        dataset(entry.getKey()), NpyType.FLOAT64, entry.getValue(), rowLength(entry.getKey())))
                .toList();
        Hdf5Writer writer = Hdf5Writer.create(file, whenExists, datasets);
        return new EventOutput(
                writer, counts, block -> writer.next(dataset(block.jets())).write(block.momenta()));
    }

    private static EventOutput records(Path file, WhenExists whenExists, SortedMap<Integer, Long> counts)
            throws IOException {
        EventWriter writer = isHepMc(file)
                ? HepMc3Writer.create(file, whenExists)
                : LheWriter.create(
                        file, whenExists, TtbarRecord.init(List.copyOf(counts.keySet())), TtbarRecord.COMMENT);
        return new EventOutput(writer, counts, block -> {
            for (int event = 0; event < block.size(); event++) {
                writer.write(TtbarRecord.of(block, event));
            }
        });
    }

    private static List<Jagged> lists(Events block) {
        double[] jets = new double[block.size()];
        Arrays.fill(jets, block.jets());
        return List.of(Jagged.of(jets, block.size(), 1), Jagged.of(block.momenta(), block.size(), block.rowLength()));
    }

    private static String dataset(int jets) {
        return "ttbar+" + jets + "jet";
    }

    private static int rowLength(int jets) {
        return new Events(jets, new double[0]).rowLength();
    }

    /// Whether the ending is one that is written.
    public static boolean knows(Path file) {
        return ENDINGS.stream().anyMatch(file.toString()::endsWith);
    }

    /// Whether the ending is that of a text file with records of particles.
    public static boolean isRecord(Path file) {
        return RECORDS.stream().anyMatch(file.toString()::endsWith);
    }

    /// Whether the ending is one of HepMC3.
    public static boolean isHepMc(Path file) {
        String name = file.toString().replaceFirst("\\.gz$", "");
        return name.endsWith(".hepmc") || name.endsWith(".hepmc3");
    }

    /// Writes events. Multiplicities come in rising order.
    ///
    /// @throws IllegalArgumentException if no events with so many further jets are to come any more
    public void write(Events block) throws IOException {
        if (!expected.contains(block.jets())) {
            throw new IllegalArgumentException("no events with " + block.jets() + " further jets are to come");
        }
        expected = expected.tailSet(block.jets());
        blocks.write(block);
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
