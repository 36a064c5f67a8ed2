package rapidity.app.study;

import java.util.List;
import java.util.Locale;
import rapidity.app.study.recipe.Section;
import rapidity.layer.irreps.Activation;
import rapidity.layer.irreps.Aggregation;
import rapidity.layer.irreps.Mixing;
import rapidity.layer.irreps.ScalarMlp;
import rapidity.layer.irreps.WeightDraw;
import rapidity.loss.Chamfer;
import rapidity.loss.EnergyMovers;
import rapidity.loss.Hungarian;
import rapidity.loss.Hybrid;
import rapidity.loss.JetCoordinates;
import rapidity.loss.OrderedSquares;
import rapidity.loss.ReconstructionLoss;
import rapidity.model.AutoencoderPreprocessing;
import rapidity.model.AutoencoderPreprocessing.Coordinates;
import rapidity.model.AutoencoderPreprocessing.Normalisation;
import rapidity.net.AutoencoderConfig;
import rapidity.net.CnnaeConfig;
import rapidity.net.GnnaeConfig;
import rapidity.net.LatentAggregation;
import rapidity.net.LatentPlace;
import rapidity.net.LgaeConfig;
import rapidity.net.TransformerAutoencoderConfig;
import rapidity.train.Reconstruction;
import rapidity.train.Reduction;

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
        return switch (s.choice("kind", List.of("lgae", "gnnae", "cnnae", "transformer-autoencoder"))) {
            case "lgae" -> lgae(s, p);
            case "gnnae" ->
                s.build(() -> GnnaeConfig.jetLevel(p.rows(), p.features(), s.count("latent", 1, NetSettings.WIDEST))
                        .withAggregation(s.choice("aggregation", LatentAggregation.class))
                        .withOutput(
                                s.choice("output-layer", GnnaeConfig.OutputLayer.class),
                                s.choice("output", GnnaeConfig.Output.class))
                        .withDropout(s.number("dropout")));
            case "cnnae" ->
                s.build(() -> new CnnaeConfig(
                        p.pixels(), s.counts("channels"), s.count("kernel"), s.count("latent", 1, NetSettings.WIDEST)));
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

    private static LgaeConfig lgae(Section s, AutoencoderPreprocessing p) {
        return s.build(() -> {
            Aggregation aggregation = Aggregation.parse(s.text("aggregation"));
            LgaeConfig like =
                    s.choice("dialect", List.of("corrected", "published")).equals("published")
                            ? LgaeConfig.published(p.rows(), aggregation, s.count("vectors"))
                            : LgaeConfig.corrected(p.rows(), aggregation, s.count("vectors"));
            var start = new Mixing.Start(s.choice("weight-init", WeightDraw.class), s.number("level-gain"));
            return new LgaeConfig(
                    p.rows(),
                    new LgaeConfig.Input(0, s.number("scale"), s.choice("jet-node", LgaeConfig.JetNode.class)),
                    s.counts("encoder-channels"),
                    s.counts("decoder-channels"),
                    new LgaeConfig.Latent(s.count("scalars"), s.count("vectors"), aggregation),
                    List.of(new LgaeConfig.Level(s.count("maxdim"), 1, start)),
                    s.count("basis-functions"),
                    new ScalarMlp.Config(
                            s.count("mlp-depth", 0, NetSettings.DEEPEST),
                            s.count("mlp-width"),
                            s.choice("activation", Activation.class)),
                    s.choice("real-part", LgaeConfig.RealPart.class),
                    like.rules());
        });
    }

    /// What is minimised, from the settings of a network's training.
    static Reconstruction.Rules rules(Section s) {
        Reduction reduction = s.is("reduction", "of-loss")
                ? (s.is("loss", "mse") ? Reduction.MEAN : Reduction.SUM)
                : s.choice("reduction", Reduction.class);
        return new Reconstruction.Rules(loss(s), reduction, s.choice("learning", Reconstruction.Learning.class));
    }

    private static ReconstructionLoss loss(Section s) {
        Chamfer chamfer = s.build(() -> new Chamfer(s.number("jet-weight")));
        return switch (s.choice("loss", List.of("chamfer", "mse", "hungarian", "emd", "hybrid"))) {
            case "chamfer" -> chamfer;
            case "hungarian" ->
                new Hungarian(s.choice("hungarian-coordinates", JetCoordinates.class), Hungarian.Pairing.ASSIGNED);
            case "emd" -> EnergyMovers.OF_UNIT_RADIUS;
            case "hybrid" ->
                s.build(() -> new Hybrid(s.number("chamfer-weight"), chamfer, EnergyMovers.OF_UNIT_RADIUS));
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
            double code = net.latentSize() / ((net.features() == 4 ? 4.0 : 3.0) * particles);
            int vectors = net instanceof LgaeConfig lgae ? 8 * lgae.latent().allVectors() : net.latentSize();
            return new Compression(code, vectors / (3.0 * particles));
        }

        String percent() {
            return String.format(Locale.ROOT, "%.2f %% (paper's definition: %.2f %%)", 100 * code, 100 * paper);
        }
    }
}
