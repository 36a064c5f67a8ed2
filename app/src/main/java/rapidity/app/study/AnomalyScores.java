package rapidity.app.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import rapidity.engine.Workers;
import rapidity.jets.AnomalyScore;
import rapidity.jets.JetPair;
import rapidity.jets.Jets;
import rapidity.jets.PolarFeatures;
import rapidity.kinematics.FourVector;
import rapidity.metrics.ChamferDistance;
import rapidity.model.AutoencoderPreprocessing.Coordinates;
import rapidity.model.JetAutoencoder;

/// How anomalous jets are by what an autoencoder makes of them. Networks on particles have the scores of
/// [AnomalyScore]; those on images the scores of whole jets among them, and the squared difference of images.
///
/// Normalised momenta are in units of the largest component of the jet, whatever the network's own normalisation.
///
/// @param names of the scores that are asked for
/// @source arXiv:2212.07347, Sec. 5.3 (for images: the squares of all pixels)
public record AnomalyScores(JetAutoencoder model, List<String> names) {
    private static final String MAIN = AnomalyScore.CHAMFER_NORMALISED_CARTESIAN.title();
    private static final String IMAGE = "image-mse";

    /// The Chamfer loss of training, with squared distances.
    private static final String SQUARED = "chamfer-normalised-squared";

    private static final List<AnomalyScore> OF_JETS = List.of(
            AnomalyScore.JET_CARTESIAN, AnomalyScore.JET_POLAR, AnomalyScore.JET_LORENTZ, AnomalyScore.JET_MASS);

    /// @throws IllegalArgumentException if the model has no score of a name
    public AnomalyScores {
        names = List.copyOf(names);
        List<String> known = known(model);
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "this autoencoder has no anomaly score '" + name + "', there is " + String.join(", ", known));
            }
        }
    }

    /// All scores of a model.
    static AnomalyScores all(JetAutoencoder model) {
        return new AnomalyScores(model, known(model));
    }

    /// One score.
    ///
    /// @param name empty for the one that the paper shows first
    /// @throws IllegalArgumentException if the model has no score of this name
    public static AnomalyScores of(JetAutoencoder model, Optional<String> name) {
        return new AnomalyScores(model, List.of(name.orElse(seesImages(model) ? IMAGE : MAIN)));
    }

    private static boolean seesImages(JetAutoencoder model) {
        return model.preprocessing().coordinates() == Coordinates.IMAGE;
    }

    private static List<String> known(JetAutoencoder model) {
        return seesImages(model)
                ? Stream.concat(Stream.of(IMAGE), OF_JETS.stream().map(AnomalyScore::title))
                        .toList()
                : Stream.concat(Arrays.stream(AnomalyScore.values()).map(AnomalyScore::title), Stream.of(SQUARED))
                        .toList();
    }

    /// The scores of jets.
    ///
    /// @return `[jets][scores]`
    /// @throws IllegalArgumentException if the model cannot mean a jet
    public double[][] of(Jets jets, Workers workers) {
        return of(ReconstructedJets.of(model, jets, workers), workers);
    }

    double[][] of(ReconstructedJets jets, Workers workers) {
        double[][] r = new double[jets.jets()][];
        int lanes = Math.min(workers.threads(), Math.max(1, r.length));
        workers.run(lanes, lane -> {
            for (int jet = lane; jet < r.length; jet += lanes) {
                r[jet] = of(jets, jet);
            }
        });
        return r;
    }

    /// NaN where a reconstruction is not finite.
    private double[] of(ReconstructedJets jets, int jet) {
        double[] r = new double[names.size()];
        double[] target = jets.target(jet);
        double[] found = jets.reconstruction(jet);
        if (!DoubleStream.of(found).allMatch(Double::isFinite)) {
            Arrays.fill(r, Double.NaN);
            return r;
        }
        boolean images = seesImages(model);
        JetPair pair = pair(images ? sum(target) : target, images ? sum(found) : found, largest(target));
        for (int i = 0; i < r.length; i++) {
            r[i] = switch (names.get(i)) {
                case IMAGE -> squares(jets, jet, found);
                case SQUARED -> ChamferDistance.squared(over(found, target), over(target, target), 4);
                default -> score(names.get(i)).of(pair);
            };
        }
        return r;
    }

    private JetPair pair(double[] target, double[] found, double largest) {
        return JetPair.of(target, found, largest, model.preprocessing().unit());
    }

    private static AnomalyScore score(String title) {
        return Arrays.stream(AnomalyScore.values())
                .filter(s -> s.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static double[] sum(double[] p) {
        FourVector s = PolarFeatures.jet(p);
        return new double[] {s.e(), s.px(), s.py(), s.pz()};
    }

    /// In units of the largest component of a jet.
    private static double[] over(double[] p, double[] jet) {
        double largest = largest(jet);
        return DoubleStream.of(p).map(x -> x / largest).toArray();
    }

    private static double largest(double[] p) {
        return DoubleStream.of(p).map(Math::abs).max().orElse(1);
    }

    /// Of the pixels of images that are divided by their sums.
    private double squares(ReconstructedJets jets, int jet, double[] found) {
        double[] target = model.preprocessing().pixels(jets.target(jet), PolarFeatures.jet(jets.target(jet)));
        double all = DoubleStream.of(target).sum();
        double pt = PolarFeatures.jet(jets.frame(jet)).pt();
        double sum = 0;
        for (int i = 0; i < target.length && all > 0; i++) {
            double d = Math.hypot(found[4 * i + 1], found[4 * i + 2]) / pt - target[i] / all;
            sum += d * d;
        }
        return sum;
    }
}
