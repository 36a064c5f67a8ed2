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
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The header of a safetensors file, checked: what it says fits the file.
///
/// @param entries in the order of their bytes
/// @param dataStart position of the first byte after the header
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata, long dataStart) {
    /// The format's own limit.
    private static final long LONGEST = 100_000_000;

    private static final int ALIGNMENT = 8;
    private static final String METADATA = "__metadata__";
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
                    file, "length of the header", most + " (is it a safetensors file?)", Long.toUnsignedString(length));
        }
        ByteBuffer text = ByteBuffer.allocate((int) length);
        Safetensors.readFully(channel, Long.BYTES, text);
        long dataStart = Long.BYTES + length;
        return new Reader(file, size - dataStart).header(text.array(), dataStart);
    }

    /// The text of a header for tensors that lie one after another in this order.
    static String text(List<Map.Entry<String, Safetensors.Stored>> tensors, Map<String, String> metadata) {
        ObjectNode root = JSON.createObjectNode();
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
        String json = JSON.writeValueAsString(root);
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        return json + " ".repeat(Math.floorMod(-bytes, ALIGNMENT));
    }

    /// Reads one file's header; keeps the file for its sentences.
    private record Reader(Path file, long dataSize) {
        SafetensorsHeader header(byte[] text, long dataStart) throws IOException {
            JsonNode root = parse(text);
            Map<String, String> metadata = new LinkedHashMap<>();
            List<Entry> entries = new ArrayList<>();
            for (Map.Entry<String, JsonNode> e : root.properties()) {
                if (e.getKey().equals(METADATA)) {
                    metadata.putAll(texts(e.getValue()));
                } else {
                    entries.add(entry(e.getKey(), e.getValue()));
                }
            }
            entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
            checkCover(entries);
            return new SafetensorsHeader(List.copyOf(entries), metadata, dataStart);
        }

        private JsonNode parse(byte[] text) throws IOException {
            JsonNode root;
            try {
                root = JSON.readTree(text);
            } catch (JacksonException e) {
                throw wrong("header", "JSON with every name once", e.getOriginalMessage());
            }
            if (!root.isObject()) {
                throw wrong("header", "a JSON object", root.getNodeType().toString());
            }
            return root;
        }

        private Map<String, String> texts(JsonNode node) throws IOException {
            Map<String, String> r = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> e : node.properties()) {
                if (!e.getValue().isString()) {
                    throw wrong(
                            "metadata '" + e.getKey() + "'",
                            "a text",
                            e.getValue().toString());
                }
                r.put(e.getKey(), e.getValue().stringValue());
            }
            return r;
        }

        private Entry entry(String name, JsonNode node) throws IOException {
            String place = "tensor '" + name + "'";
            long[] axes = numbers(place + ", shape", node.path("shape"));
            long[] offsets = numbers(place + ", data_offsets", node.path("data_offsets"));
            StoredType type = type(place, node.path("dtype").asString(""));
            if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataSize) {
                throw wrong(
                        place + ", data_offsets",
                        "begin and end inside the " + dataSize + " bytes of data",
                        Arrays.toString(offsets));
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

        private long[] numbers(String place, JsonNode node) throws IOException {
            long[] r = new long[node.size()];
            boolean fine = node.isArray();
            for (int i = 0; i < r.length && fine; i++) {
                fine = node.get(i).isIntegralNumber() && node.get(i).canConvertToLong();
                r[i] = fine ? node.get(i).longValue() : -1;
                fine = r[i] >= 0;
            }
            if (!fine) {
                throw wrong(place, "a list of numbers that are not negative", node.toString());
            }
            return r;
        }

        private StoredType type(String place, String name) throws IOException {
            for (StoredType t : StoredType.values()) {
                if (t.name().equals(name)) {
                    return t;
                }
            }
            throw wrong(place + ", dtype", "one of " + Arrays.toString(StoredType.values()), "'" + name + "'");
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
                            "tensor '" + e.name() + "', data_offsets",
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
