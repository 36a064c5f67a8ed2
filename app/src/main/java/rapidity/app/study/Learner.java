package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rapidity.model.Provenance;
import rapidity.train.Objective;
import tools.jackson.databind.node.ObjectNode;

/// A network of some task on the data that it learns from.
interface Learner {
    /// The file with what figures need, in the directory of a run.
    String PREDICTIONS = "predictions.npz";

    /// What is minimised; the network's weights are its weights.
    Objective objective();

    /// What a person who reads the log should know of data and network before the training begins.
    List<String> remarks();

    /// Writes the model.
    void save(Path directory, Provenance origin) throws IOException;

    /// What the evaluation costs, where it is not much less than a training: measured on the data as they are, which
    /// may be made up.
    default List<EvaluationCost> evaluationCosts(Estimate clock) {
        return List.of();
    }

    /// Writes the predictions into the directory of the run.
    ///
    /// @return every metric, by part
    /// @throws java.io.InterruptedIOException if the listener wants to stop and the evaluation takes long
    ObjectNode evaluate(Path run, StudyListener listener) throws IOException;
}
