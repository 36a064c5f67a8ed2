package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rapidity.app.study.JetSet;
import rapidity.app.study.Part;
import rapidity.data.ColumnMapping;
import rapidity.data.DataFile;
import rapidity.data.MappedJets;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.JetAssembly;
import rapidity.data.dataset.JetClass;
import rapidity.data.dataset.JetNetFrame;
import rapidity.data.dataset.JetSource;

/// Files with jets on the command line: of a published data set, whose layout their columns tell, or with columns that
/// are named.
///
/// @param part read where one file holds several
/// @param rule which slots of the top-tagging files are constituents
/// @param columns empty for a published layout
/// @param frame what files of JetNet leave open
record JetInput(
        List<DataFile> files, Part part, Constituents rule, Optional<ColumnMapping> columns, JetNetFrame frame) {
    /// The files that these names and globs stand for.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    static List<DataFile> files(List<String> names) throws IOException {
        List<DataFile> r = new ArrayList<>();
        for (String name : names) {
            r.addAll(DataFile.matching(Path.of(""), name));
        }
        for (DataFile file : r) {
            InputPath.check(file.path());
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
        List<String> known =
                JetClass.FEATURES.stream().filter(features::contains).toList();
        JetSet set = JetSet.ofColumns(file, rule, JetSet.jetClass(known, List.of(), JetAssembly.ALL));
        return (set instanceof JetSet.JetNetTypes ? new JetSet.JetNetTypes(frame) : set).open(file, part);
    }
}
