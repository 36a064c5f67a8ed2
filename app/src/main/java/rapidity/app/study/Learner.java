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

    /// Writes the predictions into the directory of the run.
    ///
    /// @return every metric, by part
    ObjectNode evaluate(Path run) throws IOException;
}
