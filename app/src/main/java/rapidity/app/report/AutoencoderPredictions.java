package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpzFile;
import rapidity.metrics.Roc;

/// A run's predictions.npz: what the figures of an autoencoder show.
///
/// @param histograms shares of all particles or jets in each bin, `[features, (before, after), bins]`
/// @param errorHistograms of relative errors, `[features, bins]`, in `errorRanges`, `[features, 2]`
/// @param padding shares of the slots without a particle by pt / pt of the jet of what was made of them, `[bins]`;
///     empty without such slots
/// @param imageRadius of all images, largest angle from the axis
/// @param meanImages `[3, pixels, pixels]`: jets, reconstructions around their own axes and around those of the jets
/// @param images of single jets, `[jets, 3, pixels, pixels]`
/// @param scores `[jets, scores]`
/// @param labels 0 for the background, else one more than the place among the signals
/// @param ofTest whether a jet is of the test part
/// @param latentSquares `[jets, vectors + 1]` in GeV^2, the last of the sum; empty without latent vectors
/// @param latentSums `[jets, (re 4, im 4, momentum of the jet 4)]` of the background
record AutoencoderPredictions(
        double[] histograms,
        double[] errorHistograms,
        double[] errorRanges,
        double[] padding,
        double imageRadius,
        double[] meanImages,
        double[] images,
        double[] scores,
        int[] labels,
        boolean[] ofTest,
        double[] latentSquares,
        double[] latentSums) {
    private static final int SUMS = 12;

    /// Of the paper's images.
    private static final double RADIUS = 0.5;

    /// Reads the file.
    ///
    /// @param width scores of a jet
    /// @return nothing if there is no such file
    /// @throws DataFormatException if an array is missing or too short
    static Optional<AutoencoderPredictions> read(Path file, int width) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        int features = JetFeature.values().length;
        try (NpzFile arrays = NpzFile.open(file)) {
            double[] labels = array(arrays, "labels");
            double[] scores = array(arrays, "scores");
            double[] test = array(arrays, "of_test");
            double[] histograms = array(arrays, "histograms");
            require(file, "scores", scores.length, labels.length * width);
            require(file, "of_test", test.length, labels.length);
            require(file, "histograms", histograms.length, features * 2 * JetFeature.BINS);
            AutoencoderPredictions r = new AutoencoderPredictions(
                    histograms,
                    array(arrays, "error_histograms"),
                    array(arrays, "error_ranges"),
                    optional(arrays, "padding"),
                    Arrays.stream(optional(arrays, "image_radius")).findFirst().orElse(RADIUS),
                    array(arrays, "mean_images"),
                    optional(arrays, "images"),
                    scores,
                    Arrays.stream(labels).mapToInt(x -> (int) x).toArray(),
                    flags(test),
                    optional(arrays, "latent_squares"),
                    optional(arrays, "latent_sums"));
            require(file, "error_histograms", r.errorHistograms.length, features * JetFeature.BINS);
            require(file, "error_ranges", r.errorRanges.length, features * 2);
            require(file, "padding", r.padding.length, r.padding.length == 0 ? 0 : JetFeature.BINS);
            return Optional.of(r);
        }
    }

    private static boolean[] flags(double[] numbers) {
        boolean[] r = new boolean[numbers.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = numbers[i] != 0;
        }
        return r;
    }

    private static double[] array(NpzFile file, String name) throws IOException {
        try (NpyArray a = file.array(name)) {
            return a.doubles(0, a.rows());
        }
    }

    private static double[] optional(NpzFile file, String name) throws IOException {
        return file.names().contains(name) ? array(file, name) : new double[0];
    }

    private static void require(Path file, String name, int found, int expected) throws DataFormatException {
        if (found != expected) {
            throw new DataFormatException(file, name, expected + " numbers", Integer.toString(found));
        }
    }

    private int width() {
        return labels.length == 0 ? 0 : scores.length / labels.length;
    }

    /// The curve of a score on the background and all jets of a signal, or of all signals for label 0.
    ///
    /// @param score its place
    Roc roc(int score, int signal) {
        int[] chosen = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == 0 || signal == 0 || labels[i] == signal)
                .filter(i -> Double.isFinite(scores[i * width() + score]))
                .toArray();
        return Roc.of(
                IntStream.of(chosen)
                        .mapToDouble(i -> scores[i * width() + score])
                        .toArray(),
                IntStream.of(chosen).map(i -> labels[i] == 0 ? 0 : 1).toArray());
    }

    /// Whether there are jets of a signal, or of any for label 0.
    boolean has(int signal) {
        return IntStream.of(labels).anyMatch(label -> signal == 0 ? label > 0 : label == signal);
    }

    /// Shares before (0) or after (1).
    double[] histogram(JetFeature f, int after) {
        int from = (f.ordinal() * 2 + after) * JetFeature.BINS;
        return Arrays.copyOfRange(histograms, from, from + JetFeature.BINS);
    }

    double[] errorHistogram(JetFeature f) {
        return Arrays.copyOfRange(errorHistograms, f.ordinal() * JetFeature.BINS, (f.ordinal() + 1) * JetFeature.BINS);
    }

    double[] errorRange(JetFeature f) {
        return Arrays.copyOfRange(errorRanges, 2 * f.ordinal(), 2 * f.ordinal() + 2);
    }

    int pixels() {
        return (int) Math.round(Math.sqrt(meanImages.length / 3.0));
    }

    /// A mean image: 0 of the jets, 1 of reconstructions, 2 of reconstructions around the axes of the jets.
    double[][] meanImage(int kind) {
        return image(meanImages, kind);
    }

    int singleImages() {
        return images.length / Math.max(1, meanImages.length);
    }

    /// An image of one jet, likewise.
    double[][] singleImage(int jet, int kind) {
        return image(images, 3 * jet + kind);
    }

    private double[][] image(double[] all, int place) {
        int n = pixels();
        double[][] r = new double[n][];
        for (int row = 0; row < n; row++) {
            int from = (place * n + row) * n;
            r[row] = Arrays.copyOfRange(all, from, from + n);
        }
        return r;
    }

    /// Latent vectors and their sum.
    int latentVectors() {
        return latentSquares.length / Math.max(1, labels.length);
    }

    /// The squares of one latent vector for one label, in GeV^2.
    double[] latentSquares(int vector, int label) {
        int n = latentVectors();
        return IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label)
                .mapToDouble(i -> latentSquares[i * n + vector])
                .toArray();
    }

    /// One number of the sums of latent vectors and of the jets' momenta.
    double[] latentSum(int column) {
        return IntStream.range(0, latentSums.length / SUMS)
                .mapToDouble(i -> latentSums[i * SUMS + column])
                .toArray();
    }
}
