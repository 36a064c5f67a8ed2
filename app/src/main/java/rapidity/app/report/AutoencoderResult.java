package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a run of an autoencoder has to show.
///
/// @param background kinds of jets that were trained on
/// @param signals the others
/// @param jetNet whether the jets came in the layout of JetNet
/// @param minimised the kind of loss, and of which weights
/// @param loss of the test part, per jet; and what it would be if all jets came back as the mean jet
/// @param errors relative errors of each feature, in numbers
/// @param anomalies how scores tell signals from the background
/// @param compression as the published code counts, and as the paper says
/// @param correlations of each latent vector with the momentum of the jet, by name, part and component
record AutoencoderResult(
        List<String> background,
        List<String> signals,
        boolean jetNet,
        Minimised minimised,
        double loss,
        OptionalDouble meanJetLoss,
        Map<JetFeature, Errors> errors,
        List<Anomaly> anomalies,
        List<String> scores,
        OptionalDouble[] compression,
        Map<String, Map<String, Double>> correlations,
        Optional<AutoencoderPredictions> predictions)
        implements Result {
    /// All signals together.
    static final String JOINT = "joint";

    /// The score that needs no network.
    static final String JET_MASS = "jet-mass";

    /// @param loss its name
    /// @param learning `all`, or `decoder`
    record Minimised(String loss, String learning) {
        boolean hasFrozenEncoder() {
            return learning.equals("decoder");
        }
    }

    /// @param w1 Wasserstein distance of the distributions, in the unit of the feature
    record Errors(double median, double iqr, OptionalDouble w1) {}

    /// @param part of the signals: `test`, or `all`, as no signal is trained on
    record Anomaly(String score, String signal, String part, double auc, double error, double[] efficiencies) {}

    static AutoencoderResult read(Path folder, Fields evaluation) throws IOException {
        Fields test = evaluation.object("test");
        List<String> scores = evaluation.texts("scores");
        Optional<Fields> compression = evaluation.optionalObject("compression");
        OptionalDouble[] rates = {OptionalDouble.empty(), OptionalDouble.empty()};
        if (compression.isPresent()) {
            rates[0] = compression.get().optionalNumber("code");
            rates[1] = compression.get().optionalNumber("paper");
        }
        return new AutoencoderResult(
                evaluation.texts("background"),
                evaluation.texts("signals"),
                evaluation.optionalText("jetnet").orElse("").equals("true"),
                new Minimised(
                        evaluation.optionalText("minimised").orElse(""),
                        evaluation.optionalText("learning").orElse("")),
                test.number("loss"),
                test.optionalNumber("mean-jet-loss"),
                errors(test),
                anomalies(evaluation),
                scores,
                rates,
                correlations(evaluation),
                AutoencoderPredictions.read(folder.resolve(PREDICTIONS), scores.size()));
    }

    private static Map<JetFeature, Errors> errors(Fields test) throws IOException {
        Map<JetFeature, Errors> r = new EnumMap<>(JetFeature.class);
        for (JetFeature.Of of : JetFeature.Of.values()) {
            Optional<Fields> group = test.optionalObject(of.key());
            for (JetFeature f : JetFeature.of(of)) {
                Optional<Fields> own = group.isPresent() ? group.get().optionalObject(f.key()) : Optional.empty();
                if (own.isPresent() && own.get().has("median")) {
                    r.put(
                            f,
                            new Errors(
                                    own.get().number("median"),
                                    own.get().number("iqr"),
                                    own.get().optionalNumber("w1")));
                }
            }
        }
        return r;
    }

    private static List<Anomaly> anomalies(Fields evaluation) throws IOException {
        List<Anomaly> r = new ArrayList<>();
        for (Fields a : evaluation.objects("anomalies")) {
            r.add(new Anomaly(
                    a.text("score"),
                    a.text("signal"),
                    a.text("part"),
                    a.number("auc"),
                    a.number("auc-error"),
                    new double[] {a.number("eps-0.1"), a.number("eps-0.01"), a.number("eps-0.001")}));
        }
        return r;
    }

    private static Map<String, Map<String, Double>> correlations(Fields evaluation) throws IOException {
        Map<String, Map<String, Double>> r = new java.util.LinkedHashMap<>();
        Optional<Fields> all = evaluation.optionalObject("latent-correlations");
        if (all.isPresent()) {
            for (String vector : all.get().all().keySet()) {
                Map<String, Double> own = new java.util.LinkedHashMap<>();
                for (String part : List.of("re", "im")) {
                    Fields numbers = all.get().object(vector).object(part);
                    for (String component : numbers.all().keySet()) {
                        own.put(part + " " + component, numbers.number(component));
                    }
                }
                r.put(vector, own);
            }
        }
        return r;
    }

    /// The spread of the relative error of the jets' transverse momenta: every network has one.
    @Override
    public double error() {
        Errors pt = errors.get(JetFeature.JET_PT);
        return pt == null ? Double.POSITIVE_INFINITY : pt.iqr;
    }

    /// The entry of one score, signal and part.
    Optional<Anomaly> anomaly(String score, String signal, String part) {
        return anomalies.stream()
                .filter(a -> a.score.equals(score) && a.signal.equals(signal) && a.part.equals(part))
                .findFirst();
    }
}
