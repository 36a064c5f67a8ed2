package rapidity.data.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.Table;
import rapidity.data.format.root.RootTree;

/// A file of JetClass, as it was downloaded: a TTree `tree` with a jet in each entry, its particles in
/// `vector<float>` and `vector<int>` branches `part_...`, and one branch `label_...` for each class.
///
/// Published networks number the classes differently, so the order is asked for: [#PARTICLE_TRANSFORMER] or
/// [#LORENTZ_GATR], or any other. `part_deta` is mirrored for jets of negative eta; nothing here uses it unless it is
/// named among the features.
///
/// @source Qu, Li, Qian, arXiv:2202.03772
public final class JetClass implements JetSource {
    /// The order of classes of Particle Transformer's loader.
    public static final List<String> PARTICLE_TRANSFORMER =
            List.of("QCD", "Hbb", "Hcc", "Hgg", "H4q", "Hqql", "Zqq", "Wqq", "Tbqq", "Tbl");

    /// The order of classes of the lorentz-gatr configuration.
    public static final List<String> LORENTZ_GATR =
            List.of("QCD", "Hbb", "Hcc", "Hgg", "H4q", "Hqql", "Tbqq", "Tbl", "Wqq", "Zqq");

    /// Particle identity and displacement, the names of branches without `part_`.
    public static final List<String> FEATURES = List.of(
            "charge",
            "isChargedHadron",
            "isNeutralHadron",
            "isPhoton",
            "isElectron",
            "isMuon",
            "d0val",
            "d0err",
            "dzval",
            "dzerr");

    private static final List<String> MOMENTUM = List.of("energy", "px", "py", "pz");

    private final RootTree tree;
    private final List<String> classes;
    private final List<String> features;
    private final int most;
    private final List<Column> labels = new ArrayList<>();
    private final List<Column> momentum = new ArrayList<>();
    private final List<Column> further = new ArrayList<>();

    private JetClass(RootTree tree, List<String> classes, List<String> features, int most) throws IOException {
        this.tree = tree;
        this.classes = List.copyOf(classes);
        this.features = List.copyOf(features);
        this.most = most;
        for (String name : classes) {
            labels.add(column("label_" + name));
        }
        for (String name : MOMENTUM) {
            momentum.add(column("part_" + name));
        }
        for (String name : features) {
            further.add(column("part_" + name));
        }
    }

    /// Opens a file.
    ///
    /// @param classes the names behind `label_`, in the order in which labels count them
    /// @param features the names behind `part_` of the numbers that each constituent has beside its momentum
    /// @param most how many constituents are kept of a jet, the hardest; the published networks keep 128
    /// @throws DataFormatException if a branch is missing
    public static JetClass open(Path path, List<String> classes, List<String> features, int most) throws IOException {
        RootTree tree = RootTree.open(path, Optional.of("tree"));
        try {
            return new JetClass(tree, classes, features, most);
        } catch (IOException | RuntimeException e) {
            tree.close();
            throw e;
        }
    }

    private Column column(String name) throws DataFormatException {
        for (Column column : tree.columns()) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        throw new DataFormatException(
                tree.path(),
                "tree",
                "a branch " + name,
                "only " + tree.columns().stream().map(Column::name).toList());
    }

    @Override
    public long rows() {
        return tree.rows();
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public List<String> features() {
        return features;
    }

    @Override
    public JetColumns read(long from, long to) throws IOException {
        Table.count(from, to, rows());
        JetAssembly jets = new JetAssembly(tree.path(), features, most);
        List<Jagged> p = read(momentum, from, to);
        List<Jagged> more = read(further, from, to);
        List<Jagged> is = read(labels, from, to);
        Jagged energy = p.getFirst();
        requireLengths(momentum, p, energy, from);
        requireLengths(further, more, energy, from);
        for (int row = 0; row < to - from; row++) {
            for (int i = energy.offsets()[row]; i < energy.offsets()[row + 1]; i++) {
                jets.constituent(
                        energy.values()[i],
                        p.get(1).values()[i],
                        p.get(2).values()[i],
                        p.get(3).values()[i]);
                for (int j = 0; j < more.size(); j++) {
                    jets.feature(j, more.get(j).values()[i]);
                }
            }
            jets.jet(from + row, label(jets, is, row, from + row));
        }
        return jets.columns();
    }

    private List<Jagged> read(List<Column> columns, long from, long to) throws IOException {
        List<Jagged> all = new ArrayList<>();
        for (Column column : columns) {
            all.add(tree.read(column, from, to));
        }
        return all;
    }

    private void requireLengths(List<Column> columns, List<Jagged> all, Jagged energy, long from)
            throws DataFormatException {
        for (int i = 0; i < columns.size(); i++) {
            RaggedLengths.require(
                    tree.path(), "part_energy", energy, columns.get(i).name(), all.get(i), from);
        }
    }

    private int label(JetAssembly jets, List<Jagged> is, int row, long place) throws DataFormatException {
        int label = -1;
        for (int kind = 0; kind < is.size(); kind++) {
            if (jets.bool(is.get(kind).values()[row], place) == 1) {
                if (label >= 0) {
                    throw new DataFormatException(
                            tree.path(), "row " + place, "one class", classes.get(label) + " and " + classes.get(kind));
                }
                label = kind;
            }
        }
        if (label < 0) {
            throw new DataFormatException(tree.path(), "row " + place, "one class of " + classes, "none");
        }
        return label;
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }
}
