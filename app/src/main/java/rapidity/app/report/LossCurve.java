package rapidity.app.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import rapidity.data.format.DataFormatException;

/// A run's metrics.jsonl: the losses by step.
///
/// @param training loss of the batch at each logged step
/// @param validation loss on the validation part, at the steps that have one
record LossCurve(NavigableMap<Long, Double> training, NavigableMap<Long, Double> validation) {
    /// Reads the file.
    ///
    /// @return empty curves if there is no such file
    /// @throws DataFormatException with the line that is no JSON object or lacks its step
    static LossCurve read(Path file) throws IOException {
        LossCurve curve = new LossCurve(new TreeMap<>(), new TreeMap<>());
        if (!Files.exists(file)) {
            return curve;
        }
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            Fields fields = Fields.parse(file, "line " + (i + 1), lines.get(i));
            long step = fields.count("step");
            fields.optionalNumber("loss").ifPresent(loss -> curve.training.put(step, loss));
            fields.optionalNumber("validation-loss").ifPresent(loss -> curve.validation.put(step, loss));
        }
        return curve;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new DataFormatException(file, "content", "UTF-8 text", "other bytes");
        }
    }
}
