package rapidity.metrics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import rapidity.random.RandomStream;

/// The receiver operating characteristic of a score that is larger for signal than for background.
///
/// ```
/// eps_S(t) = fraction of signal with score >= t        eps_B(t) = fraction of background with score >= t
/// ```
///
/// The points of the curve are those of `sklearn.metrics.roc_curve`: from (0, 0) at the threshold infinity, one for
/// each different score, without those that lie halfway between their neighbours. Published numbers are made from them.
public final class Roc {
    private final double[] scores;
    private final int[] signal;
    private final int[] background;
    private final int[] corners;

    /// The different scores, falling, and how much of each sort has at least this score; infinity and zero in front.
    private Roc(double[] scores, int[] signal, int[] background) {
        this.scores = scores;
        this.signal = signal;
        this.background = background;
        this.corners = corners(signal, background);
    }

    /// The curve of these scores.
    ///
    /// @param scores of the events, infinite ones included
    /// @param labels 1 for signal, 0 for background
    /// @throws IllegalArgumentException if lengths differ, a score is NaN, a label is neither, or a sort is missing
    public static Roc of(double[] scores, int[] labels) {
        if (scores.length != labels.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + labels.length + " labels");
        }
        double[][] sorts = {scoresOf(0, scores, labels), scoresOf(1, scores, labels)};
        if (sorts[0].length + sorts[1].length != labels.length) {
            throw new IllegalArgumentException("labels are 0 for background and 1 for signal, got others: "
                    + Arrays.toString(Arrays.stream(labels).distinct().limit(10).toArray()));
        }
        return merged(sorts[0], sorts[1]);
    }

    private static double[] scoresOf(int label, double[] scores, int[] labels) {
        double[] chosen = new double[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("the score of event " + i + " is NaN");
            }
            if (labels[i] == label) {
                chosen[count++] = scores[i];
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    /// The curve of the scores of background and of signal.
    ///
    /// @throws IllegalArgumentException if a score is NaN, or one of them is missing
    public static Roc of(double[] background, double[] signal) {
        double[] scores = Arrays.copyOf(background, background.length + signal.length);
        System.arraycopy(signal, 0, scores, background.length, signal.length);
        int[] labels = new int[scores.length];
        Arrays.fill(labels, background.length, labels.length, 1);
        return of(scores, labels);
    }

    /// The two sorted arrays are merged from their upper ends; each different score makes one point.
    private static Roc merged(double[] background, double[] signal) {
        if (background.length == 0 || signal.length == 0) {
            throw new IllegalArgumentException("a ROC curve needs signal and background, got " + signal.length + " and "
                    + background.length + " events");
        }
        Arrays.sort(background);
        Arrays.sort(signal);
        int most = background.length + signal.length + 1;
        double[] scores = new double[most];
        int[] signalAbove = new int[most];
        int[] backgroundAbove = new int[most];
        scores[0] = Double.POSITIVE_INFINITY;
        int points = 1;
        int s = signal.length;
        int b = background.length;
        while (s > 0 || b > 0) {
            double score = s == 0 || b > 0 && background[b - 1] > signal[s - 1] ? background[b - 1] : signal[s - 1];
            while (s > 0 && signal[s - 1] == score) {
                s--;
            }
            while (b > 0 && background[b - 1] == score) {
                b--;
            }
            scores[points] = score;
            signalAbove[points] = signal.length - s;
            backgroundAbove[points] = background.length - b;
            points++;
        }
        return new Roc(
                Arrays.copyOf(scores, points),
                Arrays.copyOf(signalAbove, points),
                Arrays.copyOf(backgroundAbove, points));
    }

    /// The points that do not lie halfway between their neighbours.
    private static int[] corners(int[] signal, int[] background) {
        int[] kept = new int[signal.length];
        int count = 0;
        for (int i = 0; i < signal.length; i++) {
            // the point of threshold infinity is put in front afterwards, so the first score's is an end as well
            boolean end = i <= 1 || i == signal.length - 1;
            if (end || bends(signal, i) || bends(background, i)) {
                kept[count++] = i;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static boolean bends(int[] counts, int i) {
        return counts[i + 1] - counts[i] != counts[i] - counts[i - 1];
    }

    /// The area under the curve: the probability that signal has a larger score than background, ties counting half.
    public double auc() {
        double pairs = 0;
        for (int i = 1; i < scores.length; i++) {
            double atScore = (double) background[i] - background[i - 1];
            pairs += atScore * (signal[i - 1] + 0.5 * (signal[i] - signal[i - 1]));
        }
        return pairs / signals() / backgrounds();
    }

    /// The fraction of events that are right if signal is what has a score above the threshold: one half for
    /// probabilities, zero for logits.
    public double accuracy(double threshold) {
        int i = 0;
        while (i + 1 < scores.length && scores[i + 1] > threshold) {
            i++;
        }
        return (signal[i] + (double) backgrounds() - background[i]) / ((double) signals() + backgrounds());
    }

    /// The background rejection 1 / eps_B at the point of the curve whose eps_S is nearest, the first if several are;
    /// infinite if no background is left there.
    ///
    /// @throws IllegalArgumentException if the efficiency is not within [0, 1]
    public double rejection(double signalEfficiency) {
        requireEfficiency(signalEfficiency);
        double[] efficiencies = signalEfficiencies();
        int nearest = 0;
        for (int i = 1; i < efficiencies.length; i++) {
            if (Math.abs(efficiencies[i] - signalEfficiency) < Math.abs(efficiencies[nearest] - signalEfficiency)) {
                nearest = i;
            }
        }
        return 1 / backgroundEfficiencies()[nearest];
    }

    /// The background rejection 1 / eps_B, with eps_B interpolated linearly in eps_S; where the curve is level, its
    /// end, as in `numpy.interp`. Infinite if no background is left there.
    ///
    /// @throws IllegalArgumentException if the efficiency is not within [0, 1]
    public double interpolatedRejection(double signalEfficiency) {
        requireEfficiency(signalEfficiency);
        double[] efficiencies = signalEfficiencies();
        double[] mistags = backgroundEfficiencies();
        int i = efficiencies.length - 1;
        while (efficiencies[i] > signalEfficiency) {
            i--;
        }
        if (efficiencies[i] == signalEfficiency) {
            return 1 / mistags[i];
        }
        double slope = (mistags[i + 1] - mistags[i]) / (efficiencies[i + 1] - efficiencies[i]);
        return 1 / (mistags[i] + slope * (signalEfficiency - efficiencies[i]));
    }

    private static void requireEfficiency(double signalEfficiency) {
        if (!(signalEfficiency >= 0 && signalEfficiency <= 1)) {
            throw new IllegalArgumentException("an efficiency is within [0, 1], got " + signalEfficiency);
        }
    }

    /// The signal efficiencies (true positive rates) of the points, rising from 0 to 1.
    public double[] signalEfficiencies() {
        return Arrays.stream(corners)
                .mapToDouble(i -> signal[i] / (double) signals())
                .toArray();
    }

    /// The background efficiencies (false positive rates) of the points, rising from 0 to 1.
    public double[] backgroundEfficiencies() {
        return Arrays.stream(corners)
                .mapToDouble(i -> background[i] / (double) backgrounds())
                .toArray();
    }

    /// The scores from which on an event is called signal at the points, falling from infinity.
    public double[] thresholds() {
        return Arrays.stream(corners).mapToDouble(i -> scores[i]).toArray();
    }

    /// The number of signal events.
    public int signals() {
        return signal[signal.length - 1];
    }

    /// The number of background events.
    public int backgrounds() {
        return background[background.length - 1];
    }

    /// The statistical error of a number that is computed from the curve, by the bootstrap: its standard deviation over
    /// samples of as many signal and as many background events, drawn from these with repetition.
    ///
    /// ```java
    /// roc.error(Roc::auc, 200, streams.stream("bootstrap"))
    /// ```
    ///
    /// Streams in the same state draw the same samples. NaN if the number is infinite in one of them.
    ///
    /// @throws IllegalArgumentException if there are fewer than two samples
    public double error(ToDoubleFunction<Roc> number, int samples, RandomStream stream) {
        if (samples < 2) {
            throw new IllegalArgumentException("a bootstrap error needs two samples or more, got " + samples);
        }
        double[] values = new double[samples];
        for (int k = 0; k < samples; k++) {
            values[k] = number.applyAsDouble(resampled(stream));
        }
        double mean = Arrays.stream(values).sum() / samples;
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (samples - 1));
    }

    private Roc resampled(RandomStream stream) {
        int[] drawnSignal = drawn(signal, stream);
        int[] drawnBackground = drawn(background, stream);
        double[] drawnScores = scores.clone();
        int points = 1;
        for (int i = 1; i < scores.length; i++) {
            int above = drawnSignal[points - 1] + drawnBackground[points - 1];
            if (drawnSignal[i] + drawnBackground[i] > above) {
                drawnScores[points] = scores[i];
                drawnSignal[points] = drawnSignal[i];
                drawnBackground[points] = drawnBackground[i];
                points++;
            }
        }
        return new Roc(
                Arrays.copyOf(drawnScores, points),
                Arrays.copyOf(drawnSignal, points),
                Arrays.copyOf(drawnBackground, points));
    }

    /// The counts above each score in a sample with repetition.
    private static int[] drawn(int[] above, RandomStream stream) {
        int events = above[above.length - 1];
        int[] pointOf = new int[events];
        for (int i = 1; i < above.length; i++) {
            Arrays.fill(pointOf, above[i - 1], above[i], i);
        }
        int[] counts = new int[above.length];
        for (int k = 0; k < events; k++) {
            counts[pointOf[stream.nextInt(events)]]++;
        }
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
        return counts;
    }
}
