package rapidity.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Table;
import rapidity.data.format.hdf5.Hdf5Dataset;
import rapidity.data.format.hdf5.Hdf5File;

/// A file in the HDF5 layout of LGN, LorentzNet and PELICAN: `Nobj`, `Pmu` (N, 200, 4) as (E, px, py, pz), and
/// `is_signal`, which is one-hot for more than two classes.
///
/// Some files begin each jet with two beam particles (1, 0, 0, +-1); those are left out here, since a network adds its
/// own.
///
/// @source Bogatskiy et al., arXiv:2006.04780; Gong et al., arXiv:2201.08187
public final class LorentzNetJets implements JetSource {
    private final Hdf5File file;
    private final Hdf5Dataset counts;
    private final Hdf5Dataset momenta;
    private final Hdf5Dataset labels;
    private final int kinds;

    private LorentzNetJets(Hdf5File file) throws IOException {
        this.file = file;
        counts = file.dataset("Nobj");
        momenta = file.dataset("Pmu");
        labels = file.dataset("is_signal");
        long[] shape = momenta.shape();
        boolean rows = counts.rows() == momenta.rows() && labels.rows() == momenta.rows();
        boolean fours = shape.length == 3 && shape[1] <= JetAssembly.LONGEST_ROW && shape[2] == 4;
        kinds = (int) Math.min(labels.rowLength(), JetAssembly.LONGEST_ROW + 1);
        if (!fours || counts.rowLength() != 1 || !rows || kinds < 1 || kinds > JetAssembly.LONGEST_ROW) {
            throw file.fault(
                    "shapes",
                    "Pmu (N, M, 4), Nobj (N) and is_signal (N) or (N, classes)",
                    java.util.Arrays.toString(shape) + ", " + java.util.Arrays.toString(counts.shape()) + " and "
                            + java.util.Arrays.toString(labels.shape()));
        }
    }

    /// Opens a file.
    ///
    /// @throws DataFormatException if it has another layout
    public static LorentzNetJets open(Path path) throws IOException {
        Hdf5File file = Hdf5File.open(path);
        try {
            return new LorentzNetJets(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public long rows() {
        return momenta.rows();
    }

    /// `background` and `signal`, or `class 0`, `class 1` and so on for a one-hot label.
    @Override
    public List<String> classes() {
        return kinds == 1
                ? List.of("background", "signal")
                : IntStream.range(0, kinds).mapToObj(i -> "class " + i).toList();
    }

    @Override
    public List<String> features() {
        return List.of();
    }

    @Override
    public JetColumns read(long from, long to) throws IOException {
        Table.count(from, to, rows());
        JetAssembly jets = new JetAssembly(file.path(), features(), JetAssembly.ALL);
        double[] p = momenta.doubles(from, to);
        double[] count = counts.doubles(from, to);
        double[] label = labels.doubles(from, to);
        int length = (int) momenta.rowLength();
        for (int row = 0; row < to - from; row++) {
            int begin = row * length;
            int found = 0;
            for (int at = begin; at < begin + length; at += 4) {
                if (Constituents.ENERGY.holds(p[at], p[at + 1], p[at + 2], p[at + 3])) {
                    found++;
                    if (!beam(p, at)) {
                        jets.constituent(p[at], p[at + 1], p[at + 2], p[at + 3]);
                    }
                }
            }
            requireCount(count[row], found, from + row);
            jets.jet(from + row, label(jets, label, row, from + row));
        }
        return jets.columns();
    }

    private static boolean beam(double[] p, int at) {
        return p[at] == 1 && p[at + 1] == 0 && p[at + 2] == 0 && Math.abs(p[at + 3]) == 1;
    }

    private void requireCount(double stored, int found, long row) throws DataFormatException {
        if (stored != found) {
            throw file.fault("row " + row, "Nobj = " + stored + " particles in Pmu", found + " that are not zero");
        }
    }

    private int label(JetAssembly jets, double[] label, int at, long row) throws DataFormatException {
        if (kinds == 1) {
            return jets.bool(label[at], row);
        }
        int found = -1;
        for (int kind = 0; kind < kinds; kind++) {
            if (jets.bool(label[at * kinds + kind], row) == 1) {
                if (found >= 0) {
                    throw file.fault("is_signal, row " + row, "one class", "classes " + found + " and " + kind);
                }
                found = kind;
            }
        }
        if (found < 0) {
            throw file.fault("is_signal, row " + row, "one class", "none");
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
