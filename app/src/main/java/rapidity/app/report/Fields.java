package rapidity.app.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import rapidity.data.format.DataFormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The named values of one JSON object of a run's file, with the place for the sentence when one is missing or of
/// the wrong kind.
record Fields(Path file, String place, JsonNode node) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /// @throws DataFormatException if the file is no text, no JSON, or holds no object
    static Fields read(Path file) throws IOException {
        try {
            return parse(file, "", Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new DataFormatException(file, "content", "UTF-8 text", "other bytes");
        }
    }

    /// @param place what the text is within the file, empty for all of it
    static Fields parse(Path file, String place, String json) throws DataFormatException {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (!node.isObject()) {
                throw new DataFormatException(file, orContent(place), "a JSON object", kind(node));
            }
            return new Fields(file, place, node);
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new DataFormatException(
                    file, orContent(place), "JSON", "broken JSON" + where + ": " + e.getOriginalMessage());
        }
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    String text(String name) throws DataFormatException {
        return present(name, "a text", optionalText(name));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(value.isString() ? value.stringValue() : value.toString());
    }

    double number(String name) throws DataFormatException {
        OptionalDouble number = optionalNumber(name);
        if (number.isEmpty()) {
            throw missing(name, "a number");
        }
        return number.getAsDouble();
    }

    OptionalDouble optionalNumber(String name) throws DataFormatException {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber()) {
            throw new DataFormatException(file, at(name), "a number", kind(value));
        }
        return OptionalDouble.of(value.doubleValue());
    }

    long count(String name) throws DataFormatException {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw missing(name, "a whole number");
        }
        if (!value.isIntegralNumber() || value.longValue() < 0) {
            throw new DataFormatException(file, at(name), "a whole number of at least 0", value.toString());
        }
        return value.longValue();
    }

    Fields object(String name) throws DataFormatException {
        return present(name, "a JSON object", optionalObject(name));
    }

    Optional<Fields> optionalObject(String name) throws DataFormatException {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw new DataFormatException(file, at(name), "a JSON object", kind(value));
        }
        return Optional.of(new Fields(file, at(name), value));
    }

    /// The elements of an array of objects; none if there is no such array.
    List<Fields> objects(String name) throws DataFormatException {
        List<Fields> elements = new ArrayList<>();
        for (JsonNode element : array(name)) {
            String where = at(name) + "[" + elements.size() + "]";
            if (!element.isObject()) {
                throw new DataFormatException(file, where, "a JSON object", kind(element));
            }
            elements.add(new Fields(file, where, element));
        }
        return elements;
    }

    /// The elements of an array of texts; none if there is no such array.
    List<String> texts(String name) throws DataFormatException {
        List<String> elements = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isString()) {
                throw new DataFormatException(file, at(name) + "[" + elements.size() + "]", "a text", kind(element));
            }
            elements.add(element.stringValue());
        }
        return elements;
    }

    private Iterable<JsonNode> array(String name) throws DataFormatException {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new DataFormatException(file, at(name), "a JSON array", kind(value));
        }
        return value;
    }

    /// Every field as text, in the file's order.
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        node.properties().forEach(entry -> optionalText(entry.getKey()).ifPresent(v -> all.put(entry.getKey(), v)));
        return all;
    }

    private <T> T present(String name, String kind, Optional<T> value) throws DataFormatException {
        if (value.isEmpty()) {
            throw missing(name, kind);
        }
        return value.get();
    }

    private DataFormatException missing(String name, String kind) {
        return new DataFormatException(file, at(name), kind, "nothing");
    }

    private String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static String orContent(String place) {
        return place.isEmpty() ? "content" : place;
    }

    private static String kind(JsonNode node) {
        String text = node.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
