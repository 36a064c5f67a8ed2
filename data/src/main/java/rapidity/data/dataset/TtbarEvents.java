package rapidity.data.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.Table;
import rapidity.data.format.hdf5.Hdf5Dataset;
import rapidity.data.format.hdf5.Hdf5File;
import rapidity.events.Events;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.TopPair;
import rapidity.kinematics.UnphysicalMomentum;

/// Events of t tbar + n jets in the layouts of the published data: an HDF5 file with the datasets `ttbar+0jet` to
/// `ttbar+4jet`, or one NumPy array for each multiplicity, `ttbar_0j.npy` and so on. A row is an event, (E, px, py, pz)
/// in GeV of `b1 q1 q2 b2 q3 q4 j1..jn`.
///
/// A file that Rapidity wrote may hold the weights of the events besides, in datasets `weights+0jet` and so on.
///
/// Events are checked as they are read: every number finite, E >= |p|, pT > 0. Rows count from 0. Masses may be zero
/// or, by the rounding of the file, a little below it, and cuts are not looked at: what follows from that is for those
/// to say who use the events.
///
/// @source Spinner et al., arXiv:2405.14806, App. C.3
public final class TtbarEvents implements Closeable {
    private static final Pattern DATASET = Pattern.compile("ttbar\\+(\\d{1,2})jets?");
    private static final String WEIGHTS = "weights+%djet";
    private static final Pattern ARRAY = Pattern.compile("ttbar_(\\d{1,2})j\\.npy");
    private static final int MOST_JETS = 99;

    private final Path file;
    private final SortedMap<Integer, Process> processes;
    private final Map<Integer, Hdf5Dataset> weights;
    private final Closeable source;

    private interface Rows {
        double[] read(long from, long to) throws IOException;
    }

    /// @param name what the rows of this multiplicity are called in an error
    private record Process(String name, long count, Rows rows) {}

    private TtbarEvents(
            Path file, SortedMap<Integer, Process> processes, Map<Integer, Hdf5Dataset> weights, Closeable source) {
        this.file = file;
        this.processes = processes;
        this.weights = weights;
        this.source = source;
    }

    /// Opens an HDF5 file with the datasets of the multiplicities, others being left alone, or a NumPy array of one.
    ///
    /// @throws DataFormatException if there are no such events in it
    public static TtbarEvents open(Path file) throws IOException {
        return String.valueOf(file.getFileName()).endsWith(".npy") ? ofArray(file) : ofDatasets(file);
    }

    private static TtbarEvents ofArray(Path file) throws IOException {
        NpyArray array = NpyArray.open(file);
        try {
            List<Long> shape =
                    array.header().shape().stream().map(Number::longValue).toList();
            int jets = jets(file, "shape", array.rowLength(), shape);
            Matcher name = ARRAY.matcher(String.valueOf(file.getFileName()));
            if (name.matches() && Integer.parseInt(name.group(1)) != jets) {
                throw new DataFormatException(
                        file, "shape", "rows of " + width(Integer.parseInt(name.group(1))), "the shape " + shape);
            }
            Process process = new Process("row ", array.rows(), array::doubles);
            return new TtbarEvents(file, new TreeMap<>(Collections.singletonMap(jets, process)), Map.of(), array);
        } catch (IOException | RuntimeException e) {
            array.close();
            throw e;
        }
    }

