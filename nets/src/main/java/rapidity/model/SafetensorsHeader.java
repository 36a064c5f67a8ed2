package rapidity.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rapidity.engine.Shape;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The header of a safetensors file, checked: what it says fits the file.
///
/// @param entries in the order of their bytes
/// @param dataStart position of the first byte after the header
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata, long dataStart) {
    /// The format's own limit.
    private static final long LONGEST = 100_000_000;

    private static final int MOST_AXES = 64;
    private static final int ALIGNMENT = 8;
    private static final String METADATA = "__metadata__";

    /// @param begin of its bytes, from the start of the data
    record Entry(String name, StoredType type, Shape shape, long begin) {
        long end() {
            return begin + (long) shape.size() * type.bytes();
        }
    }

    static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new ModelFormatException(file, "start", "a safetensors file of at least 8 bytes", size + " bytes");
        }
        ByteBuffer b = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Safetensors.readFully(channel, 0, b);
        long length = b.getLong();
        if (length < 0 || length > Math.min(LONGEST, size - Long.BYTES)) {
            String most = "at most " + Math.min(LONGEST, size - Long.BYTES);
            throw new ModelFormatException(
                    file,
                    "length of the header",
                    most,
                    Long.toUnsignedString(length) + " (cut short, or no safetensors file?)");
        }
        ByteBuffer text = ByteBuffer.allocate((int) length);
        Safetensors.readFully(channel, Long.BYTES, text);
        long dataStart = Long.BYTES + length;
        return new Reader(file, size - dataStart).header(text.array(), dataStart);
    }

    /// The text of a header for tensors that lie one after another in this order.
    static String text(List<Map.Entry<String, Safetensors.Stored>> tensors, Map<String, String> metadata) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = root.putObject(METADATA);
            metadata.forEach(texts::put);
        }
        long begin = 0;
        for (Map.Entry<String, Safetensors.Stored> t : tensors) {
            Shape shape = t.getValue().shape();
            long end = begin + (long) shape.size() * t.getValue().type().bytes();
            ObjectNode entry = root.putObject(t.getKey());
            entry.put("dtype", t.getValue().type().name());
            ArrayNode axes = entry.putArray("shape");
            Arrays.stream(shape.toArray()).forEach(axes::add);
            entry.putArray("data_offsets").add(begin).add(end);
            begin = end;
        }
        String json = root.toString();
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        return json + " ".repeat(Math.floorMod(-bytes, ALIGNMENT));
    }

    /// Reads one file's header; keeps the file for its sentences.
    private record Reader(Path file, long dataSize) {
        SafetensorsHeader header(byte[] text, long dataStart) throws IOException {
            try (JsonParser json = JsonTree.parser(text)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw wrong("header", "a JSON object", found(json));
                }
                Map<String, String> metadata = new LinkedHashMap<>();
                List<Entry> entries = new ArrayList<>();
                for (String name = json.nextName(); name != null; name = json.nextName()) {
                    json.nextToken();
                    if (name.equals(METADATA)) {
                        metadata.putAll(texts(json));
                    } else {
                        entries.add(entry(name, json));
                    }
                }
                if (json.nextToken() != null) {
                    throw wrong("header", "nothing after the JSON object", found(json));
                }
                entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
                checkCover(entries);
                return new SafetensorsHeader(List.copyOf(entries), metadata, dataStart);
            } catch (JacksonException e) {
                throw wrong("header", "JSON with every name once", Quoted.of(e.getOriginalMessage()));
            }
        }

        private static String found(JsonParser json) {
            JsonToken token = json.currentToken();
            return token == null ? "nothing" : token.isScalarValue() ? Quoted.of(json.getString()) : "another value";
        }

        private Map<String, String> texts(JsonParser json) throws IOException {
            Map<String, String> r = new LinkedHashMap<>();
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw wrong("metadata", "texts by name", found(json));
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    throw wrong("metadata '" + Quoted.of(name) + "'", "a text", found(json));
                }
                r.put(name, json.getString());
            }
            return r;
        }

        private Entry entry(String name, JsonParser json) throws IOException {
            String place = "tensor '" + Quoted.of(name) + "'";
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw wrong(place, "an object with dtype, shape and data_offsets", found(json));
            }
            String type = "";
            long[] axes = null;
            long[] offsets = null;
            for (String key = json.nextName(); key != null; key = json.nextName()) {
                JsonToken value = json.nextToken();
                switch (key) {
                    case "dtype" -> type = value == JsonToken.VALUE_STRING ? json.getString() : "";
                    case "shape" -> axes = numbers(place + ", shape", json);
                    case "data_offsets" -> offsets = numbers(place + ", data_offsets", json);
                    default -> json.skipChildren();
                }
            }
            if (axes == null || offsets == null) {
                throw wrong(place, "dtype, shape and data_offsets", "no " + (axes == null ? "shape" : "data_offsets"));
            }
            return entry(name, place, type(place, type), axes, offsets);
        }

        private Entry entry(String name, String place, StoredType type, long[] axes, long... offsets)
                throws IOException {
            if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataSize) {
                throw wrong(
                        place + ", data_offsets",
                        "begin and end inside the " + dataSize + " bytes of data",
                        Arrays.toString(offsets)
                                + (offsets.length == 2 && offsets[1] > dataSize ? " (cut short?)" : ""));
            }
            long size = size(place, axes);
            if (size * type.bytes() != offsets[1] - offsets[0]) {
                throw wrong(
                        place + ", data_offsets",
                        size * type.bytes() + " bytes for " + type + " " + Arrays.toString(axes),
                        offsets[1] - offsets[0] + " bytes");
            }
            int[] shape = Arrays.stream(axes).mapToInt(Math::toIntExact).toArray();
            return new Entry(name, type, Shape.of(shape), offsets[0]);
        }

        private long[] numbers(String place, JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw wrong(place, "a list of numbers", found(json));
            }
            long[] r = new long[MOST_AXES];
            int n = 0;
            for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
                boolean whole = t == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != NumberType.BIG_INTEGER;
                if (!whole || json.getLongValue() < 0) {
                    throw wrong(place, "a list of numbers that are not negative, below 2^63", found(json));
                }
                if (n == MOST_AXES) {
                    throw wrong(place, "at most " + MOST_AXES + " numbers", "more");
                }
                r[n++] = json.getLongValue();
            }
            return Arrays.copyOf(r, n);
        }

        private StoredType type(String place, String name) throws IOException {
            for (StoredType t : StoredType.values()) {
                if (t.name().equals(name)) {
                    return t;
                }
            }
            throw wrong(
                    place + ", dtype",
                    "one of " + Arrays.toString(StoredType.values()) + " (convert the tensor, such as with .float())",
                    "'" + Quoted.of(name) + "'");
        }

        private long size(String place, long[] axes) throws IOException {
            long r = Arrays.stream(axes).anyMatch(n -> n == 0) ? 0 : 1;
            for (long n : axes) {
                if (n > Integer.MAX_VALUE || r * n > Integer.MAX_VALUE) {
                    throw wrong(place + ", shape", "fewer than 2^31 numbers", Arrays.toString(axes));
                }
                r *= n;
            }
            return r;
        }

        private void checkCover(List<Entry> entries) throws IOException {
            long covered = 0;
            for (Entry e : entries) {
                if (e.begin() != covered) {
                    throw wrong(
                            "tensor '" + Quoted.of(e.name()) + "', data_offsets",
                            "bytes that follow the tensor before it, from " + covered + " on",
                            "from " + e.begin() + " on (" + (e.begin() > covered ? "a hole" : "an overlap") + ")");
                }
                covered = e.end();
            }
            if (covered != dataSize) {
                throw wrong("end", covered + " bytes of data, as the header says", dataSize + " bytes");
            }
        }

        private ModelFormatException wrong(String place, String expected, String found) {
            return new ModelFormatException(file, place, expected, found);
        }
    }
}
