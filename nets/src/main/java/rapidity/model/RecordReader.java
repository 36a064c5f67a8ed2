package rapidity.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import rapidity.net.NetConfig;
import tools.jackson.databind.JsonNode;

/// Records out of JSON: every component is a key, and there are no others; keys of optional components may be absent.
/// What is wrong is told with its place, what
/// was expected and what is there. Jackson's own mapper does the same, but a new JVM takes half a second to load it.
///
/// @param networks the networks by their `kind`
/// @param parameter what a type parameter of a record stands for
record RecordReader(Path file, Map<String, Class<?>> networks, Class<?> parameter) {
    static final String KIND = "kind";

    /// @throws ModelFormatException if a key is missing, unknown or of another type, or values do not go together
    <T> T read(JsonNode tree, Class<T> type) throws ModelFormatException {
        return type.cast(ofRecord(type, tree, ""));
    }

    private Object value(Type type, JsonNode node, String place) throws ModelFormatException {
        if (type instanceof TypeVariable<?>) {
            return value(parameter, node, place);
        }
        if (type == JsonNode.class) {
            return node;
        }
        if (type == OptionalDouble.class) {
            return node.isNull() ? OptionalDouble.empty() : OptionalDouble.of(number(node, place));
        }
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return node.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(value(optional.getActualTypeArguments()[0], node, place));
        }
        if (node.isMissingNode() || node.isNull()) {
            throw wrong(place, "a value", node.isNull() ? "null" : "none");
        }
        if (type instanceof ParameterizedType list) {
            return list(list.getActualTypeArguments()[0], node, place);
        }
        return scalar((Class<?>) type, node, place);
    }

    private Object scalar(Class<?> type, JsonNode node, String place) throws ModelFormatException {
        if (type == String.class && node.isString()) {
            return node.stringValue();
        }
        if (type == boolean.class && node.isBoolean()) {
            return node.booleanValue();
        }
        if (type == double.class || type == Double.class) {
            return number(node, place);
        }
        if ((type == int.class || type == Integer.class) && node.isIntegralNumber() && node.canConvertToInt()) {
            return node.intValue();
        }
        if (type == long.class && node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (type.isEnum()) {
            return constant(type, node, place);
        }
        return NetConfig.class.isAssignableFrom(type) ? network(type, node, place) : ofRecord(type, node, place);
    }

    private double number(JsonNode node, String place) throws ModelFormatException {
        if (!node.isNumber()) {
            throw wrong(place, "a number", text(node));
        }
        return node.doubleValue();
    }

    private Object constant(Class<?> type, JsonNode node, String place) throws ModelFormatException {
        for (Object constant : type.getEnumConstants()) {
            if (node.isString() && ((Enum<?>) constant).name().equals(node.stringValue())) {
                return constant;
            }
        }
        throw wrong(place, "one of " + Arrays.toString(type.getEnumConstants()), text(node));
    }

    private List<Object> list(Type of, JsonNode node, String place) throws ModelFormatException {
        if (!node.isArray()) {
            throw wrong(place, "a list", text(node));
        }
        List<Object> r = new ArrayList<>();
        for (JsonNode item : node) {
            r.add(value(of, item, place + "[" + r.size() + "]"));
        }
        return List.copyOf(r);
    }

    private Object network(Class<?> allowed, JsonNode node, String place) throws ModelFormatException {
        JsonNode kind = node.path(KIND);
        Class<?> type = networks.get(kind.asString(""));
        if (type == null || !allowed.isAssignableFrom(type)) {
            throw wrong(place, "a kind of network that this version knows", text(kind));
        }
        return ofRecord(type, node, place);
    }

    private Object ofRecord(Class<?> type, JsonNode node, String place) throws ModelFormatException {
        if (!type.isRecord() || !node.isObject()) {
            throw wrong(place, type.isRecord() ? "an object with keys" : words(type), text(node));
        }
        RecordComponent[] components = type.getRecordComponents();
        List<String> keys =
                new ArrayList<>(Arrays.stream(components).map(RecordReader::key).toList());
        Object[] values = new Object[components.length];
        if (NetConfig.class.isAssignableFrom(type)) {
            keys.add(KIND);
        }
        requireKnown(node, keys, place);
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i].getGenericType(), node.path(keys.get(i)), inside(place, keys.get(i)));
        }
        return made(type, components, values, place);
    }

    private void requireKnown(JsonNode node, List<String> keys, String place) throws ModelFormatException {
        for (String name : node.propertyNames()) {
            if (!keys.contains(name)) {
                String near = Spelling.nearest(Quoted.of(name), keys)
                        .map(k -> "; did you mean '" + k + "'?")
                        .orElse("");
                throw wrong(place, "keys that this version knows, " + keys, "'" + Quoted.of(name) + "'" + near);
            }
        }
    }

    private Object made(Class<?> type, RecordComponent[] components, Object[] values, String place)
            throws ModelFormatException {
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            String why = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
            throw wrong(place, "values that go together", Quoted.of(why));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every record has its canonical constructor: " + type, e);
        }
    }

    /// `momentumScale` is `momentum-scale`.
    private static String key(RecordComponent c) {
        JsonProperty named = c.getAccessor().getAnnotation(JsonProperty.class);
        return named != null
                ? named.value()
                : c.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String inside(String place, String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    private static String words(Class<?> type) {
        return type == int.class || type == Integer.class || type == long.class
                ? "a whole number"
                : type == boolean.class ? "true or false" : "a text";
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode()) {
            return "none";
        }
        if (node.isContainer()) {
            return node.isArray() ? "a list" : "an object";
        }
        return node.isString() ? "'" + Quoted.of(node.stringValue()) + "'" : Quoted.of(node.toString());
    }

    private ModelFormatException wrong(String place, String expected, String found) {
        return new ModelFormatException(file, place.isEmpty() ? "contents" : place, expected, found);
    }
}