    private static TtbarEvents ofDatasets(Path path) throws IOException {
        Hdf5File file = Hdf5File.open(path);
        try {
            SortedMap<Integer, Process> processes = new TreeMap<>();
            for (String name : file.names()) {
                Matcher matcher = DATASET.matcher(name);
                if (matcher.matches()) {
                    Hdf5Dataset rows = file.dataset(name);
                    List<Long> shape = Arrays.stream(rows.shape()).boxed().toList();
                    int jets = jets(path, "dataset " + name, rows.rowLength(), shape);
                    int named = Integer.parseInt(matcher.group(1));
                    if (named != jets) {
                        throw file.fault("dataset " + name, "rows of " + width(named), "the shape " + shape);
                    }
                    processes.put(jets, new Process(name + ", row ", rows.rows(), rows::doubles));
                }
            }
            if (processes.isEmpty()) {
                throw file.fault("datasets", "some of ttbar+0jet, ttbar+1jet, ..", "only " + file.names());
            }
            return new TtbarEvents(path, processes, weights(file, processes), file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Map<Integer, Hdf5Dataset> weights(Hdf5File file, SortedMap<Integer, Process> processes)
            throws IOException {
        Map<Integer, Hdf5Dataset> r = new TreeMap<>();
        for (Map.Entry<Integer, Process> entry : processes.entrySet()) {
            String name = weights(entry.getKey());
            if (file.names().contains(name)) {
                Hdf5Dataset weights = file.dataset(name);
                if (weights.rowLength() != 1 || weights.rows() != entry.getValue().count) {
                    throw file.fault(
                            "dataset " + name,
                            "a weight for each of " + entry.getValue().count + " events",
                            "the shape " + Arrays.toString(weights.shape()));
                }
                r.put(entry.getKey(), weights);
            }
        }
        return r;
    }

    /// The dataset of the weights of events with so many further jets.
    public static String weights(int jets) {
        return String.format(Locale.ROOT, WEIGHTS, jets);
    }

    private static String width(int jets) {
        return 4 * (TopPair.HARD + jets) + " numbers for 6 particles and " + jets + " further jets";
    }

    private static int jets(Path file, String place, long width, List<Long> shape) throws DataFormatException {
        long jets = width / 4 - TopPair.HARD;
        if (shape.size() < 2 || width % 4 != 0 || jets < 0 || jets > MOST_JETS) {
            throw new DataFormatException(
                    file, place, "one row of 4 (6 + n) numbers for each event", "the shape " + shape);
        }
        return (int) jets;
    }

    /// The numbers of events by number of further jets, in rising order.
    public SortedMap<Integer, Long> counts() {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        processes.forEach((jets, process) -> counts.put(jets, process.count));
        return counts;
    }

    /// Whether the file holds weights.
    public Weighting weighting() {
        return weights.isEmpty() ? Weighting.UNWEIGHTED : Weighting.WEIGHTED;
    }

    /// The weights of the events from .. to-1 with so many further jets; 1 for each where the file holds none.
    ///
    /// @throws IllegalArgumentException if the range is not within the events
    public double[] weights(int jets, long from, long to) throws IOException {
        Hdf5Dataset own = weights.get(jets);
        if (own != null) {
            return own.doubles(from, to);
        }
        double[] ones = new double[Table.count(from, to, counts().getOrDefault(jets, 0L))];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// The events from .. to-1 with so many further jets.
    ///
    /// @throws DataFormatException if there are none with so many, or with row and particle if one is no momentum
    /// @throws IllegalArgumentException if the range is not within the events
    public Events read(int jets, long from, long to) throws IOException {
        Process process = processes.get(jets);
        if (process == null) {
            throw new DataFormatException(
                    file, "events", "some with " + jets + " further jets", "only those with " + processes.keySet());
        }
        int count = Table.count(from, to, process.count);
        Events events = new Events(jets, process.rows.read(from, to));
        for (int event = 0; event < count; event++) {
            for (int particle = 0; particle < events.particles(); particle++) {
                check(process.name + (from + event), particle, events.momentum(event, particle));
            }
        }
        return events;
    }

    private void check(String row, int particle, FourVector p) throws DataFormatException {
        String fault = UnphysicalMomentum.faultOf(p).orElse(p.pt() == 0 ? "has no transverse momentum" : "");
        if (!fault.isEmpty()) {
            throw new DataFormatException(
                    file,
                    row + ", particle " + particle + " (" + TopPair.name(particle) + ")",
                    "the momentum of a jet (each row is b1, q1, q2, b2, q3, q4, j1, .., as E, px, py, pz)",
                    "(" + p.e() + ", " + p.px() + ", " + p.py() + ", " + p.pz() + "), which " + fault);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
