package rapidity.app.study.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Lays a user's settings over the defaults. What the defaults do not know is a mistake, named with the nearest that
/// they
/// know and where it belongs; a value is of the type of its default.
final class Completion {
    private static final String KIND = "kind";
    private static final String TRAINING = "training";
    private static final List<String> WORDS = List.of("none", "all");
    private static final Set<String> FILES = Set.of("file", "flavour-flags", "init-weights");

    private final Setting.Mapping recipes;
    private final Setting.Mapping kinds;

    Completion(Setting.Mapping recipes, Setting.Mapping kinds) {
        this.recipes = recipes;
        this.kinds = kinds;
    }

    Setting.Mapping complete(String task, Setting.Mapping user) {
        Setting.Mapping known =
                (Setting.Mapping) Objects.requireNonNull(recipes.entries().get(task));
        return mapping("", known, user);
    }

    private Setting.Mapping mapping(String path, Setting.Mapping known, Setting.Mapping user) {
        Map<String, Setting> r = new LinkedHashMap<>();
        user.entries().forEach((key, value) -> {
            if (!known.entries().containsKey(key)) {
                throw new RecipeException(value.place(), unknown(path, key));
            }
        });
        known.entries().forEach((key, standard) -> {
            Setting given = user.entries().get(key);
            r.put(key, value(path.isEmpty() ? key : path + "." + key, key, standard, given));
        });
        return new Setting.Mapping(r, user.place());
    }

    private Setting value(String path, String key, Setting standard, @Nullable Setting given) {
        if (key.equals("nets")) {
            return nets(path, asMapping(path, given == null ? standard : given));
        }
        if (kinds.entries().get(key) instanceof Setting.Mapping kind) {
            return ofKind(path, kind, (Setting.Mapping) standard, given);
        }
        if (given == null) {
            return standard;
        }
        if (FILES.contains(key) && given instanceof Setting.Text t && !WORDS.contains(t.value())) {
            return new Setting.Text(t.place().resolve(t.value()).toString(), t.place());
        }
        if (key.equals("split")) {
            return split(path, (Setting.Mapping) standard, asMapping(path, given));
        }
        return standard instanceof Setting.Mapping m
                ? mapping(path, m, asMapping(path, given))
                : typed(path, standard, given);
    }

    /// Networks have names of the user's choice; each may change the training for itself.
    private Setting.Mapping nets(String path, Setting.Mapping user) {
        Map<String, Setting> r = new LinkedHashMap<>();
        user.entries().forEach((name, given) -> {
            String where = path + "." + name;
            Setting.Mapping net = asMapping(where, given);
            Setting.Mapping complete = ofKind(where, group(kinds, "nets"), empty(net.place()), net.without(TRAINING));
            Setting own = net.entries().get(TRAINING);
            r.put(name, own == null ? complete : complete.with(TRAINING, own));
        });
        return new Setting.Mapping(r, user.place());
    }

    private Setting.Mapping ofKind(
            String path, Setting.Mapping known, Setting.Mapping standard, @Nullable Setting given) {
        Setting.Mapping user = given == null ? standard : asMapping(path, given);
        Setting kind = user.entries().getOrDefault(KIND, standard.entries().get(KIND));
        String there = String.join(", ", known.entries().keySet());
        if (!(kind instanceof Setting.Text t)) {
            throw new RecipeException(user.place(), "'" + path + "' needs a kind: " + there);
        }
        if (!(known.entries().get(t.value()) instanceof Setting.Mapping settings)) {
            throw new RecipeException(t.place(), "'" + path + "' has no kind '" + t.value() + "', there is: " + there);
        }
        return mapping(path, settings, user);
    }

    /// The order of the parts is the user's.
    private static Setting.Mapping split(String path, Setting.Mapping standard, Setting.Mapping user) {
        if (!user.entries().keySet().equals(standard.entries().keySet())) {
            throw new RecipeException(
                    user.place(),
                    "'" + path + "' has exactly the parts "
                            + String.join(", ", standard.entries().keySet()));
        }
        return user;
    }

    private static Setting typed(String path, Setting standard, Setting given) {
        return switch (standard) {
            case Setting.Real r
            when given instanceof Setting.Whole w -> new Setting.Real(w.value(), Long.toString(w.value()), w.place());
            case Setting.Text t when WORDS.contains(t.value()) && !(given instanceof Setting.Mapping) -> given;
            default -> {
                if (standard.getClass() != given.getClass()) {
                    throw new RecipeException(
                            given.place(), "'" + path + "' is " + type(standard) + ", not " + given.described());
                }
                yield given;
            }
        };
    }

    private static String type(Setting s) {
        return switch (s) {
            case Setting.Mapping m -> "a group of settings";
            case Setting.Items i -> "a list";
            case Setting.Whole w -> "a whole number";
            case Setting.Real r -> "a number (without quotes)";
            case Setting.Truth t -> "true or false";
            case Setting.Text t -> "a word";
        };
    }

    private static Setting.Mapping asMapping(String path, Setting s) {
        if (s instanceof Setting.Mapping m) {
            return m;
        }
        throw new RecipeException(s.place(), "'" + path + "' is a group of settings, not " + s.described());
    }

    private static Setting.Mapping group(Setting.Mapping m, String key) {
        return (Setting.Mapping) Objects.requireNonNull(m.entries().get(key));
    }

    private static Setting.Mapping empty(Place place) {
        return new Setting.Mapping(Map.of(), place);
    }

    private String unknown(String path, String key) {
        Map<String, String> all = new TreeMap<>();
        recipes.entries().values().forEach(r -> collect("", r, all));
        kinds.entries()
                .forEach((group, kind) -> ((Setting.Mapping) kind)
                        .entries()
                        .forEach((name, settings) ->
                                collect(group.equals("nets") ? "nets.NAME" : TRAINING + "." + group, settings, all)));
        String written = path.isEmpty() ? key : path + "." + key;
        return Spelling.nearest(key, all.keySet())
                .map(near -> "there is no setting '" + written + "'; did you mean '" + all.get(near) + "'?")
                .orElseGet(() -> "there is no setting '" + written + "'; `rapidity train --print RECIPE` lists all");
    }

    private static void collect(String path, Setting s, Map<String, String> all) {
        if (s instanceof Setting.Mapping m) {
            m.entries().forEach((key, value) -> {
                String full = path.isEmpty() ? key : path + "." + key;
                all.putIfAbsent(key, full);
                collect(full, value, all);
            });
        }
    }
}
