package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;

/// A run's predictions.npz: exact and predicted amplitudes of the test part, and of the training part where it was
/// written.
record AmplitudePredictions(Sample test, Optional<Sample> train) {
    /// Reads the file.
    ///
    /// @param of the beginning of the names of arrays, of a file of several processes
    /// @return nothing if there is no such file
    /// @throws DataFormatException if an array is missing, has another length than its partner or is not finite
    static Optional<AmplitudePredictions> read(Path file, String of) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (NpzFile arrays = NpzFile.open(file)) {
            double[] scale = array(file, arrays, of + "standardisation");
            if (scale.length != 2 || !(scale[1] > 0)) {
                throw new DataFormatException(
                        file, of + "standardisation", "[mean, standard deviation > 0]", Arrays.toString(scale));
            }
            Sample test = sample(file, arrays, of + "test", scale);
            boolean hasTrain = arrays.names().contains(of + "train_truth");
            return Optional.of(new AmplitudePredictions(
                    test, hasTrain ? Optional.of(sample(file, arrays, of + "train", scale)) : Optional.empty()));
        }
    }

    private static Sample sample(Path file, NpzFile arrays, String part, double[] scale) throws IOException {
        double[] truth = array(file, arrays, part + "_truth");
        double[] prediction = array(file, arrays, part + "_prediction");
        if (truth.length == 0) {
            throw new DataFormatException(file, part + "_truth", "at least one event", "none");
        }
        if (truth.length != prediction.length) {
            throw new DataFormatException(
                    file,
                    part + "_prediction",
                    truth.length + " values, one for each truth",
                    Integer.toString(prediction.length));
        }
        return new Sample(truth, prediction, scale[0], scale[1]);
    }

    private static double[] array(Path file, NpzFile arrays, String name) throws IOException {
        try (NpyArray array = arrays.array(name)) {
            double[] values = array.doubles(0, array.rows());
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new DataFormatException(
                            file, name + "[" + i + "]", "a finite number", Double.toString(values[i]));
                }
            }
            return values;
        }
    }
}
