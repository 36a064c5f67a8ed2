package rapidity.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.data.format.Table;
import rapidity.kinematics.FourVector;

/// A file of the quark/gluon data set, as it was downloaded: `X` with (pt, y, phi, pdgid) of each particle, zero
/// padded, and `y` with 1 for quark and 0 for gluon.
///
/// The masses are those of the particles that the identifiers name; y is the rapidity:
///
/// ```
/// mt^2 = pt^2 + m^2    E = mt cosh y    pz = mt sinh y
/// ```
///
/// @source Komiske, Metodiev, Thaler, arXiv:1810.05165; Zenodo 3164691 (Pythia) and 3066475 (Herwig)
public final class QuarkGluon implements JetSource {
    /// Class names by label.
    public static final List<String> CLASSES = List.of("gluon", "quark");

    private static final List<String> FEATURES = List.of("pdgid");

    private final Path path;
    private final NpzFile file;
    private final NpyArray particles;
    private final NpyArray labels;

    private QuarkGluon(Path path, NpzFile file) throws IOException {
        this.path = path;
        this.file = file;
        particles = file.array("X");
        labels = file.array("y");
        List<?> shape = particles.header().shape();
        boolean fours = shape.size() == 3
                && particles.rowLength() % 4 == 0
                && particles.rowLength() <= 4 * JetAssembly.LONGEST_ROW
                && shape.get(2).toString().equals("4");
        if (!fours || labels.rows() != particles.rows() || labels.rowLength() != 1) {
            throw new DataFormatException(
                    path,
                    "shapes",
                    "X (N, M, 4) and y (N)",
                    shape + " and " + labels.header().shape());
        }
    }

    /// Opens a file.
    ///
    /// @throws DataFormatException if it has another layout
    public static QuarkGluon open(Path path) throws IOException {
        NpzFile file = NpzFile.open(path);
        try {
            return new QuarkGluon(path, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public long rows() {
        return particles.rows();
    }

    @Override
    public List<String> classes() {
        return CLASSES;
    }

    @Override
    public List<String> features() {
        return FEATURES;
    }

    @Override
    public JetColumns read(long from, long to) throws IOException {
        Table.count(from, to, rows());
        JetAssembly jets = new JetAssembly(path, FEATURES, JetAssembly.ALL);
        double[] x = particles.doubles(from, to);
        double[] y = labels.doubles(from, to);
        int length = (int) particles.rowLength();
        for (int row = 0; row < to - from; row++) {
            for (int at = row * length; at < (row + 1) * length; at += 4) {
                if (x[at] != 0) {
                    add(jets, x[at], x[at + 1], x[at + 2], x[at + 3], from + row);
                }
            }
            jets.jet(from + row, jets.bool(y[row], from + row));
        }
        return jets.columns();
    }

    private void add(JetAssembly jets, double pt, double rapidity, double phi, double pdgid, long row)
            throws DataFormatException {
        FourVector p = FourVector.ofPtYPhi(pt, rapidity, phi, mass(pdgid, row));
        jets.constituent(p.e(), p.px(), p.py(), p.pz());
        jets.feature(0, pdgid);
    }

    /// Masses in GeV of the particles that live long enough to be in a jet.
    private double mass(double pdgid, long row) throws DataFormatException {
        return switch ((int) Math.abs(pdgid)) {
            case 11 -> 0.000511;
            case 13 -> 0.10566;
            case 12, 14, 16, 22 -> 0;
            case 111 -> 0.13498;
            case 130, 310, 311 -> 0.49761;
            case 211 -> 0.13957;
            case 321 -> 0.49368;
            case 2112 -> 0.93957;
            case 2212 -> 0.93827;
            default ->
                throw new DataFormatException(
                        path, "row " + row + ", pdgid", "a photon, lepton, pion, kaon or nucleon", pdgid + "");
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
