package rapidity.model.python;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import rapidity.engine.VectorChannels;
import rapidity.layer.Nonlinearity;
import rapidity.model.ModelFormatException;
import rapidity.net.ConditionalLgatrSlimConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.Recomputation;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The arguments of lgatr's LGATrSlim and ConditionalLGATrSlim, in the words of either version and with that version's
/// defaults.
///
/// @source lgatr 1.4.4 and 2.0.0, the constructors
final class SlimArguments {
    private static final List<String> FUNCTIONS = List.of("relu", "sigmoid", "tanh", "gelu", "silu");

    private final Arguments a;
    private final boolean v1;

    SlimArguments(Arguments a, Dialect dialect) {
        this.a = a;
        this.v1 = dialect == Dialect.V1;
    }

    LgatrSlimConfig slim() throws ModelFormatException {
        LgatrSlimConfig r = read();
        a.finish();
        return r;
    }

    ConditionalLgatrSlimConfig conditional() throws ModelFormatException {
        LgatrSlimConfig net = read();
        VectorChannels condition = v1
                ? channels("condition_v_channels", "condition_s_channels")
                : channels("v_channels_cond", "s_channels_cond");
        a.finish();
        return new ConditionalLgatrSlimConfig(net, condition);
    }

    private LgatrSlimConfig read() throws ModelFormatException {
        VectorChannels in = channels("in_v_channels", "in_s_channels");
        VectorChannels hidden = channels("hidden_v_channels", "hidden_s_channels");
        VectorChannels out = channels("out_v_channels", "out_s_channels");
        int blocks = a.count("num_blocks");
        int heads = a.count("num_heads");
        int mlpRatio = a.count("mlp_ratio", 2);
        int attentionRatio = a.count("attn_ratio", 1);
        int layers = a.count("num_layers_mlp", 2);
        Nonlinearity scalars = function("nonlinearity", "gelu")
                .orElseThrow(() -> a.wrong("nonlinearity", "one of " + FUNCTIONS, "null"));
        Nonlinearity vectors =
                v1 ? scalars : function("nonlinearity_v", "sigmoid").orElse(scalars);
        boolean gains = !v1 && a.truth("norm_elementwise_affine", true);
        OptionalDouble dropout = a.probability("dropout_prob");
        Recomputation recomputation = a.truth("checkpoint_blocks", false) ? Recomputation.BLOCKS : Recomputation.NONE;
        a.ignore("compile", "compile_mode", "compile_dynamic", "compile_kwargs");
        a.ignore("naive_amp", "activation_memory_budget");
        return a.build(() -> {
            LgatrSlimConfig c = v1
                    ? LgatrSlimConfig.v1(in, hidden, out, blocks, heads)
                    : LgatrSlimConfig.v2(in, hidden, out, blocks, heads).withRules(r -> r.withNormGains(gains));
            return c.withAttentionRatio(attentionRatio)
                    .withMlpRatio(mlpRatio)
                    .withMlpLayers(layers)
                    .withNonlinearities(scalars, vectors)
                    .withRules(r -> dropout.isPresent() ? r.withDropout(dropout.getAsDouble()) : r)
                    .withRecomputation(recomputation);
        });
    }

    private VectorChannels channels(String vectors, String scalars) throws ModelFormatException {
        int v = a.count(vectors);
        int s = a.count(scalars);
        return a.build(() -> new VectorChannels(v, s));
    }

    private Optional<Nonlinearity> function(String name, String otherwise) throws ModelFormatException {
        return a.word(name, FUNCTIONS, otherwise).map(w -> Nonlinearity.valueOf(w.toUpperCase(Locale.ROOT)));
    }

    /// The arguments of a network, the inverse of [#slim].
    static ObjectNode of(LgatrSlimConfig c, Dialect dialect) {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("num_blocks", c.blocks()).put("num_heads", c.attention().heads());
        put(r, "in", c.in());
        put(r, "hidden", c.hidden());
        put(r, "out", c.out());
        r.put("nonlinearity", word(c.mlp().gate().ofScalars()));
        r.put("mlp_ratio", c.mlp().ratio());
        r.put("attn_ratio", c.attention().ratio());
        r.put("num_layers_mlp", c.mlp().layers());
        c.rules().dropout().ifPresent(p -> r.put("dropout_prob", p));
        r.put("checkpoint_blocks", c.recomputation() == Recomputation.BLOCKS);
        if (dialect == Dialect.V2) {
            r.put("nonlinearity_v", word(c.mlp().gate().ofVectors()));
            r.put("norm_elementwise_affine", c.rules().normGains());
        }
        return r;
    }

    /// The arguments of a network, the inverse of [#conditional].
    static ObjectNode of(ConditionalLgatrSlimConfig c, Dialect dialect) {
        boolean v1 = dialect == Dialect.V1;
        return of(c.net(), dialect)
                .put(
                        v1 ? "condition_v_channels" : "v_channels_cond",
                        c.condition().vectors())
                .put(
                        v1 ? "condition_s_channels" : "s_channels_cond",
                        c.condition().scalars());
    }

    private static void put(ObjectNode r, String which, VectorChannels c) {
        r.put(which + "_v_channels", c.vectors()).put(which + "_s_channels", c.scalars());
    }

    private static String word(Nonlinearity f) {
        return f.name().toLowerCase(Locale.ROOT);
    }
}
