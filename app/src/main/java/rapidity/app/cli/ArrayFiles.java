package rapidity.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzFile;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.OutputFile;
import rapidity.data.format.WhenExists;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;
import rapidity.model.python.ForwardCase;
import rapidity.model.python.NestedArray;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Arrays by name in `.npz` or `.json` files.
final class ArrayFiles {
    private static final String EXPECTED = "outputs.";
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                    .build())
            .build();

    private ArrayFiles() {}

    /// Whether the ending is one of these.
    static boolean knows(Path file) {
        return file.toString().endsWith(".npz") || file.toString().endsWith(".json");
    }

    /// Inputs, and what should come out. In an archive the names of the latter begin with `outputs.`.
    ///
    /// @throws DataFormatException if the file is damaged, or an array is no array of numbers
    static ForwardCase read(Path file) throws IOException {
        if (!file.toString().endsWith(".npz")) {
            return ForwardCase.read(file);
        }
        Map<String, Stored> inputs = new LinkedHashMap<>();
        Map<String, Stored> outputs = new LinkedHashMap<>();
        try (NpzFile archive = NpzFile.open(file)) {
            for (String name : archive.names()) {
                if (name.startsWith(EXPECTED)) {
                    outputs.put(name.substring(EXPECTED.length()), array(file, archive, name));
                } else {
                    inputs.put(name, array(file, archive, name));
                }
            }
        }
        return new ForwardCase(inputs, outputs);
    }

    private static Stored array(Path file, NpzFile archive, String name) throws IOException {
        try (NpyArray a = archive.array(name)) {
            if (a.rows() * a.rowLength() > Integer.MAX_VALUE) {
                throw new DataFormatException(
                        file,
                        "array '" + name + "'",
                        "fewer than 2^31 numbers",
                        a.header().shape().toString());
            }
            int[] shape = a.header().shape().stream().mapToInt(Math::toIntExact).toArray();
            StoredType type = a.header().type() == NpyType.BOOL ? StoredType.BOOL : StoredType.F64;
            return Stored.of(type, a.doubles(0, a.rows()), shape);
        }
    }

    static ObjectNode json(Map<String, Stored> arrays) {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        arrays.forEach((name, a) -> r.set(name, NestedArray.json(a)));
        return r;
    }

    /// Numbers that are not finite are NaN, Infinity and -Infinity, as Python writes and reads them.
    static String text(JsonNode json) {
        return JSON.writeValueAsString(json);
    }

    /// Writes a file, complete or not at all.
    static void write(Path file, Map<String, Stored> arrays, WhenExists whenExists) throws IOException {
        if (file.toString().endsWith(".json")) {
            ByteBuffer text = ByteBuffer.wrap((text(json(arrays)) + "\n").getBytes(StandardCharsets.UTF_8));
            try (OutputFile out = OutputFile.create(file, whenExists)) {
                while (text.hasRemaining()) {
                    out.channel().write(text);
                }
                out.commit();
            }
            return;
        }
        try (NpzWriter out = NpzWriter.create(file, whenExists)) {
            for (Map.Entry<String, Stored> e : arrays.entrySet()) {
                long[] shape = Arrays.stream(e.getValue().shape().toArray())
                        .asLongStream()
                        .toArray();
                out.array(e.getKey(), NpyType.FLOAT64, shape).write(e.getValue().values());
            }
            out.commit();
        }
    }
}
