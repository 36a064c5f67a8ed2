package rapidity.model.python;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rapidity.model.ModelFormatException;
import rapidity.model.Quoted;
import rapidity.model.Spelling;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Arguments of a Python constructor by name; every mistake is told with the file and the argument.
///
/// What is unknown is told before what is missing: it may be the same argument, misspelt.
final class Arguments {
    /// Twice as many channels do not fit into the largest array.
    private static final int MOST = 1 << 16;

    private final Path file;
    private final String path;
    private final JsonNode values;
    private final Set<String> known = new LinkedHashSet<>();
    private @Nullable ModelFormatException missing;

    /// @param path the names of outer arguments, for sentences
    Arguments(Path file, String path, JsonNode values) throws ModelFormatException {
        this.file = file;
        this.path = path;
        this.values = values;
        if (!values.isObject()) {
            throw new ModelFormatException(file, path, "an object, {\"name\": value, ...}", kind(values));
        }
    }

    /// A dictionary of further arguments; empty if it is absent or null.
    Arguments nested(String name) throws ModelFormatException {
        JsonNode v = value(name);
        return new Arguments(file, path + "." + name, isAbsent(v) ? JsonNodeFactory.instance.objectNode() : v);
    }

    /// A whole number that is not negative and must be given; if it is not, [#finish] says so.
    int count(String name) throws ModelFormatException {
        JsonNode v = value(name);
        if (isAbsent(v) && missing == null) {
            missing = wrong(name, "a whole number", "none");
        }
        return isAbsent(v) ? 1 : count(name, v);
    }

    /// A whole number that is not negative.
    int count(String name, int otherwise) throws ModelFormatException {
        JsonNode v = value(name);
        return isAbsent(v) ? otherwise : count(name, v);
    }

    private int count(String name, JsonNode v) throws ModelFormatException {
        if (!v.isIntegralNumber() || !v.canConvertToInt() || v.intValue() < 0 || v.intValue() > MOST) {
            throw wrong(name, "a whole number from 0 to " + MOST, text(v));
        }
        return v.intValue();
    }

    /// Whether the argument is there and not null.
    boolean has(String name) {
        return !isAbsent(value(name));
    }

    boolean truth(String name, boolean otherwise) throws ModelFormatException {
        JsonNode v = value(name);
        if (isAbsent(v)) {
            return otherwise;
        }
        if (!v.isBoolean()) {
            throw wrong(name, "true or false", text(v));
        }
        return v.booleanValue();
    }

    OptionalDouble number(String name) throws ModelFormatException {
        JsonNode v = value(name);
        if (isAbsent(v)) {
            return OptionalDouble.empty();
        }
        if (!v.isNumber() || !Double.isFinite(v.doubleValue())) {
            throw wrong(name, "a number", text(v));
        }
        return OptionalDouble.of(v.doubleValue());
    }

    /// A number from 0 to below 1.
    OptionalDouble probability(String name) throws ModelFormatException {
        OptionalDouble r = number(name);
        if (r.isPresent() && !(r.getAsDouble() >= 0 && r.getAsDouble() < 1)) {
            throw wrong(name, "a number from 0 to below 1", text(value(name)));
        }
        return r;
    }

    /// One of some words; null and absence are told apart.
    Optional<String> word(String name, List<String> words, String otherwise) throws ModelFormatException {
        JsonNode v = value(name);
        if (v.isMissingNode()) {
            return Optional.of(otherwise);
        }
        if (v.isNull()) {
            return Optional.empty();
        }
        String word = v.asString("");
        if (!words.contains(word)) {
            String nearest = Spelling.nearest(Quoted.of(word), words)
                    .map(w -> "; did you mean '" + w + "'?")
                    .orElse("");
            throw wrong(name, "one of " + words, text(v) + nearest);
        }
        return Optional.of(word);
    }

    /// Any text.
    String text(String name, String otherwise) throws ModelFormatException {
        JsonNode v = value(name);
        if (isAbsent(v)) {
            return otherwise;
        }
        if (!v.isString()) {
            throw wrong(name, "a text", text(v));
        }
        return v.stringValue();
    }

