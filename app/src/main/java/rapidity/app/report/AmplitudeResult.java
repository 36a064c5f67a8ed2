package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How well a run predicts amplitudes.
///
/// @param test of all its processes together, as is `train`
/// @param processes that it has learnt
/// @param trainingEvents that it has seen
record AmplitudeResult(
        AmplitudeScore test, Optional<AmplitudeScore> train, List<Process> processes, OptionalDouble trainingEvents)
        implements Result {
    /// One multiplicity.
    record Process(String name, AmplitudeScore test, Optional<AmplitudePredictions> predictions) {}

    /// Of a run of one process.
    Optional<AmplitudePredictions> predictions() {
        return processes.size() == 1 ? processes.getFirst().predictions : Optional.empty();
    }

    /// What it says of one of its processes, as if that were its only one.
    AmplitudeResult only(String process) {
        List<Process> own =
                processes.stream().filter(p -> p.name.equals(process)).toList();
        return new AmplitudeResult(
                own.getFirst().test, processes.size() == 1 ? train : Optional.empty(), own, trainingEvents);
    }

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
                processes(folder.resolve(PREDICTIONS), evaluation),
                evaluation.optionalNumber("training-events"));
    }

    private static List<Process> processes(Path predictions, Fields evaluation) throws IOException {
        List<Fields> all = evaluation.has("processes") ? evaluation.objects("processes") : List.of(evaluation);
        List<Process> r = new ArrayList<>();
        for (Fields p : all) {
            String name = p.text("process");
            r.add(new Process(
                    name,
                    AmplitudeScore.of(p.object("test")),
                    AmplitudePredictions.read(predictions, all.size() == 1 ? "" : name + "_")));
        }
        return r;
    }

    /// The mean squared error.
    @Override
    public double error() {
        return test.mse();
    }
}
