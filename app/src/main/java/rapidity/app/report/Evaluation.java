package rapidity.app.report;

import java.util.OptionalDouble;
import rapidity.data.format.DataFormatException;

/// What every run's evaluation.json says: what was trained, on what, and what it cost.
///
/// @param subject the process or the data that the run is about
/// @param network name in the recipe; `label` is for people
/// @param secondsPerMillion time to score a million events
record Evaluation(
        String subject,
        String network,
        String label,
        long parameters,
        long seed,
        long steps,
        OptionalDouble secondsPerMillion,
        OptionalDouble trainingSeconds) {
    /// @param subject the name of the subject in the file
    static Evaluation of(Fields fields, String subject) throws DataFormatException {
        String network = fields.text("network");
        return new Evaluation(
                fields.text(subject),
                network,
                fields.optionalText("label").orElse(network),
                fields.count("parameters"),
                fields.count("seed"),
                fields.count("steps"),
                fields.optionalNumber("seconds-per-million-events"),
                fields.optionalNumber("training-seconds"));
    }
}
