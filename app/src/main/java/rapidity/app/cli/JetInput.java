package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rapidity.app.study.ParticleId;
import rapidity.data.ColumnMapping;
import rapidity.data.DataFile;
import rapidity.data.MappedJets;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.JetAssembly;
import rapidity.data.dataset.JetClass;
import rapidity.data.dataset.JetNet;
import rapidity.data.dataset.JetSource;
import rapidity.data.dataset.LorentzNetJets;
import rapidity.data.dataset.QuarkGluon;
import rapidity.data.dataset.TopTagging;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Table;

/// Files with jets on the command line: of a published data set, whose layout their columns tell, or with columns that
/// are named.
///
/// @param part read where one file holds several
/// @param rule which slots of the top-tagging files are constituents
/// @param columns empty for a published layout
record JetInput(List<DataFile> files, TopTagging.Part part, Constituents rule, Optional<ColumnMapping> columns) {
    /// The files that these names and globs stand for.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    static List<DataFile> files(List<String> names) throws IOException {
        List<DataFile> r = new ArrayList<>();
        for (String name : names) {
            r.addAll(DataFile.matching(Path.of(""), name));
        }
        return r;
    }

    /// Opens all files.
    ///
    /// @param features names of the numbers of each constituent that are needed
    List<JetSource> open(List<String> features) throws IOException {
        List<JetSource> r = new ArrayList<>();
        try {
            for (DataFile file : files) {
                r.add(columns.isPresent() ? MappedJets.open(List.of(file), columns.get()) : published(file, features));
            }
            return r;
        } catch (IOException | RuntimeException e) {
            for (JetSource opened : r) {
                opened.close();
            }
            throw e;
        }
    }

    private JetSource published(DataFile file, List<String> features) throws IOException {
        List<String> names = names(file);
        if (names.contains("E_0") || names.stream().anyMatch(name -> name.startsWith("kinematics_"))) {
            return TopTagging.open(file.path(), part, rule);
        }
        if (names.contains("particle_features")) {
            return JetNet.open(file.path());
        }
        if (names.contains("Pmu")) {
            return LorentzNetJets.open(file.path());
        }
        if (names.contains("X") && names.contains("y")) {
            return new ParticleId(QuarkGluon.open(file.path()));
        }
        if (names.contains("part_px") && names.contains("part_energy")) {
            return MappedJets.open(List.of(file), jetClass(features));
        }
        throw new DataFormatException(
                file.path(),
                "columns",
                "those of top tagging, JetNet, LorentzNet, quark/gluon or JetClass, or names with --constituents",
                names.stream().limit(10).collect(Collectors.joining(", ")));
    }

    private static List<String> names(DataFile file) throws IOException {
        try (Table table = file.open()) {
            return table.columns().stream().map(Column::name).toList();
        }
    }

    /// The branches of JetClass, with displacements as lorentz-gatr takes them.
    private static ColumnMapping jetClass(List<String> features) {
        Map<String, String> numbers = new LinkedHashMap<>();
        for (String name : features) {
            if (JetClass.FEATURES.contains(name)) {
                String branch = "part_" + name;
                numbers.put(
                        name,
                        switch (name) {
                            case "d0val", "dzval" -> "tanh(" + branch + ")";
                            case "d0err", "dzerr" -> "min(max(" + branch + ", 0), 1)";
                            default -> branch;
                        });
            }
        }
        Map<String, String> momentum = Map.of("e", "part_energy", "px", "part_px", "py", "part_py", "pz", "part_pz");
        return ColumnMapping.parse(momentum, numbers, Map.of(), "", JetAssembly.ALL);
    }
}
