package rapidity.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// What is wrong with a JSON file, in words of the file: where, what was expected, what is there.
record JsonFault(String place, String expected, String found) {
    private static final Pattern ABSENT = Pattern.compile("^(?:(Missing)|Null).*creator property|^Cannot map .null.");
    private static final int LONGEST = 200;

    ModelFormatException of(Path file) {
        return new ModelFormatException(file, place, expected, found);
    }

    /// A text that is no JSON.
    static JsonFault ofText(JacksonException e) {
        var at = e.getLocation();
        String place = at == null || at.getLineNr() < 1 ? "contents" : "line " + at.getLineNr();
        String found = e instanceof UnexpectedEndOfInputException ? "the end of the file" : firstLine(e);
        return new JsonFault(place, "JSON", found);
    }

    /// A JSON text whose keys or values are others.
    static JsonFault ofValue(JacksonException e) {
        String place = place(e);
        return switch (e) {
            case UnrecognizedPropertyException u -> unknownKey(u);
            case InvalidTypeIdException t ->
                new JsonFault(place, "a kind of network that this version knows", "'" + Quoted.of(t.getTypeId() + "'"));
            case InvalidFormatException f -> new JsonFault(place, words(f.getTargetType()), text(f.getValue()));
            case ValueInstantiationException v ->
                new JsonFault(
                        place,
                        "values that go together",
                        v.getCause() == null
                                ? firstLine(v)
                                : Quoted.of(String.valueOf(v.getCause().getMessage())));
            case MismatchedInputException m -> mismatch(place, m);
            default -> new JsonFault(place, "another value", firstLine(e));
        };
    }

    private static JsonFault unknownKey(UnrecognizedPropertyException u) {
        Collection<Object> known = u.getKnownPropertyIds() == null ? java.util.List.of() : u.getKnownPropertyIds();
        var names = known.stream().map(String::valueOf).toList();
        String near = Spelling.nearest(u.getPropertyName(), names)
                .map(n -> "; did you mean '" + n + "'?")
                .orElse("");
        return new JsonFault(
                place(u), "keys that this version knows, " + names, "'" + Quoted.of(u.getPropertyName()) + "'" + near);
    }

    private static JsonFault mismatch(String place, MismatchedInputException m) {
        Matcher absent = ABSENT.matcher(m.getOriginalMessage());
        if (absent.find()) {
            return new JsonFault(place, "a value", absent.group(1) == null ? "null" : "none");
        }
        return new JsonFault(place, words(m.getTargetType()), "something else");
    }

    private static String words(Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        boolean number = type == int.class || type == long.class;
        return number ? "a whole number" : type == double.class ? "a number" : "the keys of " + type.getSimpleName();
    }

    private static String text(Object value) {
        return "'" + Quoted.of(String.valueOf(value)) + "'";
    }

    private static String firstLine(JacksonException e) {
        String line = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        return Quoted.of(line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line);
    }

    /// Such as `preprocessing.embedding.features[2].mean`.
    private static String place(JacksonException e) {
        String place = e.getPath().stream()
                .map(r -> r.getPropertyName() == null ? "[" + r.getIndex() + "]" : "." + r.getPropertyName())
                .collect(Collectors.joining());
        return place.isEmpty() ? "contents" : place.startsWith(".") ? place.substring(1) : place;
    }
}
