package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Path;

/// What a run has to show besides what every run has.
sealed interface Result permits AmplitudeResult, TaggingResult, AutoencoderResult, GenerationResult {
    /// The file of predictions in a run directory.
    String PREDICTIONS = "predictions.npz";

    /// What runs are compared by, on the test part: the smaller the better.
    double error();

    /// Reads what a run directory says.
    interface Reader<R extends Result> {
        /// @param evaluation its evaluation.json
        R read(Path folder, Fields evaluation) throws IOException;
    }
}
