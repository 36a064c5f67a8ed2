package rapidity.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.data.format.Table;

/// The top-tagging data set in either of its published layouts, as it was downloaded: the pandas tables
/// `train.h5`, `val.h5`, `test.h5`, or one NumPy archive with `kinematics_train`, `labels_train` and so on.
///
/// Up to 200 constituents (E, px, py, pz), zero padded, sorted by falling pt; label 1 is a top.
///
/// @source Kasieczka et al., arXiv:1902.09914
public final class TopTagging implements JetSource {
    /// Class names by label.
    public static final List<String> CLASSES = List.of("qcd", "top");

    private static final int CONSTITUENTS = 200;

    private final Path path;
    private final Layout layout;
    private final Constituents rule;
    private final int most;

    /// The parts of the data set.
    public enum Part {
        TRAIN,
        VAL,
        TEST;

        String member() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Momenta and labels of a range of rows, from one of the layouts.
    interface Layout extends java.io.Closeable {
        long rows();

        /// 4 x 200 numbers for each row.
        float[] momenta(long from, long to) throws IOException;

        double[] labels(long from, long to) throws IOException;
    }

    private TopTagging(Path path, Layout layout, Constituents rule, int most) {
        this.path = path;
        this.layout = layout;
        this.rule = rule;
        this.most = most;
    }

    /// Opens a file of either layout.
    ///
    /// @param part which part of a NumPy archive; a pandas table is one part, whatever is said here
    /// @throws DataFormatException if it is neither
    public static TopTagging open(Path path, Part part, Constituents rule) throws IOException {
        boolean archive = String.valueOf(path.getFileName()).endsWith(".npz");
        Layout layout = archive ? Archive.open(path, part.member()) : TopTaggingTable.open(path);
        return new TopTagging(path, layout, rule, JetAssembly.ALL);
    }

    /// The same jets with at most this many constituents each, the hardest. The file is shared.
    public TopTagging withAtMost(int constituents) {
        return new TopTagging(path, layout, rule, constituents);
    }

    @Override
    public long rows() {
        return layout.rows();
    }

    @Override
    public List<String> classes() {
        return CLASSES;
    }

    @Override
    public List<String> features() {
        return List.of();
    }

    @Override
    public JetColumns read(long from, long to) throws IOException {
        Table.count(from, to, rows());
        JetAssembly jets = new JetAssembly(path, features(), most);
        float[] momenta = layout.momenta(from, to);
        double[] labels = layout.labels(from, to);
        for (int row = 0; row < to - from; row++) {
            int begin = row * 4 * CONSTITUENTS;
            for (int at = begin; at < begin + 4 * CONSTITUENTS; at += 4) {
                if (rule.holds(momenta[at], momenta[at + 1], momenta[at + 2], momenta[at + 3])) {
                    jets.constituent(momenta[at], momenta[at + 1], momenta[at + 2], momenta[at + 3]);
                }
            }
            jets.jet(from + row, jets.bool(labels[row], from + row));
        }
        return jets.columns();
    }

    @Override
    public void close() throws IOException {
        layout.close();
    }

    private record Archive(NpzFile file, NpyArray kinematics, NpyArray classes) implements Layout {
        static Archive open(Path path, String part) throws IOException {
            NpzFile file = NpzFile.open(path);
            try {
                NpyArray kinematics = file.array("kinematics_" + part);
                NpyArray classes = file.array("labels_" + part);
                if (kinematics.rowLength() != 4 * CONSTITUENTS || classes.rowLength() != 1) {
                    throw new DataFormatException(
                            path,
                            "kinematics_" + part,
                            "the shape (N, 200, 4), and (N) for labels",
                            kinematics.header().shape() + " and "
                                    + classes.header().shape());
                }
                if (kinematics.rows() != classes.rows()) {
                    throw new DataFormatException(
                            path,
                            "labels_" + part,
                            "a label for each of " + kinematics.rows() + " jets",
                            classes.rows() + " labels");
                }
                return new Archive(file, kinematics, classes);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        }

        @Override
        public long rows() {
            return kinematics.rows();
        }

        @Override
        public float[] momenta(long from, long to) throws IOException {
            return kinematics.floats(from, to);
        }

        @Override
        public double[] labels(long from, long to) throws IOException {
            return classes.doubles(from, to);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
