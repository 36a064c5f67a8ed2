package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rapidity.app.report.figure.Colour;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.kinematics.Observable;
import rapidity.metrics.Roc;

/// Events of one process that the typical run of a network made, and what the judge said of them: its predictions.npz.
///
/// @param truth momenta of the test part, `[events, particles, 4]` in GeV
/// @param generated momenta
/// @param weights of the generated events, by which the judge would make them look true
/// @param judgedTruth logits of the judge for true events that it was not trained on
/// @param judgedGenerated logits for generated events that it was not trained on
/// @param paths of one particle that a flow learns, from events of the data to ones of the source: of each event px and
///     py in GeV, point after point; none without a flow
record GenerationSamples(
        Network<GenerationResult> network,
        GenerationResult.Process process,
        double[] truth,
        double[] generated,
        double[] weights,
        double[] judgedTruth,
        double[] judgedGenerated,
        double[][] paths) {
    /// Those of the networks that have a file of them.
    ///
    /// @param process its place among those of the runs
    /// @throws DataFormatException if an array is missing or of other events
    static List<GenerationSamples> read(List<Network<GenerationResult>> networks, int process) throws IOException {
        List<GenerationSamples> r = new ArrayList<>();
        for (Network<GenerationResult> n : networks) {
            GenerationResult result = n.typical().result();
            if (Files.exists(result.predictions())) {
                r.add(read(result.predictions(), n, result.processes().get(process)));
            }
        }
        return r;
    }

    private static GenerationSamples read(Path file, Network<GenerationResult> network, GenerationResult.Process p)
            throws IOException {
        String name = p.jets() + "j";
        try (NpzFile arrays = NpzFile.open(file)) {
            GenerationSamples s = new GenerationSamples(
                    network,
                    p,
                    array(arrays, "truth_" + name),
                    array(arrays, "generated_" + name),
                    array(arrays, "weights_" + name),
                    array(arrays, "judge_truth_" + name),
                    array(arrays, "judge_generated_" + name),
                    paths(arrays, "paths_" + name));
            int row = 4 * p.particles();
            if (s.truth.length % row != 0 || s.generated.length != row * s.weights.length) {
                throw new DataFormatException(
                        file,
                        "generated_" + name,
                        s.weights.length + " events of " + p.particles() + " particles, as in weights_" + name,
                        s.generated.length + " numbers");
            }
            return s;
        }
    }

    private static double[] array(NpzFile file, String name) throws IOException {
        try (NpyArray a = file.array(name)) {
            return a.doubles(0, a.rows());
        }
    }

    private static double[][] paths(NpzFile file, String name) throws IOException {
        if (!file.names().contains(name)) {
            return new double[0][];
        }
        try (NpyArray a = file.array(name)) {
            double[][] r = new double[(int) a.rows()][];
            for (int event = 0; event < r.length; event++) {
                r[event] = a.doubles(event, event + 1);
            }
            return r;
        }
    }

    String label() {
        return network.label();
    }

    Colour colour() {
        return network.colour();
    }

    double[] truth(Observable o) {
        return o.column(truth, process.particles());
    }

    double[] generated(Observable o) {
        return o.column(generated, process.particles());
    }

    /// The judge's curve: true events are the signal.
    Roc roc() {
        double[] logits = DoubleStream.concat(Arrays.stream(judgedTruth), Arrays.stream(judgedGenerated))
                .toArray();
        int[] labels = IntStream.range(0, logits.length)
                .map(i -> i < judgedTruth.length ? 1 : 0)
                .toArray();
        return Roc.of(logits, labels);
    }
}
