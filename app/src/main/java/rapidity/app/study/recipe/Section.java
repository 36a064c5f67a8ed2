package rapidity.app.study.recipe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/// A group of settings with typed access; every error names the setting and where it was written.
public final class Section {
    private final String path;
    private final Setting.Mapping settings;

    Section(String path, Setting.Mapping settings) {
        this.path = path;
        this.settings = settings;
    }

    public Setting.Mapping settings() {
        return settings;
    }

    /// Where it was written.
    public Place place(String name) {
        return setting(name).place();
    }

    public Set<String> names() {
        return settings.entries().keySet();
    }

    public boolean has(String name) {
        return settings.entries().containsKey(name);
    }

    public Section section(String name) {
        return new Section(full(name), (Setting.Mapping) setting(name));
    }

    /// The sections inside, in the order of the file.
    public List<Section> sections() {
        List<Section> r = new ArrayList<>();
        names().forEach(n -> r.add(section(n)));
        return r;
    }

    /// The last part of this section's name.
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    public long whole(String name) {
        return setting(name) instanceof Setting.Whole w ? w.value() : reject(name, "a whole number");
    }

    /// A seed of random numbers.
    public long seed(String name) {
        long n = whole(name);
        return n >= 0 ? n : reject(name, "a whole number from 0");
    }

    /// A whole number from 1.
    public int count(String name) {
        return count(name, 1, Integer.MAX_VALUE);
    }

    /// A whole number within bounds.
    public int count(String name, int least, int most) {
        long n = whole(name);
        String wanted = "a whole number from " + least + (most == Integer.MAX_VALUE ? "" : " to " + most);
        return n >= least && n <= most ? (int) n : reject(name, wanted);
    }

    public double number(String name) {
        return switch (setting(name)) {
            case Setting.Whole w -> w.value();
            case Setting.Real r when Double.isFinite(r.value()) -> r.value();
            default -> reject(name, "a finite number");
        };
    }

    public boolean truth(String name) {
        return setting(name) instanceof Setting.Truth t ? t.value() : this.<Boolean>reject(name, "true or false");
    }

    public String text(String name) {
        return setting(name) instanceof Setting.Text t ? t.value() : this.<String>reject(name, "a word");
    }

    /// Whether a setting is this word, such as `none` or `all`.
    public boolean is(String name, String word) {
        return setting(name) instanceof Setting.Text t && t.value().equals(word);
    }

    /// A file or folder, or empty for `none`.
    public Optional<Path> optionalPath(String name) {
        return is(name, "none") ? Optional.empty() : Optional.of(Path.of(text(name)));
    }

    /// A number from 1, or empty for `none` or `all`.
    public OptionalInt optionalCount(String name) {
        return is(name, "none") || is(name, "all") ? OptionalInt.empty() : OptionalInt.of(count(name));
    }

    /// A positive number, or empty for `none`.
    public OptionalDouble optionalNumber(String name) {
        if (is(name, "none")) {
            return OptionalDouble.empty();
        }
        double x = number(name);
        return x > 0 ? OptionalDouble.of(x) : reject(name, "a number above 0, or none");
    }

    /// One of an enumeration's constants, in small letters with `-` for `_`.
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String word = text(name);
        for (E e : type.getEnumConstants()) {
            if (written(e).equals(word)) {
                return e;
            }
        }
        return choose(
                name,
                List.of(type.getEnumConstants()).stream().map(Section::written).toList());
    }

    /// One of several words.
    public String choice(String name, List<String> words) {
        String word = text(name);
        return words.contains(word) ? word : this.<String>choose(name, words);
    }

    private <T> T choose(String name, List<String> words) {
        return reject(name, "one of " + String.join(", ", words));
    }

    /// A list of words.
    public List<String> words(String name) {
        List<String> r = new ArrayList<>();
        if (setting(name) instanceof Setting.Items all) {
            for (Setting item : all.items()) {
                r.add(item instanceof Setting.Text t ? t.value() : this.<String>reject(name, "a list of words", item));
            }
            return r;
        }
        return reject(name, "a list of words");
    }

    /// A list of at least one of these words.
    ///
    /// @param are what they are
    public List<String> words(String name, List<String> known, String are) {
        String wanted = "at least one of " + String.join(", ", known) + ", " + are;
        List<String> r = oneOrMore(name);
        for (String word : r) {
            if (!known.contains(word)) {
                reject(name, wanted, new Setting.Text(word, setting(name).place()));
            }
        }
        return r.isEmpty() ? reject(name, wanted + ": list it") : r;
    }

    /// A list of numbers from 1.
    public List<Integer> counts(String name) {
        String wanted = "a list of whole numbers from 1";
        List<Integer> r = new ArrayList<>();
        if (setting(name) instanceof Setting.Items all) {
            for (Setting item : all.items()) {
                boolean fine = item instanceof Setting.Whole w && w.value() >= 1 && w.value() <= Integer.MAX_VALUE;
                r.add(fine ? (int) ((Setting.Whole) item).value() : this.<Integer>reject(name, wanted, item));
            }
            return r;
        }
        return reject(name, wanted);
    }

    /// A list of an enumeration's constants.
    public <E extends Enum<E>> List<E> words(String name, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        List<String> known = constants.stream().map(Section::written).toList();
        List<E> r = new ArrayList<>();
        for (String word : words(name)) {
            int at = known.indexOf(word);
            Setting item = new Setting.Text(word, setting(name).place());
            r.add(at >= 0 ? constants.get(at) : reject(name, "a list of " + String.join(", ", known), item));
        }
        return r;
    }

    /// Expressions by names of the user's choice.
    public Map<String, String> expressions(String name) {
        Map<String, String> r = new LinkedHashMap<>();
        ((Setting.Mapping) setting(name)).entries().forEach((key, value) -> r.put(key, expression(name, value)));
        return r;
    }

    private String expression(String name, Setting s) {
        return switch (s) {
            case Setting.Text t -> t.value();
            case Setting.Whole w -> Long.toString(w.value());
            case Setting.Real r -> r.written();
            default -> reject(name, "names with an expression each");
        };
    }

    /// Words, or lists of words, by name; those without names under a name for all.
    public Map<String, List<String>> texts(String name, String all) {
        Setting s = setting(name);
        Map<String, List<String>> r = new LinkedHashMap<>();
        if (s instanceof Setting.Mapping m) {
            m.entries().keySet().forEach(key -> r.put(key, section(name).oneOrMore(key)));
        } else {
            r.put(all, oneOrMore(name));
        }
        return r;
    }

    /// A word, or a list of words.
    public List<String> oneOrMore(String name) {
        return setting(name) instanceof Setting.Text t ? List.of(t.value()) : words(name);
    }

    /// How a recipe writes a constant of an enumeration.
    public static String written(Enum<?> e) {
        return e.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Builds something of this section's settings; what its constructor refuses becomes an error with a place.
    public <T> T build(Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (IllegalArgumentException e) {
            throw new RecipeException(settings.place(), "'" + path + "': " + e.getMessage());
        }
    }

    /// @throws RecipeException always
    public <T> T reject(String name, String wanted) {
        return reject(name, wanted, setting(name));
    }

    /// @param found the setting, or what in it is wrong
    private <T> T reject(String name, String wanted, Setting found) {
        throw new RecipeException(
                found.place(), "'" + full(name) + "' must be " + wanted + ", not " + found.described());
    }

    private Setting setting(String name) {
        return Objects.requireNonNull(settings.entries().get(name), () -> "no setting " + full(name));
    }

    private String full(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
