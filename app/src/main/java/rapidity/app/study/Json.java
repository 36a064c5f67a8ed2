package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import rapidity.model.AtomicFile;
import tools.jackson.databind.JsonNode;

/// JSON files of runs.
final class Json {
    private Json() {}

    /// Writes the file, complete or not at all.
    static void write(Path file, JsonNode content) throws IOException {
        AtomicFile.write(file, content.toPrettyString() + "\n");
    }
}
