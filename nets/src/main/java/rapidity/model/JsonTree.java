package rapidity.model;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads JSON without a mapper, whose classes a new JVM takes a quarter of a second to load: every name once, nothing
/// after the value. The parser bounds depth, and the length of names and numbers.
public final class JsonTree {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// NaN, Infinity and -Infinity are numbers.
    private static final JsonFactory PYTHON =
            JSON.rebuild().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final long LARGEST = 1 << 26;
    private static final long LARGEST_MODEL = 1 << 24;

    private JsonTree() {}

    /// A file that is not trusted, as Python's `json` writes it.
    ///
    /// @throws ModelFormatException if it is no JSON, or too large
    public static JsonNode read(Path file) throws IOException {
        return read(file, PYTHON, LARGEST);
    }

    /// A file of ours.
    ///
    /// @throws ModelFormatException if it is no JSON, or larger than models are
    static JsonNode ofModel(Path file) throws IOException {
        return read(file, JSON, LARGEST_MODEL);
    }

    private static JsonNode read(Path file, JsonFactory json, long largest) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ModelFormatException(file, "file", "JSON", "a folder");
        }
        long bytes = Files.size(file);
        if (bytes > largest) {
            throw new ModelFormatException(file, "size", "at most " + largest + " bytes", Long.toString(bytes));
        }
        try {
            return of(json, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new ModelFormatException(file, "contents", "text in UTF-8", "other bytes");
        } catch (JacksonException e) {
            throw damaged(file, e);
        }
    }

    /// @throws tools.jackson.core.JacksonException if it is no JSON, or a name occurs twice in an object
    public static JsonNode of(String text) {
        return of(JSON, text);
    }

    private static JsonNode of(JsonFactory json, String text) {
        try (JsonParser p = json.createParser(ObjectReadContext.empty(), text)) {
            if (p.nextToken() == null) {
                return NODES.missingNode();
            }
            JsonNode r = value(p);
            if (p.nextToken() != null) {
                throw new StreamReadException(p, "more after the value");
            }
            return r;
        }
    }

    /// A parser of the same kind.
    static JsonParser parser(byte[] text) {
        return JSON.createParser(ObjectReadContext.empty(), text);
    }

    private static JsonNode value(JsonParser p) {
        return switch (p.currentToken()) {
            case START_OBJECT -> object(p);
            case START_ARRAY -> array(p);
            case VALUE_STRING -> NODES.stringNode(p.getString());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_INT -> integer(p);
            default -> NODES.numberNode(p.getDoubleValue());
        };
    }

    private static JsonNode integer(JsonParser p) {
        return switch (p.getNumberType()) {
            case INT -> NODES.numberNode(p.getIntValue());
            case LONG -> NODES.numberNode(p.getLongValue());
            default -> NODES.numberNode(p.getBigIntegerValue());
        };
    }

    private static ObjectNode object(JsonParser p) {
        ObjectNode r = NODES.objectNode();
        for (String name = p.nextName(); name != null; name = p.nextName()) {
            p.nextToken();
            r.set(name, value(p));
        }
        return r;
    }

    private static ArrayNode array(JsonParser p) {
        ArrayNode r = NODES.arrayNode();
        while (p.nextToken() != JsonToken.END_ARRAY) {
            r.add(value(p));
        }
        return r;
    }

    private static ModelFormatException damaged(Path file, JacksonException e) {
        var at = e.getLocation();
        String place = at == null || at.getLineNr() < 1 ? "contents" : "line " + at.getLineNr();
        String line = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        String found = switch (e) {
            case UnexpectedEndOfInputException end -> "the end of the file";
            case StreamConstraintsException c -> "lists or objects nested too deeply, or a text too long";
            default -> Quoted.of(line);
        };
        return new ModelFormatException(file, place, "JSON", found);
    }
}
