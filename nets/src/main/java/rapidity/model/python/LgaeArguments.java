package rapidity.model.python;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import rapidity.layer.irreps.Activation;
import rapidity.layer.irreps.Aggregation;
import rapidity.layer.irreps.Mixing;
import rapidity.layer.irreps.ScalarMlp;
import rapidity.layer.irreps.WeightDraw;
import rapidity.model.ModelFormatException;
import rapidity.net.LgaeConfig;
import rapidity.net.LgaeConfig.Input;
import rapidity.net.LgaeConfig.JetNode;
import rapidity.net.LgaeConfig.Latent;
import rapidity.net.LgaeConfig.Level;
import rapidity.net.LgaeConfig.RealPart;
import rapidity.net.LgaeRules;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The options of the published Lorentz group autoencoder, as its training program saves them, with that program's
/// defaults. Those of training are not looked at.
///
/// @source zichunhao/lgn-autoencoder 66620d0, the options of the training program
final class LgaeArguments {
    private static final Map<String, Activation> ACTIVATIONS = Map.of(
            "leakyrelu", Activation.LEAKY_RELU,
            "relu", Activation.RELU,
            "elu", Activation.ELU,
            "sigmoid", Activation.SIGMOID,
            "logsigmoid", Activation.LOG_SIGMOID,
            "atan", Activation.ARCTAN);

    private static final Map<String, RealPart> REAL_PARTS = Map.of(
            "real", RealPart.REAL,
            "imag", RealPart.IMAGINARY,
            "sum", RealPart.SUM,
            "mean", RealPart.MEAN,
            "norm", RealPart.NORM);

    private static final Map<String, WeightDraw> DRAWS =
            Map.of("randn", WeightDraw.NORMAL, "rand", WeightDraw.POSITIVE);

    private static final String[] OF_TRAINING = {
        "loss_choice",
        "chamfer_loss_weight",
        "chamfer_jet_features",
        "hungarian_abs_coord",
        "hungarian_polar_coord",
        "l1_lambda",
        "l2_lambda",
        "lr",
        "optimizer",
        "batch_size",
        "num_epochs",
        "patience",
        "save_freq",
        "plot_freq",
        "plot_start_epoch",
        "seed",
        "dtype",
        "device",
        "unit",
        "train_fraction",
        "num_valid",
        "normalize",
        "normalize_method",
        "train_set_portion",
        "test_batch_size",
        "num_test_batch",
        "load_to_train",
        "load_epoch",
        "load_path",
        "test_best_model",
        "alpha_max",
        "theta_max",
        "cutoff",
        "jet_image_npix",
        "jet_image_maxR",
        "jet_image_vmin",
        "num_jet_images",
        "save_dir",
        "custom_suffix",
        "abs_coord",
        "polar_coord",
        "fill",
        "data_paths",
        "test_data_paths",
        "equivariance_test",
        "compression_rate"
    };

    private final Arguments a;

    LgaeArguments(Arguments a) {
        this.a = a;
    }

    LgaeConfig read() throws ModelFormatException {
        int particles = a.count(either("N", "num_jet_particles"), 30);
        String aggregation = a.text(either("aggregation", "map_to_latent"), "min&max");
        int scalars = a.count("tau_latent_scalars", 1);
        int vectors = a.count("tau_latent_vectors", 1);
        List<Integer> encoder = a.counts("encoder_num_channels", List.of(3, 3, 4, 4));
        List<Integer> decoder = a.counts("decoder_num_channels", List.of(4, 4, 3, 3));
        int depth = Math.min(encoder.size(), decoder.size()) - 1;
        List<Level> levels = levels(depth);
        int basis = a.count("num_basis_fn", 10);
        ScalarMlp.Config mlp = mlp();
        Input input = input();
        RealPart part = REAL_PARTS.get(word("get_real_method", REAL_PARTS, "real"));
        a.ignore(OF_TRAINING);
        LgaeConfig r = a.build(() -> new LgaeConfig(
                particles,
                input,
                encoder,
                decoder,
                new Latent(scalars, vectors, Aggregation.parse(aggregation)),
                levels,
                basis,
                mlp,
                Objects.requireNonNull(part),
                LgaeRules.published()));
        a.finish();
        return r;
    }