    /// Whole numbers that are not negative, one of them or a list that is not empty.
    List<Integer> counts(String name, List<Integer> otherwise) throws ModelFormatException {
        List<Integer> r = new ArrayList<>();
        for (JsonNode item : items(name)) {
            r.add(count(name, item));
        }
        return r.isEmpty() ? otherwise : r;
    }

    /// Finite numbers, one of them or a list that is not empty.
    List<Double> numbers(String name, List<Double> otherwise) throws ModelFormatException {
        List<Double> r = new ArrayList<>();
        for (JsonNode item : items(name)) {
            if (!item.isNumber() || !Double.isFinite(item.doubleValue())) {
                throw wrong(name, "a number or a list of numbers", text(item));
            }
            r.add(item.doubleValue());
        }
        return r.isEmpty() ? otherwise : r;
    }

    /// Of a list, or the only one; none if it is absent or null.
    private List<JsonNode> items(String name) throws ModelFormatException {
        JsonNode v = value(name);
        if (isAbsent(v)) {
            return List.of();
        }
        List<JsonNode> r = new ArrayList<>();
        if (v.isArray()) {
            v.forEach(r::add);
        } else if (v.isNumber()) {
            r.add(v);
        }
        if (r.isEmpty()) {
            throw wrong(name, "a number or a list of numbers", v.isArray() ? "an empty list" : text(v));
        }
        return r;
    }

    /// A list of positions; empty if it is absent or null.
    List<Integer> positions(String name) throws ModelFormatException {
        List<Integer> r = new ArrayList<>();
        for (JsonNode item : list(name, "a list of positions")) {
            r.add(count(name, item));
        }
        return r;
    }

    /// A list of texts; empty if it is absent or null.
    List<String> texts(String name) throws ModelFormatException {
        List<String> r = new ArrayList<>();
        for (JsonNode item : list(name, "a list of texts")) {
            if (!item.isString()) {
                throw wrong(name, "a list of texts", text(item));
            }
            r.add(item.stringValue());
        }
        return r;
    }

    private Iterable<JsonNode> list(String name, String expected) throws ModelFormatException {
        JsonNode v = value(name);
        if (!v.isArray() && !isAbsent(v)) {
            throw wrong(name, expected, text(v));
        }
        return v;
    }

    /// Arguments that change speed or memory, but not what a network computes.
    void ignore(String... names) {
        known.addAll(List.of(names));
    }

    /// Refuses arguments that nobody has asked for, then the absence of those that must be given.
    void finish() throws ModelFormatException {
        for (String name : values.propertyNames()) {
            if (!known.contains(name)) {
                String cure = ArgumentHome.of(name, known)
                        .or(() -> Spelling.nearest(Quoted.of(name), known).map(k -> "did you mean '" + k + "'?"))
                        .map(c -> "; " + c)
                        .orElse("");
                throw new ModelFormatException(
                        file, path, "arguments among " + known, "'" + Quoted.of(name) + "'" + cure);
            }
        }
        if (missing != null) {
            throw missing;
        }
    }

    /// What these arguments make; an impossible combination is told with the file.
    <T> T build(Supplier<T> make) throws ModelFormatException {
        try {
            return make.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(file, path, "arguments that go together", String.valueOf(e.getMessage()));
        }
    }

    ModelFormatException wrong(String name, String expected, String found) {
        return new ModelFormatException(file, path + "." + name, expected, found);
    }

    private JsonNode value(String name) {
        known.add(name);
        return values.path(name);
    }

    private static boolean isAbsent(JsonNode v) {
        return v.isMissingNode() || v.isNull();
    }

    private static String text(JsonNode v) {
        return v.isContainer() ? kind(v) : Quoted.of(v.toString());
    }

    private static String kind(JsonNode v) {
        return v.isMissingNode() ? "none" : v.isArray() ? "a list" : v.isObject() ? "an object" : text(v);
    }
}
