package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import rapidity.data.ColumnMapping;
import rapidity.data.DataFile;
import rapidity.data.MappedJets;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.JetNet;
import rapidity.data.dataset.JetNetFrame;
import rapidity.data.dataset.JetSource;
import rapidity.data.dataset.LorentzNetJets;
import rapidity.data.dataset.QuarkGluon;
import rapidity.data.dataset.TopTagging;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Table;

/// Where jets come from: a published data set in its own layout, or files whose columns a recipe names.
public sealed interface JetSet {
    /// The published data set whose columns a file has.
    ///
    /// @param rule which slots of top-tagging files are constituents
    /// @param jetClass what is taken from a file of JetClass
    /// @throws DataFormatException if it has the columns of none
    static JetSet ofColumns(DataFile file, Constituents rule, JetSet jetClass) throws IOException {
        List<String> names = names(file);
        if (names.contains("E_0") || names.stream().anyMatch(name -> name.startsWith("kinematics_"))) {
            return new Tops(rule);
        }
        if (names.contains("particle_features")) {
            return new JetNetTypes(JetNetFrame.RELATIVE);
        }
        if (names.contains("Pmu")) {
            return new LorentzNetLayout();
        }
        if (names.contains("X") && names.contains("y")) {
            return new QuarksGluons();
        }
        if (names.contains("part_px") && names.contains("part_energy")) {
            return jetClass;
        }
        throw new DataFormatException(
                file.path(),
                "columns",
                "those of top tagging, JetNet, LorentzNet, quark/gluon or JetClass; others are to be named",
                names.stream().limit(10).collect(Collectors.joining(", ")));
    }

    private static List<String> names(DataFile file) throws IOException {
        try (Table table = file.open()) {
            return table.columns().stream().map(Column::name).toList();
        }
    }

    /// Opens a file.
    ///
    /// @param part read where a file holds several
    JetSource open(DataFile file, Part part) throws IOException;

    /// The names of the classes in these files; a label is an index into them.
    List<String> classes(JetFiles files) throws IOException;

    /// The names of the further numbers of each constituent that a network can take.
    List<String> features();

    /// Whether one file of this name holds all parts.
    default boolean holdsParts(String name) {
        return false;
    }

    /// Both layouts of the top-tagging data set.
    record Tops(Constituents rule) implements JetSet {
        @Override
        public JetSource open(DataFile file, Part part) throws IOException {
            TopTagging.Part own = switch (part) {
                case TRAIN -> TopTagging.Part.TRAIN;
                case VALIDATION -> TopTagging.Part.VAL;
                case TEST -> TopTagging.Part.TEST;
            };
            return TopTagging.open(file.path(), own, rule);
        }

        @Override
        public List<String> classes(JetFiles files) {
            return TopTagging.CLASSES;
        }

        @Override
        public List<String> features() {
            return List.of();
        }

        @Override
        public boolean holdsParts(String name) {
            return name.endsWith(".npz");
        }
    }

    /// Files of JetNet, each of one type of jet: the classes are the types that there are files of.
    ///
    /// @param frame what the files leave open
    record JetNetTypes(JetNetFrame frame) implements JetSet {
        @Override
        public JetSource open(DataFile file, Part part) throws IOException {
            return JetNet.open(file.path(), frame);
        }

        @Override
        public List<String> classes(JetFiles files) {
            Set<String> types = files.names().values().stream()
                    .flatMap(List::stream)
                    .map(name -> String.valueOf(Path.of(name).getFileName()).substring(0, 1))
                    .collect(Collectors.toSet());
            return JetNet.CLASSES.stream().filter(types::contains).toList();
        }

        @Override
        public List<String> features() {
            return List.of();
        }
    }

    /// Files of the quark/gluon data set; the identifiers become the six numbers of [ParticleId].
    record QuarksGluons() implements JetSet {
        @Override
        public JetSource open(DataFile file, Part part) throws IOException {
            return new ParticleId(QuarkGluon.open(file.path()));
        }

        @Override
        public List<String> classes(JetFiles files) {
            return QuarkGluon.CLASSES;
        }

        @Override
        public List<String> features() {
            return ParticleId.NAMES;
        }
    }

    /// Files in the layout of LorentzNet.
    record LorentzNetLayout() implements JetSet {
        @Override
        public JetSource open(DataFile file, Part part) throws IOException {
            return LorentzNetJets.open(file.path());
        }

        @Override
        public List<String> classes(JetFiles files) throws IOException {
            List<DataFile> there = files.distinct();
            try (JetSource first = open(there.getFirst(), Part.TRAIN)) {
                return first.classes();
            }
        }

        @Override
        public List<String> features() {
            return List.of();
        }
    }

    /// Files whose columns are mapped.
    record Columns(ColumnMapping mapping) implements JetSet {
        @Override
        public JetSource open(DataFile file, Part part) throws IOException {
            return MappedJets.open(List.of(file), mapping);
        }

        @Override
        public List<String> classes(JetFiles files) {
            return mapping.classes();
        }

        @Override
        public List<String> features() {
            return List.copyOf(mapping.features().keySet());
        }
    }

    /// Files of JetClass with features as lorentz-gatr takes them.
    ///
    /// @param features of [JetClass#FEATURES]
    /// @param classes of [JetClass#LORENTZ_GATR]; none for files without labels
    /// @source lorentz-gatr, data set of JetClass: tanh of the impact parameters, their errors cut to [0, 1]
    static JetSet jetClass(List<String> features, List<String> classes, int most) {
        Map<String, String> numbers = new LinkedHashMap<>();
        for (String name : features) {
            String column = "part_" + name;
            numbers.put(
                    name,
                    switch (name) {
                        case "d0val", "dzval" -> "tanh(" + column + ")";
                        case "d0err", "dzerr" -> "min(max(" + column + ", 0), 1)";
                        default -> column;
                    });
        }
        Map<String, String> labels = new LinkedHashMap<>();
        classes.forEach(name -> labels.put(name, "label_" + name));
        Map<String, String> momentum = Map.of("e", "part_energy", "px", "part_px", "py", "part_py", "pz", "part_pz");
        return new Columns(ColumnMapping.parse(momentum, numbers, labels, "", most));
    }
}
