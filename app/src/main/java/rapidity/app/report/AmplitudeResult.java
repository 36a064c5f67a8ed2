package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// How well a run predicts amplitudes.
record AmplitudeResult(AmplitudeScore test, Optional<AmplitudeScore> train, Optional<AmplitudePredictions> predictions)
        implements Result {
    static AmplitudeResult read(Path folder, Fields evaluation) throws IOException {
        Optional<Fields> train = evaluation.optionalObject("train");
        return new AmplitudeResult(
                AmplitudeScore.of(evaluation.object("test")),
                train.isPresent() ? Optional.of(AmplitudeScore.of(train.get())) : Optional.empty(),
                AmplitudePredictions.read(folder.resolve(PREDICTIONS)));
    }

    /// The mean squared error.
    @Override
    public double error() {
        return test.mse();
    }
}
