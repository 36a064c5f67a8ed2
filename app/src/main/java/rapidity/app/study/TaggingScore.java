package rapidity.app.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import rapidity.metrics.MulticlassRoc;
import rapidity.metrics.Roc;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How well jets are told apart.
///
/// ```
/// two classes:   accuracy, auc, rejection-X = 1 / eps_B at the point of the curve whose eps_S is nearest to X
/// more classes:  accuracy, auc = mean over pairs of classes, rejection-CLASS = 1 / eps_B against the first class in
///                p_i / (p_0 + p_i), eps_B interpolated at the eps_S of the published tables
/// cross-entropy: mean of -ln p of the true class
/// ```
///
/// Errors are statistical: of accuracy and cross-entropy that of a mean, of all others by the bootstrap.
///
/// @param numbers by name; those that are infinite are left out
/// @source lorentz-gatr, evaluation of taggers; arXiv:2202.03772, Sec. 5
public record TaggingScore(int jets, Map<String, Measured> numbers) implements Score {
    private static final double[] EFFICIENCIES = {0.3, 0.5, 0.8};

    /// Signal efficiencies of JetClass that are not one half.
    private static final Map<String, Double> JETCLASS_EFFICIENCY = Map.of("Hqql", 0.99, "Tbl", 0.995);

    private static final double USUAL_EFFICIENCY = 0.5;

    /// A number with its error.
    public record Measured(double value, double error) {}

    /// @param logits `[jets, outputs]`
    /// @param samples of the bootstrap
    static TaggingScore of(double[] logits, int[] labels, List<String> classes, int samples) {
        Map<String, Measured> r = new LinkedHashMap<>();
        if (classes.size() == 2) {
            ofTwo(r, logits, labels, samples);
        } else {
            ofMany(r, logits, labels, classes, samples);
        }
        r.put("cross-entropy", mean(crossEntropies(logits, labels, classes.size())));
        r.values().removeIf(m -> !Double.isFinite(m.value));
        return new TaggingScore(labels.length, r);
    }

    private static RandomStream draws() {
        return new RandomStreams(1).stream("bootstrap");
    }

    private static void ofTwo(Map<String, Measured> r, double[] logits, int[] labels, int samples) {
        Roc roc = Roc.of(logits, labels);
        r.put("auc", measured(roc, Roc::auc, samples));
        r.put("accuracy", fraction(roc.accuracy(0), labels.length));
        for (double efficiency : EFFICIENCIES) {
            r.put("rejection-" + efficiency, measured(roc, curve -> curve.rejection(efficiency), samples));
        }
    }

    private static void ofMany(
            Map<String, Measured> r, double[] logits, int[] labels, List<String> classes, int samples) {
        double[] p = probabilities(logits, classes.size());
        MulticlassRoc all = MulticlassRoc.of(p, classes.size(), labels);
        r.put("auc", new Measured(all.auc(), aucError(p, labels, classes.size(), samples)));
        r.put("accuracy", fraction(all.accuracy(), labels.length));
        for (int c = 1; c < classes.size(); c++) {
            double efficiency = JETCLASS_EFFICIENCY.getOrDefault(classes.get(c), USUAL_EFFICIENCY);
            Roc roc = all.versus(c, 0);
            r.put(
                    "rejection-" + classes.get(c),
                    measured(roc, curve -> curve.interpolatedRejection(efficiency), samples));
        }
    }

    private static Measured measured(Roc roc, ToDoubleFunction<Roc> number, int samples) {
        return new Measured(number.applyAsDouble(roc), roc.error(number, samples, draws()));
    }

    private static Measured fraction(double share, int jets) {
        return new Measured(share, Math.sqrt(share * (1 - share) / jets));
    }

    /// Over samples of as many jets of each class.
    private static double aucError(double[] p, int[] labels, int classes, int samples) {
        int[][] ofClass = new int[classes][];
        for (int c = 0; c < classes; c++) {
            int own = c;
            ofClass[c] = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == own)
                    .toArray();
        }
        RandomStream random = draws();
        double[] values = new double[samples];
        for (int k = 0; k < samples; k++) {
            double[] drawn = new double[p.length];
            for (int i = 0; i < labels.length; i++) {
                int[] own = ofClass[labels[i]];
                System.arraycopy(p, own[random.nextInt(own.length)] * classes, drawn, i * classes, classes);
            }
            values[k] = MulticlassRoc.of(drawn, classes, labels).auc();
        }
        return deviation(values);
    }

    private static Measured mean(double[] values) {
        return new Measured(
                Arrays.stream(values).average().orElseThrow(), deviation(values) / Math.sqrt(values.length));
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / Math.max(1, values.length - 1));
    }

    private static double[] probabilities(double[] logits, int classes) {
        double[] r = new double[logits.length];
        for (int at = 0; at < r.length; at += classes) {
            double norm = logOfSum(logits, at, classes);
            for (int c = 0; c < classes; c++) {
                r[at + c] = Math.exp(logits[at + c] - norm);
            }
        }
        return r;
    }

    private static double logOfSum(double[] logits, int at, int classes) {
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            most = Math.max(most, logits[at + c]);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += Math.exp(logits[at + c] - most);
        }
        return most + Math.log(sum);
    }

    private static double[] crossEntropies(double[] logits, int[] labels, int classes) {
        double[] r = new double[labels.length];
        for (int i = 0; i < r.length; i++) {
            if (classes == 2) {
                double z = labels[i] == 1 ? -logits[i] : logits[i];
                r[i] = Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
            } else {
                r[i] = logOfSum(logits, i * classes, classes) - logits[i * classes + labels[i]];
            }
        }
        return r;
    }

    @Override
    public ObjectNode json() {
        ObjectNode r = JsonNodeFactory.instance.objectNode().put("jets", jets);
        numbers.forEach((name, m) -> {
            r.put(name, m.value);
            if (Double.isFinite(m.error)) {
                r.put(name + "-error", m.error);
            }
        });
        return r;
    }
}
