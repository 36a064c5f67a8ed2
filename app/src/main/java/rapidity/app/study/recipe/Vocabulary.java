package rapidity.app.study.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import rapidity.model.Spelling;

/// The names of all settings and where they belong, and what other programs call them: for the sentence about a name
/// that is no setting.
final class Vocabulary {
    /// Stands for the name that a user gives to a network.
    private static final String NAME = "NAME";

    private static final String KIND = "kind";

    private final Map<String, Set<String>> places = new TreeMap<>();

    /// @param recipe settings of a task
    /// @param kinds settings of each kind of network, optimiser and schedule
    /// @param elsewhere places by the names of other programs
    Vocabulary(Setting.Mapping recipe, Setting.Mapping kinds, Setting.Mapping elsewhere) {
        collect("", recipe);
        kinds.entries().forEach((group, kind) -> {
            String path = group.equals("nets") ? "nets." + NAME : "training." + group;
            ((Setting.Mapping) kind).entries().values().forEach(settings -> collect(path, settings));
        });
        elsewhere.entries().forEach((name, place) -> add(name, ((Setting.Text) place).value()));
    }

    private void collect(String path, Setting s) {
        if (s instanceof Setting.Mapping m) {
            m.entries().forEach((name, value) -> {
                String full = full(path, name);
                add(name, full);
                collect(full, value);
            });
        }
    }

    private void add(String name, String place) {
        places.computeIfAbsent(name, n -> new TreeSet<>()).add(place);
    }

    static String full(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /// What to say about a name in a group that has no such setting.
    String unknown(String group, String name, Setting.Mapping known) {
        String sentence = "there is no setting '" + full(group, name) + "'";
        Optional<String> sibling = Spelling.nearest(name, known.entries().keySet());
        if (sibling.isPresent()) {
            return sentence + "; did you mean '" + full(group, sibling.get()) + "'?";
        }
        List<String> others = elsewhere(name);
        String here = group.isEmpty() ? "a recipe" : "'" + group + "'";
        List<String> siblings = new ArrayList<>(known.entries().keySet());
        if (known.entries().get(KIND) instanceof Setting.Text kind) {
            String kinds = group.matches("nets\\.[^.]+") ? "nets." + NAME : group;
            others.removeIf(place -> place.startsWith(kinds + "."));
            here += " of the kind '" + kind.value() + "'";
            siblings.remove(KIND);
        }
        if (!others.isEmpty()) {
            return sentence + "; did you mean '" + String.join("' or '", others) + "'?";
        }
        return sentence + "; " + here + " has " + (siblings.isEmpty() ? "none" : String.join(", ", siblings));
    }

    private List<String> elsewhere(String name) {
        List<String> r = new ArrayList<>();
        Spelling.nearest(name, places.keySet()).ifPresent(near -> r.addAll(places.getOrDefault(near, Set.of())));
        return r;
    }
}