    /// Checkpoints name an option shorter than the training program does.
    private String either(String shorter, String longer) {
        return a.has(shorter) ? shorter : longer;
    }

    private String word(String name, Map<String, ?> words, String otherwise) throws ModelFormatException {
        List<String> known = words.keySet().stream().sorted().toList();
        return a.word(name, known, otherwise).orElse(otherwise);
    }

    private ScalarMlp.Config mlp() throws ModelFormatException {
        if (!a.truth("mlp", true)) {
            throw a.wrong("mlp", "true: without an MLP of the scalars the order of channels is not known", "false");
        }
        int depth = a.count("mlp_depth", 6);
        int width = a.count("mlp_width", 6);
        String activation = word("activation", ACTIVATIONS, "leakyrelu");
        return a.build(() -> new ScalarMlp.Config(depth, width, Objects.requireNonNull(ACTIVATIONS.get(activation))));
    }

    private Input input() throws ModelFormatException {
        int scalars = a.count("tau_jet_scalars", 1);
        int vectors = a.count("tau_jet_vectors", 1);
        if (scalars < 1 || vectors != 1) {
            throw a.wrong(
                    "tau_jet_vectors",
                    "one vector and at least one scalar of each particle",
                    vectors + " and " + scalars);
        }
        double scale = a.number("scale").orElse(1);
        JetNode jet = a.truth("jet_features", false) ? JetNode.FOUR_TIMES_SQUARED_MASS : JetNode.ABSENT;
        return a.build(() -> new Input(scalars - 1, scale, jet));
    }

    private List<Level> levels(int depth) throws ModelFormatException {
        List<Integer> maxdim = a.counts("maxdim", List.of(2));
        List<Integer> orders = a.counts("max_zf", List.of(1));
        List<Double> gains = a.numbers("level_gain", List.of(1.0));
        WeightDraw draw = Objects.requireNonNull(DRAWS.get(word("weight_init", DRAWS, "randn")));
        int count = Math.max(maxdim.size(), Math.max(orders.size(), gains.size()));
        if (count > depth) {
            throw a.wrong(
                    "maxdim",
                    "lists of at most " + depth + " numbers, one for each level (the published code misreads longer"
                            + " ones)",
                    count + " numbers in one of maxdim, max_zf, level_gain");
        }
        return a.build(() -> IntStream.range(0, count)
                .mapToObj(i -> new Level(at(maxdim, i), at(orders, i), new Mixing.Start(draw, at(gains, i))))
                .toList());
    }

    /// Short lists go on with their last number.
    private static <T> T at(List<T> list, int i) {
        return list.get(Math.min(i, list.size() - 1));
    }

    /// The options of a network, the inverse of [#read] for those of the published rules.
    static ObjectNode of(LgaeConfig c) {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("num_jet_particles", c.particles());
        r.put("map_to_latent", c.latent().aggregation().toString());
        r.put("tau_latent_scalars", c.latent().scalars());
        r.put("tau_latent_vectors", c.latent().vectors());
        r.put("tau_jet_scalars", c.input().additionalScalars() + 1).put("tau_jet_vectors", 1);
        r.put("jet_features", c.input().jetNode() != JetNode.ABSENT);
        c.encoderChannels().forEach(r.putArray("encoder_num_channels")::add);
        c.decoderChannels().forEach(r.putArray("decoder_num_channels")::add);
        c.levels().forEach(l -> r.withArray("maxdim").add(l.maxdim()));
        c.levels().forEach(l -> r.withArray("max_zf").add(l.zonalOrder()));
        c.levels().forEach(l -> r.withArray("level_gain").add(l.start().gain()));
        r.put("weight_init", key(DRAWS, c.levels().getFirst().start().draw()));
        r.put("num_basis_fn", c.basisFunctions());
        r.put("activation", key(ACTIVATIONS, c.mlp().activation()));
        r.put("mlp_depth", c.mlp().depth()).put("mlp_width", c.mlp().width());
        r.put("scale", c.input().scale());
        r.put("get_real_method", key(REAL_PARTS, c.realPart()));
        return r;
    }

    private static <T> String key(Map<String, T> words, T value) {
        return words.entrySet().stream()
                .filter(e -> e.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
