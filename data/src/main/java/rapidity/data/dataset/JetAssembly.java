package rapidity.data.dataset;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import rapidity.data.format.DataFormatException;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.UnphysicalMomentum;

/// Puts jets together constituent by constituent, checking each, and cuts them to a number of constituents.
///
/// ```
/// for each row:   constituent(..) for each, then jet(row, label)
/// columns()
/// ```
public final class JetAssembly {
    /// No cut on the number of constituents.
    public static final int ALL = Integer.MAX_VALUE;

    /// No file has more constituents or classes in a row: a shape that says so is damage.
    static final int LONGEST_ROW = 10_000;

    /// What no label is.
    public static final int UNLABELLED = -1;

    /// A jet has more energy than this in GeV; one with less, or with more than the beams of any collider that is
    /// planned have, is in another unit.
    private static final double LEAST_ENERGY = 1;

    private static final double MOST_ENERGY = 50_000;

    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private Path file;
    private final List<String> featureNames;
    private final int most;
    private final int width;
    private double[] numbers = new double[1024];
    private int count;
    private int[] offsets = new int[64];
    private int[] labels = new int[64];
    private long[] rows = new long[64];
    private int jets;

    /// Begins with no jet.
    ///
    /// @param file where the jets are from
    /// @param most how many constituents are kept of a jet, the hardest; [#ALL] for all
    public JetAssembly(Path file, List<String> featureNames, int most) {
        this.file = file;
        this.featureNames = featureNames;
        this.most = most;
        width = 4 + featureNames.size();
    }

    /// The jets that follow are from this file.
    public void from(Path next) {
        file = next;
    }

    /// Adds a constituent to the jet that is next to be completed. Its features follow through [#feature].
    public void constituent(double e, double px, double py, double pz) {
        long wanted = (count + 1L) * width;
        if (wanted > numbers.length) {
            numbers = Arrays.copyOf(numbers, grown(wanted));
        }
        int at = count * width;
        numbers[at] = e;
        numbers[at + 1] = px;
        numbers[at + 2] = py;
        numbers[at + 3] = pz;
        count++;
    }

    private int grown(long wanted) {
        if (wanted > LONGEST) {
            throw new IllegalArgumentException("the constituents up to jet " + jets + " are more than " + LONGEST
                    + " numbers, which one Java array holds: read fewer rows at a time");
        }
        return (int) Math.min(LONGEST, Math.max(wanted, 2L * numbers.length));
    }

    /// Sets a feature of the constituent added last.
    public void feature(int index, double value) {
        numbers[(count - 1) * width + 4 + index] = value;
    }

    /// Completes a jet.
    public void jet(long row, int label) throws DataFormatException {
        jet(row, 0, label);
    }

    /// Completes a jet of one of several files.
    ///
    /// @param row its row in this file
    /// @param before the number of rows in the files before
    /// @param label its class, or [#UNLABELLED]
    /// @throws DataFormatException if a constituent is no momentum, or the jet is in another unit than GeV
    public void jet(long row, long before, int label) throws DataFormatException {
        if (jets + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
            labels = Arrays.copyOf(labels, 2 * labels.length);
            rows = Arrays.copyOf(rows, 2 * rows.length);
        }
        int first = offsets[jets];
        check(first, row);
        if (count - first > most) {
            keepHardest(first);
        }
        labels[jets] = label;
        rows[jets] = before + row;
        jets++;
        offsets[jets] = count;
    }

    private void check(int first, long row) throws DataFormatException {
        double energy = 0;
        for (int i = first; i < count; i++) {
            int at = i * width;
            FourVector p = new FourVector(numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]);
            Optional<String> fault = UnphysicalMomentum.faultOf(p);
            if (fault.isPresent()) {
                throw new DataFormatException(
                        file,
                        "row " + row + ", constituent " + (i - first),
                        "a momentum (E, px, py, pz) in GeV",
                        "(" + p.e() + ", " + p.px() + ", " + p.py() + ", " + p.pz() + "), which " + fault.get());
            }
            energy += p.e();
            for (int j = 4; j < width; j++) {
                if (!Double.isFinite(numbers[at + j])) {
                    throw new DataFormatException(
                            file,
                            "row " + row + ", constituent " + (i - first),
                            "a finite feature " + featureNames.get(j - 4),
                            numbers[at + j] + "");
                }
            }
        }
        if (count > first && !(energy > LEAST_ENERGY && energy < MOST_ENERGY)) {
            throw new DataFormatException(
                    file,
                    "row " + row,
                    "a jet in GeV, of " + LEAST_ENERGY + " to " + MOST_ENERGY + " GeV",
                    "the energy " + energy + " (is the file in TeV or MeV?)");
        }
    }

    /// Keeps the constituents of largest pt, in the order in which they are.
    private void keepHardest(int first) {
        int size = count - first;
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(pt2(first + b), pt2(first + a)))
                .limit(most)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(numbers, (first + order[i]) * width, numbers, (first + i) * width, width);
        }
        count = first + order.length;
    }

    private double pt2(int constituent) {
        double px = numbers[constituent * width + 1];
        double py = numbers[constituent * width + 2];
        return px * px + py * py;
    }

    /// All jets so far.
    public JetColumns columns() {
        double[] momenta = new double[4 * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(numbers, i * width, momenta, 4 * i, 4);
        }
        Map<String, double[]> features = new LinkedHashMap<>();
        for (int j = 0; j < featureNames.size(); j++) {
            double[] feature = new double[count];
            for (int i = 0; i < count; i++) {
                feature[i] = numbers[i * width + 4 + j];
            }
            features.put(featureNames.get(j), feature);
        }
        boolean labelled = jets > 0 && labels[0] != UNLABELLED;
        return new JetColumns(
                momenta,
                Arrays.copyOf(offsets, jets + 1),
                features,
                labelled ? Arrays.copyOf(labels, jets) : new int[0],
                Arrays.copyOf(rows, jets));
    }

    /// A label from a file: 0 or 1, whatever the type it is stored in.
    int bool(double value, long row) throws DataFormatException {
        if (value != 0 && value != 1) {
            throw new DataFormatException(file, "row " + row + ", label", "0 or 1", value + "");
        }
        return (int) value;
    }
}
