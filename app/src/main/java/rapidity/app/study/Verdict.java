package rapidity.app.study;

import java.util.Arrays;
import java.util.stream.IntStream;
import rapidity.metrics.Estimate;
import rapidity.metrics.Roc;
import rapidity.random.RandomStreams;

/// What a [Judge] found on events that it was not trained on.
///
/// @param auc area under the ROC curve of true against generated events, with its error by the bootstrap: 0.5 if they
///     cannot be told apart
/// @param accuracy mean of the fractions of true and of generated events that are told right
/// @param truth logits of the true events
/// @param generated logits of the generated events
record Verdict(Estimate auc, double accuracy, double[] truth, double[] generated) {
    static Verdict of(double[] truth, double[] generated, int samples, RandomStreams streams) {
        double[] logits = Arrays.copyOf(truth, truth.length + generated.length);
        System.arraycopy(generated, 0, logits, truth.length, generated.length);
        int[] labels = IntStream.range(0, logits.length)
                .map(i -> i < truth.length ? 1 : 0)
                .toArray();
        Roc roc = Roc.of(logits, labels);
        Estimate auc = new Estimate(roc.auc(), roc.error(Roc::auc, samples, streams.stream("bootstrap")));
        double right = fraction(truth, 1) + fraction(generated, -1);
        return new Verdict(auc, 0.5 * right, truth, generated);
    }

    private static double fraction(double[] logits, int sign) {
        return Arrays.stream(logits).filter(z -> sign * z > 0).count() / (double) logits.length;
    }
}
