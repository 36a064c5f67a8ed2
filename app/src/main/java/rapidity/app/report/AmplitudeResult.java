package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import rapidity.data.format.DataFormatException;

/// How well a run predicts amplitudes.
///
/// @param test of all its processes together, as is `train`
/// @param processes that it has learnt
/// @param trainingEvents that it has seen
/// @param predictions of a run of one process
record AmplitudeResult(
        AmplitudeScore test,
        Optional<AmplitudeScore> train,
        List<Process> processes,
        OptionalDouble trainingEvents,
        Optional<AmplitudePredictions> predictions)
        implements Result {
    /// One multiplicity.
    record Process(String name, AmplitudeScore test) {}

    /// How well it predicts a process.
    Optional<AmplitudeScore> of(String process) {
        return processes.stream()
                .filter(p -> p.name.equals(process))
                .map(Process::test)
                .findFirst();
    }

    static AmplitudeResult read(Path folder, Fields evaluation) throws IOException {
        Optional<Fields> train = evaluation.optionalObject("train");
        return new AmplitudeResult(
                AmplitudeScore.of(evaluation.object("test")),
                train.isPresent() ? Optional.of(AmplitudeScore.of(train.get())) : Optional.empty(),
                processes(evaluation),
                evaluation.optionalNumber("training-events"),
                processes(evaluation).size() == 1
                        ? AmplitudePredictions.read(folder.resolve(PREDICTIONS))
                        : Optional.empty());
    }

    private static List<Process> processes(Fields evaluation) throws DataFormatException {
        List<Process> r = new ArrayList<>();
        if (!evaluation.has("processes")) {
            r.add(new Process(evaluation.text("process"), AmplitudeScore.of(evaluation.object("test"))));
            return r;
        }
        for (Fields p : evaluation.objects("processes")) {
            r.add(new Process(p.text("process"), AmplitudeScore.of(p.object("test"))));
        }
        return r;
    }

    /// The mean squared error.
    @Override
    public double error() {
        return test.mse();
    }
}
