package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import rapidity.data.format.DataFormatException;

/// How well a run tells jets apart.
///
/// @param classes their names, by label
/// @param trainingJets that it has seen
record TaggingResult(
        List<String> classes,
        TaggingScore test,
        Optional<TaggingScore> train,
        OptionalDouble trainingJets,
        Optional<TaggingPredictions> predictions)
        implements Result {
    static TaggingResult read(Path folder, Fields evaluation) throws IOException {
        List<String> classes = evaluation.texts("classes");
        if (classes.size() < 2) {
            throw new DataFormatException(
                    evaluation.file(), "classes", "the names of two classes or more", classes.toString());
        }
        Optional<Fields> train = evaluation.optionalObject("train");
        return new TaggingResult(
                classes,
                TaggingScore.of(evaluation.object("test")),
                train.isPresent() ? Optional.of(TaggingScore.of(train.get())) : Optional.empty(),
                evaluation.optionalNumber("training-jets"),
                TaggingPredictions.read(folder.resolve(PREDICTIONS), classes.size()));
    }

    /// What is missing of an AUC of 1.
    @Override
    public double error() {
        return 1 - test.value(TaggingScore.AUC).orElse(0);
    }

    OptionalDouble value(String name) {
        return test.value(name);
    }
}
