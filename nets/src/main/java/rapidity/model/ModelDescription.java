package rapidity.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import rapidity.net.NetConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a model says about itself: the contents of its `model.json`.
public final class ModelDescription {
    private ModelDescription() {}

    /// @throws ModelFormatException if there is no model
    public static JsonNode read(Path directory) throws IOException {
        return ModelFile.tree(directory);
    }

    /// What tells a model from all others, in 64 hexadecimal digits: SHA-256 of its description, in which the weights
    /// are by theirs, without what says where it is from.
    ///
    /// @throws ModelFormatException if there is no model
    public static String fingerprint(Path directory) throws IOException {
        ObjectNode description = (ObjectNode) ModelFile.tree(directory);
        description.remove("provenance");
        return Sha256.of(description.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// The hyper-parameters of a model's network.
    ///
    /// @throws ModelFormatException if there is no model
    public static NetConfig network(Path directory) throws IOException {
        return ModelFile.read(directory).network();
    }

    /// What a model does.
    ///
    /// @throws ModelFormatException if there is no model
    public static String task(Path directory) throws IOException {
        return ModelFile.task(directory);
    }
}
