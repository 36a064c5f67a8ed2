package rapidity.app.study;

import java.util.List;
import java.util.Locale;
import rapidity.app.study.recipe.Section;
import rapidity.layer.graph.PairMetric;
import rapidity.layer.irreps.Aggregation;
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
import rapidity.model.JetAutoencoder;
import rapidity.model.Latents;
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
    static final String FREEZE_ENCODER = "freeze-encoder";
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
                coordinates.areMomenta() ? normalisation : Normalisation.NONE,
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
            case "gnnae" -> gnnae(s, p);
            case "cnnae" ->
                new CnnaeConfig(
                        p.pixels(),
                        s.counts("channels"),
                        s.count("kernel", 1, NetSettings.WIDEST),
                        s.count("latent", 1, NetSettings.WIDEST));
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
        Aggregation aggregation = Aggregation.parse(s.text("aggregation"));
        int vectors = s.count("vectors", 1, NetSettings.WIDEST);
        LgaeConfig c = s.choice("dialect", List.of("published", "corrected")).equals("published")
                ? LgaeConfig.published(p.particles(), aggregation, vectors)
                : LgaeConfig.corrected(p.particles(), aggregation, vectors);
        return c.withChannels(s.counts("encoder-channels"), s.counts("decoder-channels"))
                .withLevels(LgaeConfig.Level.of(s.count("maxdim", 2, NetSettings.DEEPEST)));
    }

    private static GnnaeConfig gnnae(Section s, AutoencoderPreprocessing p) {
        return GnnaeConfig.jetLevel(p.particles(), p.features(), s.count("latent", 1, NetSettings.WIDEST))
                .withAggregation(s.choice("aggregation", LatentAggregation.class))
                .withMetric(s.choice("metric", PairMetric.class))
                .withOutput(
                        s.choice("output-layer", GnnaeConfig.OutputLayer.class),
                        s.choice("output", GnnaeConfig.Output.class))
                .withDropout(s.number("dropout"));
    }

    /// What is minimised, from the settings of a network's training.
    ///
    /// @param coordinates that the network sees: pixels are compared one by one
    static Reconstruction.Rules rules(Section s, Coordinates coordinates) {
        ReconstructionLoss loss = loss(s, coordinates == Coordinates.IMAGE);
        Reduction reduction = s.is("reduction", "of-loss")
                ? (isOrdered(loss) ? Reduction.MEAN : Reduction.SUM)
                : s.choice("reduction", Reduction.class);
        return new Reconstruction.Rules(loss, reduction, frozenEncoder(s));
    }

    private static long frozenEncoder(Section s) {
        if (s.is(FREEZE_ENCODER, "all")) {
            return Long.MAX_VALUE;
        }
        int frozen = s.optionalCount(FREEZE_ENCODER).orElse(0);
        int steps = s.count("steps");
        return frozen < steps
                ? frozen
                : s.reject(FREEZE_ENCODER, "below the " + steps + " of 'training.steps', or all, or none");
    }

    private static ReconstructionLoss loss(Section s, boolean images) {
        String word = s.choice("loss", List.of(OF_NETWORK, "chamfer", "mse", "hungarian", "emd", "hybrid"));
        return switch (word) {
            case "mse" -> new OrderedSquares();
            case OF_NETWORK -> images ? new OrderedSquares() : new Chamfer(s.number("jet-weight"));
            default ->
                images
                        ? s.reject("loss", "mse for images: the other losses compare particles, whatever their place")
                        : ofParticles(s, word);
        };
    }

    private static ReconstructionLoss ofParticles(Section s, String word) {
        return switch (word) {
            case "chamfer" -> new Chamfer(s.number("jet-weight"));
            case "hungarian" -> Hungarian.of(s.choice("coordinates", JetCoordinates.class));
            case "emd" -> EnergyMovers.OF_UNIT_RADIUS;
            default -> Hybrid.of(s.number("chamfer-weight"));
        };
    }

    /// What recipes call a loss.
    static String name(ReconstructionLoss loss) {
        return switch (loss) {
            case Chamfer c -> "chamfer";
            case OrderedSquares o -> "mse";
            case Hungarian h -> "hungarian";
            case EnergyMovers e -> "emd";
            case Hybrid h -> "hybrid";
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
        static Compression of(JetAutoencoder model) {
            int particles = model.preprocessing().particles();
            Latents.Layout layout = model.layout();
            double perParticle = model.network().features() == 4 ? 4 : 3;
            return new Compression(
                    layout.size() / (perParticle * particles),
                    (layout.size() - 2.0 * layout.scalars()) / (3.0 * particles));
        }

        String percent() {
            return String.format(Locale.ROOT, "%.2f %% (paper's definition: %.2f %%)", 100 * code, 100 * paper);
        }
    }
}
