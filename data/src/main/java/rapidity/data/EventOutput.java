package rapidity.data;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import rapidity.data.dataset.TtbarEvents;
import rapidity.data.dataset.TtbarRecord;
import rapidity.data.dataset.Weighting;
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
///
/// Weights of events are datasets `weights+njet`, a column `weight`, or the weights of the records; an array has no
/// place for them. Those of an HDF5 file are kept in memory until the events of a multiplicity are written.
public final class EventOutput implements PendingFile {
    /// The endings of text files with records of particles.
    public static final List<String> RECORDS =
            List.of(".lhe", ".lhe.gz", ".hepmc", ".hepmc.gz", ".hepmc3", ".hepmc3.gz");

    /// The endings that are written.
    public static final List<String> ENDINGS = Stream.concat(
                    Stream.of(".npy", ".hdf5", ".h5", ".parquet"), RECORDS.stream())
            .toList();

    private static final double[] NONE = {};
    private static final Column JETS = Column.flat("jets", NpyType.INT32, 0);
    private static final Column MOMENTA = new Column("momenta", NpyType.FLOAT64, List.of(Column.VARIABLE), 0);
    private static final Column WEIGHT = Column.flat("weight", NpyType.FLOAT64, 0);

    private final PendingFile file;
    private final Blocks blocks;
    private SortedSet<Integer> expected;

    /// Where blocks go in the file.
    private interface Blocks {
        void write(Events block, double[] weights) throws IOException;
    }

    private EventOutput(PendingFile file, SortedMap<Integer, Long> counts, Blocks blocks) {
        this.file = file;
        this.blocks = blocks;
        expected = new TreeSet<>(counts.keySet());
    }

    /// Opens a file for events that all count once.
    ///
    /// @param counts how many events will come, by number of further jets
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
    /// @throws IllegalArgumentException if the ending is of no format that is written, or the format cannot hold them
    public static EventOutput open(Path file, WhenExists whenExists, SortedMap<Integer, Long> counts)
            throws IOException {
        return open(file, whenExists, counts, Weighting.UNWEIGHTED);
    }

    /// Opens a file.
    public static EventOutput open(
            Path file, WhenExists whenExists, SortedMap<Integer, Long> counts, Weighting weighting) throws IOException {
        String name = file.toString();
        if (!knows(file) || counts.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": the ending must be one of " + ENDINGS + " and there must be events, got " + counts);
        }
        if (isRecord(file)) {
            return records(file, whenExists, counts, weighting);
        }
        if (name.endsWith(".parquet")) {
            boolean weighted = weighting == Weighting.WEIGHTED;
            ParquetWriter writer = ParquetWriter.create(
                    file, whenExists, weighted ? List.of(JETS, MOMENTA, WEIGHT) : List.of(JETS, MOMENTA));
            return new EventOutput(
                    writer, counts, (block, weights) -> writer.write(lists(block, weighted ? weights : NONE)));
        }
        if (name.endsWith(".npy")) {
            if (counts.size() > 1 || weighting == Weighting.WEIGHTED) {
                throw new IllegalArgumentException(
                        file + ": a .npy file holds events of one multiplicity without weights, not of "
                                + counts.keySet() + " further jets, " + weighting + "; write .hdf5");
            }
            NpyWriter writer = NpyWriter.create(file, whenExists, NpyType.FLOAT64, rowLength(counts.firstKey()));
            return new EventOutput(
                    writer, counts, (block, weights) -> writer.rows().write(block.momenta()));
        }
        return datasets(file, whenExists, counts, weighting);
    }

    private static EventOutput datasets(
            Path file, WhenExists whenExists, SortedMap<Integer, Long> counts, Weighting weighting) throws IOException {
        boolean weighted = weighting == Weighting.WEIGHTED;
        List<Hdf5Writer.Dataset> datasets = counts.entrySet().stream()
                .flatMap(entry -> Stream.of(
                                new Hdf5Writer.Dataset(
                                        dataset(entry.getKey()),
                                        NpyType.FLOAT64,
                                        entry.getValue(),
                                        rowLength(entry.getKey())),
                                new Hdf5Writer.Dataset(
                                        TtbarEvents.weights(entry.getKey()), NpyType.FLOAT64, entry.getValue()))
                        .limit(weighted ? 2 : 1))
                .toList();
        Hdf5Writer writer = Hdf5Writer.create(file, whenExists, datasets);
        Map<Integer, DoubleBuffer> kept = new HashMap<>();
        return new EventOutput(writer, counts, (block, weights) -> {
            int jets = block.jets();
            writer.next(dataset(jets)).write(block.momenta());
            if (weighted) {
                DoubleBuffer all = kept.computeIfAbsent(
                        jets, n -> DoubleBuffer.allocate(Math.toIntExact(Objects.requireNonNull(counts.get(n)))));
                if (!all.put(weights).hasRemaining()) {
                    writer.next(TtbarEvents.weights(jets)).write(all.array());
                    kept.remove(jets);
                }
            }
        });
    }

    private static EventOutput records(
            Path file, WhenExists whenExists, SortedMap<Integer, Long> counts, Weighting weighting) throws IOException {
        EventWriter writer = isHepMc(file)
                ? HepMc3Writer.create(file, whenExists)
                : LheWriter.create(
                        file,
                        whenExists,
                        TtbarRecord.init(List.copyOf(counts.keySet()), weighting),
                        TtbarRecord.COMMENT);
        return new EventOutput(writer, counts, (block, weights) -> {
            for (int event = 0; event < block.size(); event++) {
                writer.write(TtbarRecord.of(block, event, weights[event]));
            }
        });
    }

    /// @param weights of the events, or none
    private static List<Jagged> lists(Events block, double... weights) {
        double[] jets = new double[block.size()];
        Arrays.fill(jets, block.jets());
        Jagged numbers = Jagged.of(jets, block.size(), 1);
        Jagged momenta = Jagged.of(block.momenta(), block.size(), block.rowLength());
        return weights.length == 0
                ? List.of(numbers, momenta)
                : List.of(numbers, momenta, Jagged.of(weights, block.size(), 1));
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

    /// Writes events that count once.
    ///
    /// @throws IllegalArgumentException if no events with so many further jets are to come any more
    public void write(Events block) throws IOException {
        double[] ones = new double[block.size()];
        Arrays.fill(ones, 1);
        write(block, ones);
    }

    /// Writes events with their weights, which a file of unweighted events forgets unless it is one of records.
    /// Multiplicities come in rising order.
    ///
    /// @throws IllegalArgumentException if no events with so many further jets are to come any more, or there is not a
    ///     weight for each
    public void write(Events block, double[] weights) throws IOException {
        if (weights.length != block.size()) {
            throw new IllegalArgumentException(weights.length + " weights of " + block.size() + " events");
        }
        if (!expected.contains(block.jets())) {
            throw new IllegalArgumentException("no events with " + block.jets() + " further jets are to come");
        }
        expected = expected.tailSet(block.jets());
        blocks.write(block, weights);
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
