package rapidity.model.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import rapidity.model.JsonTree;
import rapidity.model.ModelFormatException;
import rapidity.model.Quoted;
import rapidity.model.Safetensors.Stored;
import tools.jackson.databind.JsonNode;

/// Inputs of a network by Python name, and what Python makes of them, if the file says so.
public record ForwardCase(Map<String, Stored> inputs, Map<String, Stored> outputs) {
    /// Reads a JSON file with nested lists under `inputs` and, if they are there, `outputs`; null stands for None.
    /// Other keys are not looked at.
    ///
    /// @throws ModelFormatException if there are no inputs, or lists of one level differ in length
    public static ForwardCase read(Path file) throws IOException {
        JsonNode root = JsonTree.read(file);
        if (!root.path("inputs").isObject()) {
            throw new ModelFormatException(file, "'inputs'", "arrays by name", "none");
        }
        return new ForwardCase(arrays(file, "inputs", root), arrays(file, "outputs", root));
    }

    private static Map<String, Stored> arrays(Path file, String key, JsonNode root) throws IOException {
        Map<String, Stored> r = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> e : root.path(key).properties()) {
            if (!e.getValue().isNull()) {
                try {
                    r.put(e.getKey(), NestedArray.of(e.getValue()));
                } catch (IllegalArgumentException | ArithmeticException wrong) {
                    throw new ModelFormatException(
                            file,
                            key + " '" + Quoted.of(e.getKey()) + "'",
                            "an array in nested lists",
                            String.valueOf(wrong.getMessage()));
                }
            }
        }
        return r;
    }
}
