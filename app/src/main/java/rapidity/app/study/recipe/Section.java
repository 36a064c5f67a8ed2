package rapidity.app.study.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
        Setting s = setting(name);
        throw new RecipeException(s.place(), "'" + full(name) + "' must be " + wanted + ", not " + s.described());
    }

    private Setting setting(String name) {
        return Objects.requireNonNull(settings.entries().get(name), () -> "no setting " + full(name));
    }

    private String full(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
