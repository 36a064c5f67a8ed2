package rapidity.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import rapidity.metrics.Estimate;

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
/// @param distances of the sets of jets
/// @param symmetry how well boosts, rotations and permutations are kept, on `test-jets` and `massive-jets`
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
        Distances distances,
        Map<String, Symmetry> symmetry,
        Map<String, Map<String, Double>> correlations,
        Optional<AutoencoderPredictions> predictions)
        implements Result {
    /// All signals together.
    static final String JOINT = "joint";

    private static final String[] EFFICIENCIES = {"eps-0.1", "eps-0.01", "eps-0.001"};

    /// The score that needs no network.
    static final String JET_MASS = "jet-mass";

    /// @param loss its name
    /// @param frozenEncoder steps in which the encoder kept its initial weights, or `all`
    /// @param fraction of the training jets, and how many these are
    record Minimised(String loss, String frozenEncoder, OptionalDouble fraction, OptionalDouble jets) {
        boolean hasFrozenEncoder() {
            return frozenEncoder.equals("all");
        }
    }

    /// @param medianAbsolute median of the size of the error
    record Errors(double median, double iqr, OptionalDouble medianAbsolute) {}

    /// Distances of sets from the test jets by name: `w1-jets-mass`, .., `w1-efp`, `fpd`, `kpd`.
    ///
    /// @param trainingJets of as many jets that no network has touched
    record Distances(Map<String, Estimate> reconstructions, Map<String, Estimate> trainingJets) {}

    /// Deviations by rapidity of the boost and by angle of the rotation.
    ///
    /// @param boosts rows of (rapidity, published measure, norm, norm with the normalisation of jets)
    /// @param rotations rows of (angle, ..) likewise
    record Symmetry(List<double[]> boosts, List<double[]> rotations, double invariance, double equivariance) {
        /// What is measured.
        static final int PUBLISHED = 1;

        static final int NORM = 2;
        static final int NORMALISED = 3;

        private static Symmetry read(Fields f) throws IOException {
            Fields p = f.object("permutation");
            return new Symmetry(
                    rows(f.objects("boosts-along-z"), "rapidity"),
                    rows(f.objects("rotations-around-x"), "angle"),
                    p.optionalNumber("invariance").orElse(Double.NaN),
                    p.optionalNumber("equivariance").orElse(Double.NaN));
        }

        private static List<double[]> rows(List<Fields> all, String size) throws IOException {
            List<double[]> r = new ArrayList<>();
            for (Fields f : all) {
                r.add(new double[] {
                    f.number(size),
                    f.optionalNumber("published").orElse(Double.NaN),
                    f.optionalNumber("norm").orElse(Double.NaN),
                    f.optionalNumber("normalised").orElse(Double.NaN)
                });
            }
            return r;
        }
    }

    /// @param part of the signals: `test`, or `all`, as no signal is trained on
    /// @param efficiencies of the signal, where 0.1, 0.01 and 0.001 of the background are left; empty where these are
    ///     less than one jet
    /// @param flipped the same of the score with the other sign; empty where the area is at least one half
    record Anomaly(
            String score,
            String signal,
            String part,
            double auc,
            double error,
            List<Optional<Estimate>> efficiencies,
            List<Optional<Estimate>> flipped) {}

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
                        evaluation.optionalText("freeze-encoder").orElse(""),
                        evaluation.optionalNumber("fraction"),
                        evaluation.optionalNumber("training-jets")),
                test.number("loss"),
                test.optionalNumber("mean-jet-loss"),
                errors(test),
                anomalies(evaluation),
                scores,
                rates,
                distances(evaluation),
                symmetry(evaluation),
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
                                    own.get().optionalNumber("median-absolute")));
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
                    efficiencies(a, ""),
                    efficiencies(a, "flipped-")));
        }
        return r;
    }

    private static List<Optional<Estimate>> efficiencies(Fields a, String prefix) throws IOException {
        List<Optional<Estimate>> r = new ArrayList<>();
        for (String name : EFFICIENCIES) {
            double error = a.optionalNumber(prefix + name + "-error").orElse(0);
            OptionalDouble value = a.optionalNumber(prefix + name);
            r.add(value.isPresent() ? Optional.of(new Estimate(value.getAsDouble(), error)) : Optional.empty());
        }
        return r;
    }

    private static Distances distances(Fields evaluation) throws IOException {
        Optional<Fields> all = evaluation.optionalObject("distances");
        return new Distances(estimates(all, "reconstructions"), estimates(all, "training-jets"));
    }

    private static Map<String, Estimate> estimates(Optional<Fields> all, String name) throws IOException {
        Map<String, Estimate> r = new LinkedHashMap<>();
        Optional<Fields> own = all.isPresent() ? all.get().optionalObject(name) : Optional.empty();
        if (own.isPresent()) {
            for (String key : own.get().all().keySet()) {
                Fields e = own.get().object(key);
                r.put(key, new Estimate(e.number("value"), e.number("error")));
            }
        }
        return r;
    }

    private static Map<String, Symmetry> symmetry(Fields evaluation) throws IOException {
        Map<String, Symmetry> r = new LinkedHashMap<>();
        Optional<Fields> all = evaluation.optionalObject("symmetry");
        if (all.isPresent()) {
            for (String key : all.get().all().keySet()) {
                r.put(key, Symmetry.read(all.get().object(key)));
            }
        }
        return r;
    }

    private static Map<String, Map<String, Double>> correlations(Fields evaluation) throws IOException {
        Map<String, Map<String, Double>> r = new LinkedHashMap<>();
        Optional<Fields> all = evaluation.optionalObject("latent-correlations");
        if (all.isPresent()) {
            for (String vector : all.get().all().keySet()) {
                Map<String, Double> own = new LinkedHashMap<>();
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

    /// The median size of the relative error of the jets' transverse momenta, or the spread where that is not there:
    /// every network has one.
    @Override
    public double error() {
        Errors pt = errors.get(JetFeature.JET_PT);
        return pt == null ? Double.POSITIVE_INFINITY : pt.medianAbsolute.orElse(pt.iqr);
    }

    /// The entry of one score, signal and part.
    Optional<Anomaly> anomaly(String score, String signal, String part) {
        return anomalies.stream()
                .filter(a -> a.score.equals(score) && a.signal.equals(signal) && a.part.equals(part))
                .findFirst();
    }
}
