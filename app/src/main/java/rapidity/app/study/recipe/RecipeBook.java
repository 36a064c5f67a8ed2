package rapidity.app.study.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Recipes as complete settings: a file, the file that it extends, what the command line changes, and under all of them
/// the defaults.
public final class RecipeBook {
    private static final String EXTENDS = "extends";

    private final Setting.Mapping defaults;

    public RecipeBook() {
        try (var in = Objects.requireNonNull(RecipeBook.class.getResourceAsStream("defaults.yaml"))) {
            defaults = SettingReader.resource(new String(in.readAllBytes(), StandardCharsets.UTF_8), "the defaults");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a file says, without defaults, and whether or not it can be meant.
    ///
    /// @throws RecipeException if it is no YAML
    public static Setting.Mapping written(Path file) {
        return SettingReader.file(file);
    }

    /// @param changes `key.path=value`, as on the command line
    /// @throws RecipeException if anything in it cannot be meant
    public Section read(Path file, List<String> changes) {
        Setting.Mapping user = withParents(file, new ArrayList<>());
        for (String change : changes) {
            user = user.under(change(change));
        }
        Setting.Mapping kinds = defaults.group("kinds");
        Setting.Mapping known = known(user);
        Vocabulary vocabulary = new Vocabulary(known, kinds, defaults.group("elsewhere"));
        return new Section("", new Completion(known, kinds, vocabulary).complete(user));
    }

    /// The settings of the user's task, with those that all tasks have where a network learns it.
    private Setting.Mapping known(Setting.Mapping user) {
        Setting.Mapping learnt = defaults.group("recipes");
        Setting.Mapping measured = defaults.group("measurements");
        Setting task = user.entries().get("task");
        String known = String.join(", ", learnt.under(measured).entries().keySet());
        if (!(task instanceof Setting.Text t)) {
            Place place = task == null ? user.place() : task.place();
            throw new RecipeException(place, "'task' says what to learn; there is: " + known);
        }
        if (measured.entries().containsKey(t.value())) {
            return measured.group(t.value());
        }
        if (!learnt.entries().containsKey(t.value())) {
            throw new RecipeException(t.place(), "there is no task '" + t.value() + "', there is: " + known);
        }
        return defaults.group("common").under(learnt.group(t.value()));
    }

    private static Setting.Mapping withParents(Path file, List<Path> children) {
        Path absolute = file.toAbsolutePath().normalize();
        Setting.Mapping own = SettingReader.file(file);
        Setting parent = own.entries().get(EXTENDS);
        if (parent == null) {
            return own;
        }
        if (!(parent instanceof Setting.Text t)) {
            throw new RecipeException(parent.place(), "'extends' names another recipe, not " + parent.described());
        }
        children.add(absolute);
        Path base =
                Objects.requireNonNull(absolute.getParent()).resolve(t.value()).normalize();
        if (children.contains(base)) {
            throw new RecipeException(parent.place(), "recipes extend each other in a circle");
        }
        Path named = file.resolveSibling(t.value()).normalize();
        if (!Files.exists(named)) {
            throw new RecipeException(parent.place(), "'extends' names " + named + ", and there is no such file");
        }
        return withParents(named, children).under(own.without(EXTENDS));
    }

    private static Setting.Mapping change(String text) {
        int at = text.indexOf('=');
        if (at < 1) {
            throw new RecipeException("'" + text + "' is not a change of the recipe; write key.path=value");
        }
        Setting value = SettingReader.value(text.substring(at + 1));
        String[] keys = text.substring(0, at).split("\\.", -1);
        for (int i = keys.length - 1; i >= 0; i--) {
            Map<String, Setting> one = new LinkedHashMap<>();
            one.put(keys[i], value);
            value = new Setting.Mapping(one, Place.COMMAND_LINE);
        }
        return (Setting.Mapping) value;
    }
}
