package rapidity.app.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import rapidity.metrics.Roc;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How well scores tell jets that were not trained on from those that were: the area under the curve as it comes (below
/// one half where anomalies score lower), and the signal efficiency at background efficiencies of 0.1, 0.01 and 0.001;
/// below one half also those of the score with the other sign. An efficiency is left out where less than one jet of the
/// background would be left: it is not defined there.
///
/// @departs the published code exchanges the labels instead: its efficiencies are then those of the background
/// @source arXiv:2212.07347, Sec. 5.3
final class AnomalyTable {
    /// All signals together.
    static final String JOINT = "joint";

    private static final double[] BACKGROUND = {1e-1, 1e-2, 1e-3};

    /// Products such as 1000 * 1e-3 are rounded.
    private static final double ONE_JET = 1 - 1e-9;

    /// Of the score with the other sign, where anomalies score lower.
    private static final String FLIPPED = "flipped-";

    private static final String[] NAMES = {"eps-0.1", "eps-0.01", "eps-0.001"};

    private final List<String> signals;
    private final List<String> scores;
    private final List<double[]> rows = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Boolean> test = new ArrayList<>();

    /// @param signals kinds of jets; a label is 0 for the background, else one more than the place in this list
    AnomalyTable(List<String> signals, List<String> scores) {
        this.signals = signals;
        this.scores = List.copyOf(scores);
    }

    /// @param values of the scores
    /// @param ofTest whether the jet is of the test part
    void add(double[] values, int label, boolean ofTest) {
        if (values.length != scores.size()) {
            throw new IllegalArgumentException(values.length + " values of " + scores.size() + " scores");
        }
        rows.add(values);
        labels.add(label);
        test.add(ofTest);
    }

    List<String> scores() {
        return scores;
    }

    int jets() {
        return rows.size();
    }

    /// `[jets, scores]`
    double[] values() {
        return rows.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    double[] labels() {
        return labels.stream().mapToDouble(i -> i).toArray();
    }

    double[] ofTest() {
        return test.stream().mapToDouble(t -> t ? 1 : 0).toArray();
    }

    /// One entry for each score, signal and part: `test`, or `all` jets of the signals, against the background's test
    /// part.
    ArrayNode json() {
        ArrayNode r = JsonNodeFactory.instance.arrayNode();
        for (int s = 0; s < scores.size(); s++) {
            for (int signal = 0; signal <= signals.size(); signal++) {
                int own = signal;
                boolean joint = signal == signals.size();
                IntPredicate isSignal = i -> joint ? labels.get(i) > 0 : labels.get(i) == own + 1;
                String name = joint ? JOINT : signals.get(signal);
                put(r, s, name, "test", i -> isSignal.test(i) && test.get(i));
                put(r, s, name, "all", isSignal);
            }
        }
        return r;
    }

    private void put(ArrayNode to, int score, String signal, String part, IntPredicate isSignal) {
        int[] chosen = IntStream.range(0, rows.size())
                .filter(i -> labels.get(i) == 0 || isSignal.test(i))
                .filter(i -> Double.isFinite(rows.get(i)[score]))
                .toArray();
        int[] own = IntStream.of(chosen).map(i -> labels.get(i) == 0 ? 0 : 1).toArray();
        int positives = IntStream.of(own).sum();
        if (positives == 0 || positives == own.length) {
            return;
        }
        double[] values =
                IntStream.of(chosen).mapToDouble(i -> rows.get(i)[score]).toArray();
        Roc roc = Roc.of(values, own);
        ObjectNode r = to.addObject();
        r.put("score", scores.get(score)).put("signal", signal).put("part", part);
        r.put("auc", roc.auc()).put("auc-error", error(roc.auc(), positives, own.length - positives));
        Efficiencies efficiencies = new Efficiencies(positives, own.length - positives);
        efficiencies.put(r, "", roc);
        if (roc.auc() < 0.5) {
            efficiencies.put(
                    r, FLIPPED, Roc.of(DoubleStream.of(values).map(x -> -x).toArray(), own));
        }
    }

    /// Signal efficiencies with their statistical errors, for so many jets.
    ///
    /// ```
    /// error^2 = var(s) + ( ( s(b + d) - s(b - d) ) / 2 )^2,        d^2 = b (1 - b) / backgrounds
    /// ```
    ///
    /// `var(s)` is the variance of a binomial share whose prior is flat, which is not 0 where none or all pass; the
    /// second term is what the cut, whose place the jets of the background give, is uncertain by.
    private record Efficiencies(int signals, int backgrounds) {
        void put(ObjectNode to, String prefix, Roc roc) {
            for (int k = 0; k < BACKGROUND.length; k++) {
                if (BACKGROUND[k] * backgrounds >= ONE_JET) {
                    to.put(prefix + NAMES[k], signalEfficiency(roc, BACKGROUND[k]));
                    to.put(prefix + NAMES[k] + "-error", error(roc, BACKGROUND[k]));
                }
            }
        }

        private double error(Roc roc, double b) {
            double d = Math.sqrt(b * (1 - b) / backgrounds);
            double cut = (signalEfficiency(roc, b + d) - signalEfficiency(roc, b - d)) / 2;
            double share = (signalEfficiency(roc, b) * signals + 1) / (signals + 2);
            return Math.sqrt(share * (1 - share) / (signals + 3) + cut * cut);
        }
    }

    /// The signal efficiency at the first point of the curve whose background efficiency is at least this.
    static double signalEfficiency(Roc roc, double background) {
        double[] b = roc.backgroundEfficiencies();
        int at = 0;
        while (at < b.length - 1 && b[at] < background) {
            at++;
        }
        return roc.signalEfficiencies()[at];
    }

    /// The statistical error of an area under the curve.
    ///
    /// @source Hanley, McNeil, Radiology 143 (1982) 29
    static double error(double auc, long signals, long backgrounds) {
        double a = Math.max(auc, 1 - auc);
        double q1 = a / (2 - a);
        double q2 = 2 * a * a / (1 + a);
        double variance = (a * (1 - a) + (signals - 1) * (q1 - a * a) + (backgrounds - 1) * (q2 - a * a))
                / ((double) signals * backgrounds);
        return Math.sqrt(Math.max(0, variance));
    }
}
