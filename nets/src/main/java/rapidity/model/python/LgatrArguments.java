package rapidity.model.python;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.layer.AttentionProduct;
import rapidity.layer.EquiLinear;
import rapidity.layer.GeometricProduct;
import rapidity.layer.KeyValues;
import rapidity.layer.LgatrBlock;
import rapidity.layer.Nonlinearity;
import rapidity.layer.SelfAttention;
import rapidity.model.ModelFormatException;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.Recomputation;
import rapidity.net.ReinsertedChannels;

/// The arguments of lgatr's LGATr and ConditionalLGATr, in the words of either version and with that version's
/// defaults. The global switches of 1.x (`use_fully_connected_subgroup`, `use_bivector`, `use_geometric_product`) stand
/// among them.
///
/// @source lgatr 1.4.4 and 2.0.0, the constructors and the dataclasses SelfAttentionConfig, CrossAttentionConfig,
///     MLPConfig, PrimitivesConfig
final class LgatrArguments {
    /// An argument that lgatr does not have: attention by the sum over all components with the sign +.
    static final String EUCLIDEAN = "euclidean";

    private static final int HEADS = 8;
    private static final int MLP_RATIO = 4;

    private final Arguments a;
    private final boolean v1;

    LgatrArguments(Arguments a, Dialect dialect) {
        this.a = a;
        this.v1 = dialect == Dialect.V1;
    }

    LgatrConfig alone() throws ModelFormatException {
        Channels in = channels("in");
        Channels hidden = channels("hidden");
        Channels out = channels("out");
        int blocks = a.count("num_blocks");
        LgatrBlock.Config block = block();
        ReinsertedChannels reinserted =
                new ReinsertedChannels(a.positions("reinsert_mv_channels"), a.positions("reinsert_s_channels"));
        Recomputation recomputation = recomputation();
        a.finish();
        return a.build(() -> new LgatrConfig(in, hidden, out, blocks, block, reinserted, recomputation));
    }

    ConditionalLgatrConfig conditional() throws ModelFormatException {
        Channels in = channels("in");
        Channels hidden = channels("hidden");
        Channels out = channels("out");
        Channels condition = v1
                ? channels("condition_mv_channels", "condition_s_channels")
                : channels("mv_channels_cond", "s_channels_cond");
        int blocks = a.count("num_blocks");
        LgatrBlock.Config block = block();
        SelfAttention.Config cross = attention(a.nested("crossattention"));
        Recomputation recomputation = recomputation();
        a.finish();
        return a.build(() -> {
            ConditionalLgatrConfig preset = v1
                    ? ConditionalLgatrConfig.v1(in, condition, hidden, out, blocks, 1)
                    : ConditionalLgatrConfig.v2(in, condition, hidden, out, blocks, 1);
            return preset.withBlock(b -> block)
                    .withCrossAttention(c -> c.withAttention(x -> cross))
                    .withRecomputation(recomputation);
        });
    }

    private Channels channels(String which) throws ModelFormatException {
        return channels(which + "_mv_channels", which + "_s_channels");
    }

    private Channels channels(String multivectors, String scalars) throws ModelFormatException {
        int mv = a.count(multivectors);
        int s = v1 ? a.count(scalars, 0) : a.count(scalars);
        return a.build(() -> new Channels(mv, s));
    }

    private Recomputation recomputation() throws ModelFormatException {
        a.ignore("naive_amp", "compile", "compile_kwargs", "activation_memory_budget");
        return a.truth("checkpoint_blocks", false) ? Recomputation.BLOCKS : Recomputation.NONE;
    }

