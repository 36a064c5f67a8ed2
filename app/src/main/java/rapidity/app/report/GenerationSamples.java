package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;

/// Events of one process in a run's predictions.npz.
///
/// @param truth momenta of the test part, `[events, particles, 4]` in GeV
/// @param generated momenta
/// @param weights of the generated events, by which the judge would make them look true
/// @param judgeTruth logits of the judge for true events
/// @param judgeGenerated logits for generated events
record GenerationSamples(
        int particles,
        double[] truth,
        double[] generated,
        double[] weights,
        double[] judgeTruth,
        double[] judgeGenerated) {
    /// Reads the file.
    ///
    /// @return nothing if there is no such file
    /// @throws DataFormatException if an array is missing or of other events
    static List<GenerationSamples> read(Path file, List<GenerationResult.Process> processes) throws IOException {
        List<GenerationSamples> r = new ArrayList<>();
        if (!Files.exists(file)) {
            return r;
        }
        try (NpzFile arrays = NpzFile.open(file)) {
            for (GenerationResult.Process p : processes) {
                String name = (p.particles() - 6) + "j";
                GenerationSamples s = new GenerationSamples(
                        p.particles(),
                        array(arrays, "truth_" + name),
                        array(arrays, "generated_" + name),
                        array(arrays, "weights_" + name),
                        array(arrays, "judge_truth_" + name),
                        array(arrays, "judge_generated_" + name));
                int row = 4 * p.particles();
                if (s.truth.length % row != 0 || s.generated.length != row * s.weights.length) {
                    throw new DataFormatException(
                            file,
                            "generated_" + name,
                            s.weights.length + " events of " + p.particles() + " particles, as in weights_" + name,
                            s.generated.length + " numbers");
                }
                r.add(s);
            }
        }
        return r;
    }

    private static double[] array(NpzFile file, String name) throws IOException {
        try (NpyArray a = file.array(name)) {
            return a.doubles(0, a.rows());
        }
    }
}
