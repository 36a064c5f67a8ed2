package rapidity.model;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
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
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTree() {}

    /// @throws tools.jackson.core.JacksonException if it is no JSON, or a name occurs twice in an object
    public static JsonNode of(String text) {
        try (JsonParser p = JSON.createParser(ObjectReadContext.empty(), text)) {
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
}
