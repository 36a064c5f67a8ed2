package rapidity.app.study.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import rapidity.model.Spelling;

/// Lays a user's settings over the defaults. What the defaults do not know is a mistake; a value is of the type of its
/// default.
final class Completion {
    private static final String KIND = "kind";
    private static final String NETS = "nets";
    private static final String FILES = "files";

    /// Groups that a network may change for itself.
    private static final List<String> OWN = List.of("training", "embedding", "preprocessing");

    /// Groups with names of the user's choice.
    private static final Set<String> FREE = Set.of("data.constituents", "data.features", "data.label");

    private static final Set<String> WORDS = Set.of("none", "all");
    /// A word, or a list of them.
    private static final Set<String> ONE_OR_MORE = Set.of("data.process");

    private static final Set<String> ONE_FILE = Set.of("file", "flavour-flags", "init-weights");
    private static final Pattern NET_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    private final Setting.Mapping known;
    private final Setting.Mapping kinds;
    private final Vocabulary vocabulary;

    /// @param known every setting of the task
    /// @param kinds settings of each kind of network, optimiser and schedule
    Completion(Setting.Mapping known, Setting.Mapping kinds, Vocabulary vocabulary) {
        this.known = known;
        this.kinds = kinds;
        this.vocabulary = vocabulary;
    }

    /// All settings in the order of the defaults.
    Setting.Mapping complete(Setting.Mapping user) {
        Setting.Mapping r = mapping("", known, user);
        Setting.Mapping nets = r.group(NETS);
        for (String group : OWN) {
            nets = known.entries().containsKey(group) ? withOwn(group, nets, user) : nets;
        }
        return r.with(NETS, nets);
    }

    private Setting.Mapping mapping(String path, Setting.Mapping known, Setting.Mapping user) {
        user.entries().forEach((key, value) -> {
            if (!known.entries().containsKey(key)) {
                throw new RecipeException(value.place(), vocabulary.unknown(path, key, known));
            }
        });
        Map<String, Setting> r = new LinkedHashMap<>();
        known.entries().forEach((key, standard) -> {
            // A default that does not fit is a matter of the group that leaves it so.
            Setting own = user.entries().get(key);
            Setting given = own == null ? standard.at(user.place()) : own;
            r.put(key, value(Vocabulary.full(path, key), key, standard, given));
        });
        return new Setting.Mapping(r, user.place());
    }

    private Setting value(String path, String key, Setting standard, Setting given) {
        if (key.equals(NETS)) {
            return nets(path, asMapping(path, given));
        }
        if (kinds.entries().get(key) instanceof Setting.Mapping kind) {
            return ofKind(path, kind, standard, asMapping(path, given));
        }
        if (ONE_FILE.contains(key)) {
            return files(typed(path, standard, given));
        }
        if (key.equals(FILES)) {
            return files(given);
        }
        if (ONE_OR_MORE.contains(path) && given instanceof Setting.Items) {
            return given;
        }
        if (FREE.contains(path)) {
            return asMapping(path, given);
        }
        if (key.equals("split")) {
            return split(path, (Setting.Mapping) standard, asMapping(path, given));
        }
        return standard instanceof Setting.Mapping m
                ? mapping(path, m, asMapping(path, given))
                : typed(path, standard, given);
    }

    /// Sought beside the recipe that names it.
    private static Setting file(Setting given) {
        return given instanceof Setting.Text t && !WORDS.contains(t.value())
                ? new Setting.Text(t.place().resolve(t.value()).toString(), t.place())
                : given;
    }

    /// A file, a list of files, or those by name.
    private static Setting files(Setting given) {
        return switch (given) {
            case Setting.Items i ->
                new Setting.Items(i.items().stream().map(Completion::file).toList(), i.place());
            case Setting.Mapping m -> {
                Map<String, Setting> r = new LinkedHashMap<>();
                m.entries().forEach((name, one) -> r.put(name, files(one)));
                yield new Setting.Mapping(r, m.place());
            }
            default -> file(given);
        };
    }

    /// Networks have names of the user's choice.
    private Setting.Mapping nets(String path, Setting.Mapping user) {
        Map<String, Setting> r = new LinkedHashMap<>();
        user.entries().forEach((name, given) -> {
            String where = path + "." + name;
            if (!NET_NAME.matcher(name).matches()) {
                throw new RecipeException(
                        given.place(), "the name of a network is of letters, digits, '-' and '_', not '" + name + "'");
            }
            Setting.Mapping net = asMapping(where, given);
            for (String group : OWN) {
                net = known.entries().containsKey(group) ? net.without(group) : net;
            }
            if (!net.entries().containsKey(KIND)) {
                refuseMisspelt(name, user.without(name), net.place());
            }
            r.put(name, ofKind(where, kinds.group(NETS), net, net));
        });
        return new Setting.Mapping(r, user.place());
    }

    private static void refuseMisspelt(String name, Setting.Mapping others, Place place) {
        Spelling.nearest(name, others.entries().keySet()).ifPresent(near -> {
            throw new RecipeException(place, "there is no network '" + name + "'; did you mean '" + near + "'?");
        });
    }

    /// A network may change such a group for itself.
    private Setting.Mapping withOwn(String group, Setting.Mapping nets, Setting.Mapping user) {
        Setting.Mapping r = nets;
        for (String name : nets.entries().keySet()) {
            Setting own = user.group(NETS).group(name).entries().get(group);
            if (own != null) {
                String path = NETS + "." + name + "." + group;
                Setting.Mapping common = (Setting.Mapping)
                        user.entries().getOrDefault(group, new Setting.Mapping(Map.of(), own.place()));
                Setting.Mapping complete = mapping(path, known.group(group), common.under(asMapping(path, own)));
                r = r.with(name, r.group(name).with(group, complete));
            }
        }
        return r;
    }

    private Setting.Mapping ofKind(String path, Setting.Mapping all, Setting standard, Setting.Mapping user) {
        Setting kind = user.entries()
                .getOrDefault(KIND, ((Setting.Mapping) standard).entries().get(KIND));
        String there = String.join(", ", all.entries().keySet());
        if (!(kind instanceof Setting.Text t)) {
            throw new RecipeException(user.place(), "'" + path + "' needs a kind: " + there);
        }
        if (!(all.entries().get(t.value()) instanceof Setting.Mapping settings)) {
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
}
