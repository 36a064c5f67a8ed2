package rapidity.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Table;
import rapidity.data.format.hdf5.Hdf5Dataset;
import rapidity.data.format.hdf5.Hdf5File;
import rapidity.kinematics.FourVector;

/// A file of JetNet, as it was downloaded: jets of one type, `g`, `q`, `t`, `w` or `z`, with up to 30 or 150 particles.
///
/// Particles are stored relative to their jet, without masses and without the jet's azimuth, which a [JetNetFrame]
/// says:
///
/// ```
/// pt = ptrel pt_jet    eta = etarel + eta_jet    phi = phirel + phi_jet    E = sqrt((pt cosh eta)^2 + m^2)
/// ```
///
/// @source Kansal et al., arXiv:2106.11535
public final class JetNet implements JetSource {
    /// The types of jets; the label of a file is the place of its type.
    public static final List<String> CLASSES = List.of("g", "q", "t", "w", "z");

    private static final int JET_FEATURES = 4;

    private final Hdf5File file;
    private final Hdf5Dataset particles;
    private final Hdf5Dataset jets;
    private final int label;
    private final JetNetFrame frame;

    private JetNet(Hdf5File file, int label, JetNetFrame frame) throws IOException {
        this.file = file;
        this.label = label;
        this.frame = frame;
        particles = file.dataset("particle_features");
        jets = file.dataset("jet_features");
        long[] shape = particles.shape();
        boolean fours = shape.length == 3 && shape[1] <= JetAssembly.LONGEST_ROW && shape[2] == 4;
        if (!fours || jets.rowLength() != JET_FEATURES || jets.rows() != particles.rows()) {
            throw file.fault(
                    "shapes",
                    "particle_features (N, 30 or 150, 4) and jet_features (N, 4)",
                    java.util.Arrays.toString(shape) + " and " + java.util.Arrays.toString(jets.shape()));
        }
    }

    /// Opens a file of massless particles in jets of azimuth 0; the first letter of its name is its type.
    ///
    /// @throws DataFormatException if it is no such file
    public static JetNet open(Path path) throws IOException {
        return open(path, JetNetFrame.RELATIVE);
    }

    /// Opens a file; the first letter of its name is its type.
    ///
    /// @param frame what the file does not say of its particles
    /// @throws DataFormatException if it is no such file
    public static JetNet open(Path path, JetNetFrame frame) throws IOException {
        String name = String.valueOf(path.getFileName());
        int label = CLASSES.indexOf(name.substring(0, Math.min(1, name.length())));
        if (label < 0) {
            throw new DataFormatException(
                    path, "name", "one that begins with the type of its jets, of " + CLASSES, "another");
        }
        Hdf5File file = Hdf5File.open(path);
        try {
            return new JetNet(file, label, frame);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public long rows() {
        return jets.rows();
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
        JetAssembly assembly = new JetAssembly(file.path(), features(), JetAssembly.ALL);
        double[] particle = particles.doubles(from, to);
        double[] jet = jets.doubles(from, to);
        int length = (int) particles.rowLength();
        for (int row = 0; row < to - from; row++) {
            double ptJet = notNegative(jet[row * JET_FEATURES], "jet_features", "pT in the first", from + row);
            double etaJet = jet[row * JET_FEATURES + 1];
            double phiJet = frame.azimuth(label, from + row);
            for (int at = row * length; at < (row + 1) * length; at += 4) {
                if (masked(particle[at + 3], from + row)) {
                    double pt = ptJet
                            * notNegative(particle[at + 2], "particle_features", "ptrel in the third", from + row);
                    FourVector p = frame.particle(pt, particle[at] + etaJet, particle[at + 1] + phiJet);
                    assembly.constituent(p.e(), p.px(), p.py(), p.pz());
                }
            }
            assembly.jet(from + row, label);
        }
        return assembly.columns();
    }

    private double notNegative(double x, String dataset, String what, long row) throws DataFormatException {
        if (x < 0) {
            throw file.fault(dataset + ", row " + row, "at least 0 as " + what + " column", x + "");
        }
        return x;
    }

    private boolean masked(double mask, long row) throws DataFormatException {
        if (mask != 0 && mask != 1) {
            throw file.fault("particle_features, row " + row, "a mask of 0 or 1 in the fourth column", mask + "");
        }
        return mask == 1;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
