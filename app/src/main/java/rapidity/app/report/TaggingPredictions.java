package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.metrics.Roc;

/// A run's predictions.npz: logits and classes of the jets of the test part.
///
/// @param logits `[jets, outputs]`; one output for two classes
record TaggingPredictions(int classes, int[] labels, double[] logits) {
    private static final String LABELS = "test_labels";
    private static final String LOGITS = "test_logits";

    /// Reads the file.
    ///
    /// @return nothing if there is no such file
    /// @throws DataFormatException if an array is missing, too short, not finite, or a class has no jet
    static Optional<TaggingPredictions> read(Path file, int classes) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        int outputs = classes == 2 ? 1 : classes;
        try (NpzFile arrays = NpzFile.open(file);
                NpyArray labels = arrays.array(LABELS);
                NpyArray logits = arrays.array(LOGITS)) {
            if (logits.rows() != labels.rows() || logits.rowLength() != outputs || labels.rowLength() != 1) {
                throw new DataFormatException(
                        file,
                        LOGITS,
                        "the shape (" + labels.rows() + ", " + outputs + ")",
                        logits.header().shape().toString());
            }
            int[] own = classes(file, labels.doubles(0, labels.rows()), classes);
            double[] values = logits.doubles(0, logits.rows());
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new DataFormatException(
                            file, LOGITS + "[" + i + "]", "a finite number", Double.toString(values[i]));
                }
            }
            return Optional.of(new TaggingPredictions(classes, own, values));
        }
    }

    private static int[] classes(Path file, double[] numbers, int classes) throws DataFormatException {
        int[] own = new int[numbers.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = (int) numbers[i];
            if (own[i] != numbers[i] || own[i] < 0 || own[i] >= classes) {
                throw new DataFormatException(
                        file, LABELS + "[" + i + "]", "0 to " + (classes - 1), Double.toString(numbers[i]));
            }
        }
        for (int c = 0; c < classes; c++) {
            int wanted = c;
            if (IntStream.of(own).noneMatch(label -> label == wanted)) {
                throw new DataFormatException(file, LABELS, "jets of each of " + classes + " classes", "none of " + c);
            }
        }
        return own;
    }

    int size() {
        return labels.length;
    }

    /// The curve of a class against the first class: in `p_c / (p_0 + p_c)`, on their jets.
    Roc roc(int signal) {
        int[] chosen = IntStream.range(0, size())
                .filter(i -> labels[i] == signal || labels[i] == 0)
                .toArray();
        return Roc.of(
                IntStream.of(chosen).mapToDouble(i -> logRatio(i, signal)).toArray(),
                IntStream.of(chosen).map(i -> labels[i] == signal ? 1 : 0).toArray());
    }

    /// `ln p_c / p_0`.
    private double logRatio(int jet, int c) {
        return classes == 2 ? logits[jet] : logits[jet * classes + c] - logits[jet * classes];
    }

    /// `p_c / (p_0 + p_c)` of the jets of one class.
    double[] scores(int signal, int label) {
        return IntStream.range(0, size())
                .filter(i -> labels[i] == label)
                .mapToDouble(i -> 1 / (1 + Math.exp(-logRatio(i, signal))))
                .toArray();
    }
}