    private LgatrBlock.Config block() throws ModelFormatException {
        SelfAttention.Config attention = attention(a.nested("attention"));
        Arguments switches = v1 ? a : a.nested("primitives");
        boolean subgroup = switches.truth(v1 ? "use_fully_connected_subgroup" : "subgroup", true);
        GeometricProduct product = product(switches);
        if (!v1) {
            switches.ignore("sparse_gp", "sparse_linear");
            switches.finish();
        }
        LgatrBlock.Config r = withMlp(
                (v1 ? LgatrBlock.Config.v1(1) : LgatrBlock.Config.v2(1))
                        .withAttention(x -> attention)
                        .withMlp(m -> m.withProduct(product)),
                a.nested("mlp"));
        boolean zero = v1 && a.has("in_s_channels") && a.count("in_s_channels") == 0;
        EquiLinear.Rules rules = r.linear();
        r = r.withLinear(new EquiLinear.Rules(
                subgroup ? SymmetryGroup.PROPER_ORTHOCHRONOUS : SymmetryGroup.FULL_LORENTZ,
                !zero,
                rules.balancedInvariants()));
        OptionalDouble dropout = a.probability("dropout_prob");
        LgatrBlock.Config dry = v1 ? r : r.withNormGains(a.truth("norm_elementwise_affine", true));
        return dropout.isEmpty() ? dry : a.build(() -> dry.withDropout(dropout.getAsDouble()));
    }

    private GeometricProduct product(Arguments switches) throws ModelFormatException {
        boolean bivectors = switches.truth(v1 ? "use_bivector" : "bivector", true);
        if (!switches.truth(v1 ? "use_geometric_product" : "geometric_product", true)) {
            return GeometricProduct.NONE;
        }
        return bivectors ? GeometricProduct.FULL : GeometricProduct.WITHOUT_BIVECTORS;
    }

    private SelfAttention.Config attention(Arguments from) throws ModelFormatException {
        int heads = from.count("num_heads", HEADS);
        int ratio = from.count(v1 ? "increase_hidden_channels" : "attn_ratio", 1);
        boolean headScale = from.truth("head_scale", false);
        boolean shared = from.truth("multi_query", false);
        AttentionProduct product =
                from.truth(EUCLIDEAN, false) ? AttentionProduct.EUCLIDEAN : AttentionProduct.INVARIANT;
        from.ignore("in_mv_channels", "out_mv_channels", "in_s_channels", "out_s_channels", "output_init");
        from.ignore("q_mv_channels", "kv_mv_channels", "q_s_channels", "kv_s_channels", "dropout_prob");
        from.ignore("in_q_mv_channels", "in_kv_mv_channels", "in_q_s_channels", "in_kv_s_channels");
        from.ignore("additional_qk_mv_channels", "additional_qk_s_channels");
        from.finish();
        return from.build(() -> {
            SelfAttention.Config r = (v1 ? LgatrBlock.Config.v1(heads) : LgatrBlock.Config.v2(heads))
                    .attention()
                    .withRatio(ratio)
                    .withKeyValues(shared ? KeyValues.SHARED : KeyValues.PER_HEAD)
                    .withProduct(product);
            return headScale ? r.withHeadScale() : r;
        });
    }

    private LgatrBlock.Config withMlp(LgatrBlock.Config c, Arguments mlp) throws ModelFormatException {
        int ratio = mlp.count(v1 ? "increase_hidden_channels" : "mlp_ratio", MLP_RATIO);
        int layers = v1 ? 1 + mlp.count("num_hidden_layers", 1) : mlp.count("num_layers_mlp", 2);
        String name = v1 ? "activation" : "nonlinearity";
        List<String> words =
                v1 ? List.of("relu", "sigmoid", "gelu", "silu") : List.of("relu", "sigmoid", "tanh", "gelu", "silu");
        String word = mlp.word(name, words, "gelu").orElseThrow(() -> mlp.wrong(name, "one of " + words, "null"));
        mlp.ignore("mv_channels", "s_channels", "dropout_prob");
        mlp.finish();
        Nonlinearity function = Nonlinearity.valueOf(word.toUpperCase(Locale.ROOT));
        return mlp.build(
                () -> c.withMlp(m -> m.withRatio(ratio).withLayers(layers).withNonlinearity(function)));
    }
}
