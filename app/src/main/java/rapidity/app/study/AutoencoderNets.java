package rapidity.app.study;

import java.util.List;
import java.util.Locale;
import rapidity.app.study.recipe.Section;
import rapidity.loss.Chamfer;
import rapidity.loss.OrderedSquares;
import rapidity.loss.ReconstructionLoss;
import rapidity.model.AutoencoderPreprocessing;
import rapidity.model.AutoencoderPreprocessing.Coordinates;
import rapidity.model.AutoencoderPreprocessing.Normalisation;
import rapidity.net.AutoencoderConfig;
import rapidity.net.LatentPlace;
import rapidity.net.TransformerAutoencoderConfig;
import rapidity.train.Reconstruction;
import rapidity.train.Reduction;
import rapidity.train.WeightPenalty;

/// The networks that compress jets, as a recipe describes them: what they see, what they are, how they learn.
final class AutoencoderNets {
    private static final String OF_NETWORK = "of-network";
    private static final int LARGEST_IMAGE = 1 << 10;

    private AutoencoderNets() {}

    /// @param kind of the network, which has coordinates of its own
    static AutoencoderPreprocessing preprocessing(Section s, String kind, int particles) {
        Coordinates coordinates =
                s.is("coordinates", OF_NETWORK) ? usual(kind) : s.choice("coordinates", Coordinates.class);
        Normalisation normalisation = s.choice("normalisation", Normalisation.class);
        return s.build(() -> new AutoencoderPreprocessing(
                particles,
                coordinates,
                coordinates == Coordinates.MOMENTA ? normalisation : Normalisation.NONE,
                s.number("unit"),
                s.count("pixels", 1, LARGEST_IMAGE),
                s.number("image-radius")));
    }

    private static Coordinates usual(String kind) {
        return switch (kind) {
            case "gnnae" -> Coordinates.RELATIVE_POLAR;
            case "cnnae" -> Coordinates.IMAGE;
            default -> Coordinates.MOMENTA;
        };
    }

    static AutoencoderConfig network(Section s, AutoencoderPreprocessing p) {
        return switch (s.choice("kind", List.of("transformer-autoencoder"))) {
            default ->
                new TransformerAutoencoderConfig(
                        p.rows(),
                        p.features(),
                        s.choice("place", LatentPlace.class),
                        s.count("latent", 1, NetSettings.WIDEST),
                        s.count("width", 1, NetSettings.WIDEST),
                        s.count("blocks", 0, NetSettings.DEEPEST),
                        s.count("heads", 1, NetSettings.WIDEST));
        };
    }

    /// What is minimised, from the settings of a network's training.
    static Reconstruction.Rules rules(Section s) {
        Reduction reduction = s.is("reduction", "of-loss")
                ? (s.is("loss", "mse") ? Reduction.MEAN : Reduction.SUM)
                : s.choice("reduction", Reduction.class);
        return new Reconstruction.Rules(
                loss(s),
                reduction,
                s.build(() -> new WeightPenalty(s.number("l1"), s.number("l2"))),
                s.choice("learning", Reconstruction.Learning.class));
    }

    private static ReconstructionLoss loss(Section s) {
        return switch (s.choice("loss", List.of("chamfer", "mse"))) {
            case "chamfer" -> new Chamfer(s.number("jet-weight"));
            default -> new OrderedSquares();
        };
    }

    /// Whether a loss compares slot with slot.
    static boolean isOrdered(ReconstructionLoss loss) {
        return loss instanceof OrderedSquares;
    }

    /// Numbers kept over numbers of a jet: as the published code of each network counts, and as the paper does.
    ///
    /// @param code LGAE: all latent numbers over 4 for each particle; other networks: over 3
    /// @param paper without the scalars, over 3 for each particle
    record Compression(double code, double paper) {
        static Compression of(AutoencoderConfig net, int particles) {
            int latent = net.latentSize();
            double perParticle = net.features() == 4 ? 4 : 3;
            return new Compression(latent / (perParticle * particles), latent / (3.0 * particles));
        }

        String percent() {
            return String.format(Locale.ROOT, "%.2f %% (paper's definition: %.2f %%)", 100 * code, 100 * paper);
        }
    }
}
