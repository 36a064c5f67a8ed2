package rapidity.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapidity.data.dataset.TtbarRecord;
import rapidity.data.format.Column;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyRows;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.WhenExists;
import rapidity.data.format.event.EventWriter;
import rapidity.data.format.event.HepMc3Writer;
import rapidity.data.format.event.LheWriter;
import rapidity.data.format.hdf5.Hdf5Writer;
import rapidity.data.format.parquet.ParquetWriter;
import rapidity.events.Events;

/// Where events of t tbar + jets are written, by the ending of the name, block after block. All numbers are float64 and
/// read back equal; the file appears complete with the commit or not at all.
///
/// | ending | holds |
/// |---|---|
/// | `.npy` | an array with a row of 4 (6 + n) numbers for each event, all of one multiplicity |
/// | `.hdf5`, `.h5` | a dataset `ttbar+njet` of such rows for each multiplicity, as the published file |
/// | `.parquet` | columns `jets`, the number n, and `momenta`, a list of 4 (6 + n) numbers |
/// | `.lhe`, `.hepmc`, also with `.gz` | records of particles, see [TtbarRecord] |
public sealed interface EventOutput extends Closeable {
    /// The endings of text files with records of particles.
    List<String> RECORDS = List.of(".lhe", ".lhe.gz", ".hepmc", ".hepmc.gz", ".hepmc3", ".hepmc3.gz");

    /// The endings that are written.
    List<String> ENDINGS = Stream.concat(Stream.of(".npy", ".hdf5", ".h5", ".parquet"), RECORDS.stream())
            .toList();

    /// Writes events. Multiplicities come in rising order.
    ///
    /// @throws IllegalArgumentException if no events with so many further jets are to come any more
    void write(Events block) throws IOException;

    /// Puts the complete file in its place. Call it once, last.
    void commit() throws IOException;

    /// Whether the ending is one that is written.
    static boolean knows(Path file) {
        return ENDINGS.stream().anyMatch(file.toString()::endsWith);
    }

    /// Whether the ending is that of a text file with records of particles.
    static boolean isRecord(Path file) {
        return RECORDS.stream().anyMatch(file.toString()::endsWith);
    }

    /// Whether the ending is one of HepMC3.
    static boolean isHepMc(Path file) {
        String name = file.toString().replaceFirst("\\.gz$", "");
        return name.endsWith(".hepmc") || name.endsWith(".hepmc3");
    }

    /// Opens a file.
    ///
    /// @param counts how many events will come, by number of further jets
    /// @throws java.nio.file.FileAlreadyExistsException if the file exists and is not to be replaced
    /// @throws IllegalArgumentException if the ending is of no format that is written, or the format cannot hold them
    static EventOutput open(Path file, WhenExists whenExists, SortedMap<Integer, Long> counts) throws IOException {
        String name = file.toString();
        if (!knows(file) || counts.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": the ending must be one of " + ENDINGS + " and there must be events, got " + counts);
        }
        if (isHepMc(file)) {
            return new Records(HepMc3Writer.create(file, whenExists));
        }
        if (isRecord(file)) {
            List<Integer> jets = List.copyOf(counts.keySet());
            return new Records(LheWriter.create(file, whenExists, TtbarRecord.init(jets), TtbarRecord.COMMENT));
        }
        if (name.endsWith(".parquet")) {
            return new Lists(ParquetWriter.create(file, whenExists, Lists.COLUMNS));
        }
        if (name.endsWith(".npy")) {
            if (counts.size() > 1) {
                throw new IllegalArgumentException(file + ": a .npy file holds events of one multiplicity, not of "
                        + counts.keySet() + " further jets; write .hdf5");
            }
            int jets = counts.firstKey();
            return new Rows(
                    NpyWriter.create(file, whenExists, NpyType.FLOAT64, new Events(jets, new double[0]).rowLength()),
                    jets);
        }
        List<Hdf5Writer.Dataset> datasets = counts.entrySet().stream()
                .map(entry -> new Hdf5Writer.Dataset(
                        "ttbar+" + entry.getKey() + "jet",
                        NpyType.FLOAT64,
                        entry.getValue(),
                        new Events(entry.getKey(), new double[0]).rowLength()))
                .toList();
        return new Datasets(Hdf5Writer.create(file, whenExists, datasets), counts);
    }

    private static IllegalArgumentException unexpected(Events block) {
        return new IllegalArgumentException("no events with " + block.jets() + " further jets are to come");
    }

    /// Rows of one multiplicity.
    record Rows(NpyWriter writer, int jets) implements EventOutput {
        @Override
        public void write(Events block) throws IOException {
            if (block.jets() != jets) {
                throw unexpected(block);
            }
            writer.rows().write(block.momenta());
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

    /// Rows of each multiplicity.
    final class Datasets implements EventOutput {
        private final Hdf5Writer writer;
        private final SortedMap<Integer, Long> counts;
        private final Iterator<Integer> multiplicities;
        private int jets = -1;
        private @Nullable NpyRows rows;

        private Datasets(Hdf5Writer writer, SortedMap<Integer, Long> counts) {
            this.writer = writer;
            this.counts = new TreeMap<>(counts);
            multiplicities = this.counts.keySet().iterator();
        }

        @Override
        public void write(Events block) throws IOException {
            if (block.jets() < jets || !counts.containsKey(block.jets())) {
                throw unexpected(block);
            }
            NpyRows open = rows;
            while (open == null || jets < block.jets()) {
                jets = multiplicities.next();
                open = writer.next();
                rows = open;
            }
            open.write(block.momenta());
        }

        @Override
        public void commit() throws IOException {
            while (multiplicities.hasNext()) {
                multiplicities.next();
                writer.next();
            }
            writer.commit();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /// Lists of numbers.
    record Lists(ParquetWriter writer) implements EventOutput {
        private static final List<Column> COLUMNS = List.of(
                Column.flat("jets", NpyType.INT32, 0),
                new Column("momenta", NpyType.FLOAT64, List.of(Column.VARIABLE), 0));

        @Override
        public void write(Events block) throws IOException {
            double[] jets = new double[block.size()];
            Arrays.fill(jets, block.jets());
            writer.write(List.of(
                    Jagged.of(jets, block.size(), 1), Jagged.of(block.momenta(), block.size(), block.rowLength())));
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

    /// Records of particles.
    record Records(EventWriter writer) implements EventOutput {
        @Override
        public void write(Events block) throws IOException {
            for (int event = 0; event < block.size(); event++) {
                writer.write(TtbarRecord.of(block, event));
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
}
