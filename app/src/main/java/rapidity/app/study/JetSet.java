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
import rapidity.data.dataset.JetClass;
import rapidity.data.dataset.JetNet;
import rapidity.data.dataset.JetSource;
import rapidity.data.dataset.LorentzNetJets;
import rapidity.data.dataset.QuarkGluon;
import rapidity.data.dataset.TopTagging;

/// Where jets come from: a published data set in its own layout, or files whose columns a recipe names.
sealed interface JetSet {
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
    record JetNetTypes() implements JetSet {
        @Override
        public JetSource open(DataFile file, Part part) throws IOException {
            return JetNet.open(file.path());
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

    /// Files of JetClass with the features of lorentz-gatr: identity and displacement.
    ///
    /// @source lorentz-gatr, data set of JetClass: tanh of the impact parameters, their errors cut to [0, 1]
    static JetSet jetClass(int most) {
        Map<String, String> features = new LinkedHashMap<>();
        for (String name : JetClass.FEATURES) {
            String column = "part_" + name;
            features.put(
                    name,
                    switch (name) {
                        case "d0val", "dzval" -> "tanh(" + column + ")";
                        case "d0err", "dzerr" -> "min(max(" + column + ", 0), 1)";
                        default -> column;
                    });
        }
        Map<String, String> labels = new LinkedHashMap<>();
        JetClass.LORENTZ_GATR.forEach(name -> labels.put(name, "label_" + name));
        Map<String, String> momentum = Map.of("e", "part_energy", "px", "part_px", "py", "part_py", "pz", "part_pz");
        return new Columns(ColumnMapping.parse(momentum, features, labels, "", most));
    }
}
