package rapidity.app.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Exact and predicted amplitudes of one part of the data.
///
/// ```
/// truth = (ln A - mean) / deviation
/// ```
///
/// @param truth, prediction standardised ln A, one per event
/// @param mean, deviation of ln A in the standardisation
record Sample(double[] truth, double[] prediction, double mean, double deviation) {
    int size() {
        return truth.length;
    }

    double[] logTruth() {
        return Arrays.stream(truth).map(z -> mean + deviation * z).toArray();
    }

    double[] logPrediction() {
        return Arrays.stream(prediction).map(z -> mean + deviation * z).toArray();
    }

    /// (predicted - true) / true of the amplitudes.
    double[] relative() {
        return IntStream.range(0, size())
                .mapToDouble(i -> Math.expm1(deviation * (prediction[i] - truth[i])))
                .toArray();
    }

    /// (predicted - true) / true of the standardised logarithms, which pass through zero.
    double[] relativeStandardised() {
        return IntStream.range(0, size())
                .mapToDouble(i -> (prediction[i] - truth[i]) / truth[i])
                .toArray();
    }

    /// The events whose true amplitudes are the largest `share` of all, at least one.
    Sample largest(double share) {
        int count = Math.max(1, (int) Math.round(share * size()));
        double[] sorted = truth.clone();
        Arrays.sort(sorted);
        double threshold = sorted[size() - count];
        int[] chosen =
                IntStream.range(0, size()).filter(i -> truth[i] >= threshold).toArray();
        return new Sample(
                IntStream.of(chosen).mapToDouble(i -> truth[i]).toArray(),
                IntStream.of(chosen).mapToDouble(i -> prediction[i]).toArray(),
                mean,
                deviation);
    }
}
