package rapidity.app.report;

import java.util.Optional;
import java.util.OptionalDouble;
import rapidity.data.format.DataFormatException;

/// A run's evaluation.json: what was trained and how well it does.
///
/// @param network name in the recipe; `label` is for people
/// @param secondsPerMillion time to score a million events
record Evaluation(
        String process,
        String network,
        String label,
        long parameters,
        long seed,
        long steps,
        Score test,
        Optional<Score> train,
        OptionalDouble secondsPerMillion,
        OptionalDouble trainingSeconds) {
    static Evaluation of(Fields fields) throws DataFormatException {
        String network = fields.text("network");
        Optional<Fields> train = fields.optionalObject("train");
        return new Evaluation(
                fields.text("process"),
                network,
                fields.optionalText("label").orElse(network),
                fields.count("parameters"),
                fields.count("seed"),
                fields.count("steps"),
                Score.of(fields.object("test")),
                train.isPresent() ? Optional.of(Score.of(train.get())) : Optional.empty(),
                fields.optionalNumber("seconds-per-million-events"),
                fields.optionalNumber("training-seconds"));
    }
}
