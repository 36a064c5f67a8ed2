package rapidity.model;

import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// What a model says about itself: the contents of its `model.json`.
public final class ModelDescription {
    private ModelDescription() {}

    /// @throws ModelFormatException if there is no model
    public static JsonNode read(Path directory) throws IOException {
        return ModelFile.tree(directory);
    }

    /// What a model does.
    ///
    /// @throws ModelFormatException if there is no model
    public static String task(Path directory) throws IOException {
        return ModelFile.task(directory);
    }
}
