package rapidity.metrics;

import java.util.Arrays;

/// How well the probabilities of several classes tell them apart.
///
/// @source Hand, Till, Machine Learning 45 (2001) 171, Eq. 7; the metrics of JetClass, arXiv:2202.03772, Sec. 5
public final class MulticlassRoc {
    private final double[] probabilities;
    private final int classes;
    private final int[] labels;

    private MulticlassRoc(double[] probabilities, int classes, int[] labels) {
        this.probabilities = probabilities;
        this.classes = classes;
        this.labels = labels;
    }

    /// The events with these probabilities. The arrays are kept, not copied.
    ///
    /// @param probabilities `[events, classes]`, none of them NaN
    /// @param classes their number, at least two
    /// @param labels the class of each event
    /// @throws IllegalArgumentException if lengths disagree, a label is no class, a probability is NaN, or a class has
    ///     no events
    public static MulticlassRoc of(double[] probabilities, int classes, int[] labels) {
        if (classes < 2 || probabilities.length != (long) classes * labels.length) {
            throw new IllegalArgumentException(labels.length + " events of " + classes + " classes do not have "
                    + probabilities.length + " probabilities");
        }
        int[] counts = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "event " + i + " has the class " + labels[i] + ", not one of 0 to " + (classes - 1));
            }
            for (int c = 0; c < classes; c++) {
                if (Double.isNaN(probabilities[i * classes + c])) {
                    throw new IllegalArgumentException("event " + i + " has NaN as probability of class " + c);
                }
            }
            counts[labels[i]]++;
        }
        for (int c = 0; c < classes; c++) {
            if (counts[c] == 0) {
                throw new IllegalArgumentException("there is no event of class " + c);
            }
        }
        return new MulticlassRoc(probabilities, classes, labels);
    }

    /// The fraction of events whose own class is the most probable, the first if several are.
    public double accuracy() {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (probability(i, c) > probability(i, best)) {
                    best = c;
                }
            }
            right += best == labels[i] ? 1 : 0;
        }
        return right / (double) labels.length;
    }

    /// The area under the curve of one class against another, averaged over all ordered pairs of classes:
    ///
    /// ```
    /// AUC = 1 / (c (c - 1))  sum over i != j of  AUC( p_i on the events of classes i and j, i being signal )
    /// ```
    public double auc() {
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < classes; j++) {
                sum += i == j ? 0 : pair(i, j, Discriminant.PROBABILITY).auc();
            }
        }
        return sum / (classes * (classes - 1));
    }

    /// The curve of one class against another in the score `p_signal / (p_background + p_signal)`, on their events.
    ///
    /// @throws IllegalArgumentException if they are not two different classes, or an event has neither probability
    public Roc versus(int signal, int background) {
        if (signal == background || Math.min(signal, background) < 0 || Math.max(signal, background) >= classes) {
            throw new IllegalArgumentException(
                    "not two of " + classes + " classes: " + signal + " versus " + background);
        }
        return pair(signal, background, Discriminant.RATIO);
    }

    private enum Discriminant {
        PROBABILITY,
        RATIO
    }

    private Roc pair(int signal, int background, Discriminant discriminant) {
        double[] scores = new double[labels.length];
        int[] sorts = new int[labels.length];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == signal || labels[i] == background) {
                double p = probability(i, signal);
                scores[count] = discriminant == Discriminant.PROBABILITY ? p : p / (probability(i, background) + p);
                sorts[count] = labels[i] == signal ? 1 : 0;
                count++;
            }
        }
        return Roc.of(Arrays.copyOf(scores, count), Arrays.copyOf(sorts, count));
    }

    private double probability(int event, int c) {
        return probabilities[event * classes + c];
    }
}
