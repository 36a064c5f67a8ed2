package rapidity.model.python;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import rapidity.engine.Shape;
import rapidity.model.JsonTree;
import tools.jackson.databind.JsonNode;

/// Checkpoints that lgatr 1.4.4 and 2.0.0 wrote, with arguments, inputs and what Python makes of them in float64.
///
/// @param name of the files NAME.pt, NAME.safetensors and NAME.json
record Fixture(String name) {
    static List<Fixture> all() {
        return List.of(
                        "lgatr-v1-headscale",
                        "lgatr-v1-multiquery-reinsert",
                        "lgatr-v1-noscalars-dropout",
                        "lgatr-v2-headscale",
                        "lgatr-v2-multiquery",
                        "lgatr-v2-reinsert",
                        "lgatr-v2-full-lorentz",
                        "conditional-lgatr-v2",
                        "slim-v2-tagger",
                        "slim-v1",
                        "slim-v2",
                        "conditional-slim-v1",
                        "conditional-slim-v2")
                .stream()
                .map(Fixture::new)
                .toList();
    }

    Path pickled() {
        return path(name + ".pt");
    }

    Path safetensors() {
        return path(name + ".safetensors");
    }

    Path json() {
        return path(name + ".json");
    }

    static Path path(String file) {
        URL url = Objects.requireNonNull(Fixture.class.getResource(file), file);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The shapes of all tensors by name.
    Map<String, Shape> tensors() throws IOException {
        Map<String, Shape> r = new LinkedHashMap<>();
        for (JsonNode t : JsonTree.read(json()).path("tensors")) {
            int[] shape = StreamSupport.stream(t.path("shape").spliterator(), false)
                    .mapToInt(JsonNode::asInt)
                    .toArray();
            r.put(t.path("name").stringValue(), Shape.of(shape));
        }
        return r;
    }

    @Override
    public String toString() {
        return name;
    }
}
