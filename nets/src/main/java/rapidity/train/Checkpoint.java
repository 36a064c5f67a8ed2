package rapidity.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import rapidity.model.ModelFormatException;
import rapidity.model.Safetensors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// A complete state of a run in one file, from which it goes on bit for bit.
///
/// @param metricsBytes length of `metrics.jsonl` at that moment
/// @param batches which batches the run sees, see [Batches#description]
record Checkpoint(RunState.Position position, long metricsBytes, String batches) {
    private static final String KEY = "run";
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /// Writes the file, complete or not at all.
    void write(Path file, Map<String, Safetensors.Stored> state) throws IOException {
        new Safetensors(state, Map.of(KEY, JSON.writeValueAsString(this))).write(file);
    }

    /// What a file says about its state.
    ///
    /// @throws ModelFormatException if it is no checkpoint
    static Checkpoint of(Path file, Safetensors contents) throws IOException {
        String text = contents.metadata().getOrDefault(KEY, "");
        try {
            return JSON.readValue(text, Checkpoint.class);
        } catch (JacksonException e) {
            throw new ModelFormatException(file, "metadata '" + KEY + "'", "the position of a run", "'" + text + "'");
        }
    }
}
