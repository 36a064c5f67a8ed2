package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Section;
import rapidity.data.DataFile;
import rapidity.model.Provenance;

/// The files of a tagging recipe: for each part its own, or for all parts the same, which are then cut.
///
/// @param section the settings of the data
/// @param names of files, globs among them, by `train`, `validation`, `test`, or `all`
record JetFiles(Section section, Map<String, List<String>> names) {
    static final String ALL = "all";

    private static final String FILES = "files";

    /// @throws RecipeException if the parts do not make a study
    static JetFiles of(Section data, JetSet set) {
        Map<String, List<String>> names = data.texts(FILES, ALL);
        Set<String> known = new LinkedHashSet<>(List.of(ALL));
        for (Part part : Part.values()) {
            known.add(part.word());
        }
        boolean whole = names.keySet().equals(Set.of(ALL));
        boolean parts = !names.containsKey(ALL)
                && known.containsAll(names.keySet())
                && names.containsKey(Part.TRAIN.word())
                && names.containsKey(Part.TEST.word());
        if (!whole && !parts) {
            data.reject(
                    FILES, "a file, a list of files, or {train: .., test: ..} with validation: .. where there is one");
        }
        JetFiles r = new JetFiles(data, names);
        return whole && names.values().iterator().next().stream().allMatch(set::holdsParts) ? r.inParts() : r;
    }

    private JetFiles inParts() {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            parts.put(part.word(), java.util.Objects.requireNonNull(names.get(ALL)));
        }
        return new JetFiles(section, parts);
    }

    boolean has(String part) {
        return names.containsKey(part);
    }

    /// The files of a part, or `all`.
    ///
    /// @throws RecipeException if one is not there
    List<DataFile> of(String part) {
        List<DataFile> r = new ArrayList<>();
        for (String name : names.getOrDefault(part, List.of())) {
            try {
                r.addAll(DataFile.matching(Path.of(""), name));
            } catch (NoSuchFileException e) {
                throw absent(name);
            } catch (IOException e) {
                throw new RecipeException(
                        section.settings().place(), "cannot look for " + name + ": " + e.getMessage());
            }
        }
        for (DataFile file : r) {
            if (Files.isDirectory(file.path())) {
                throw new RecipeException(
                        section.settings().place(),
                        "'data.files' names " + file.path() + ", which is a folder; name the files in it, such as "
                                + file.path().resolve("*.root"));
            }
            if (!Files.isRegularFile(file.path())) {
                throw absent(file.path().toString());
            }
        }
        return r;
    }

    private RecipeException absent(String name) {
        return new RecipeException(
                section.settings().place(), "'data.files' names " + name + ", and there is no such file");
    }

    /// All files, each once.
    List<DataFile> distinct() {
        return names.keySet().stream()
                .flatMap(part -> of(part).stream())
                .distinct()
                .toList();
    }

    /// All files as a provenance names them.
    List<Provenance.Source> sources() throws IOException {
        List<Provenance.Source> r = new ArrayList<>();
        for (DataFile file : distinct()) {
            r.add(Provenance.Source.of(file.path()));
        }
        return List.copyOf(r);
    }

    /// The names alone, for people.
    String written() {
        return written(names.values().stream().flatMap(List::stream).toList());
    }

    /// The names alone of the files of a part.
    String written(Part part) {
        return written(names.getOrDefault(part.word(), names.getOrDefault(ALL, List.of())));
    }

    private static String written(List<String> files) {
        return String.join(
                ", ",
                files.stream()
                        .map(name -> String.valueOf(DataFile.of(name).path().getFileName()))
                        .distinct()
                        .toList());
    }
}
