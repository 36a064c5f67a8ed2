package rapidity.net;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Shape;
import rapidity.golden.GoldenJson;
import rapidity.layer.Bias;
import rapidity.layer.CrossAttention;
import rapidity.layer.KeyValues;
import rapidity.layer.LgatrBlock;
import rapidity.layer.Nonlinearity;
import rapidity.layer.SelfAttention;
import tools.jackson.databind.JsonNode;

/// A network with given parameters and inputs, and what a reference implementation makes of them: one case of
/// golden-lgatr.json, which says of each where its numbers come from.
final class GoldenCase {
    private static final JsonNode FILE = GoldenJson.read(GoldenCase.class, "/rapidity/golden-lgatr.json");

    private final JsonNode node;

    private GoldenCase(JsonNode node) {
        this.node = node;
    }

    /// The cases of L-GATr, with a condition and without.
    static List<GoldenCase> lgatr() {
        return elements(FILE.get("cases"))
                .filter(c -> c.get("name").asString().contains("lgatr"))
                .map(GoldenCase::new)
                .toList();
    }

    static GoldenCase named(String name) {
        return elements(FILE.get("cases"))
                .filter(c -> c.get("name").asString().equals(name))
                .map(GoldenCase::new)
                .findFirst()
                .orElseThrow();
    }

    /// Products, norms and functions of two multivectors x and y.
    static GoldenCase primitives() {
        return new GoldenCase(FILE.get("primitives"));
    }

    boolean isConditional() {
        return node.get("config").has("crossattention");
    }

    LgatrConfig config() {
        JsonNode c = node.get("config");
        Channels in = channels("in_mv_channels", "in_s_channels");
        Channels hidden = channels("hidden_mv_channels", "hidden_s_channels");
        Channels out = channels("out_mv_channels", "out_s_channels");
        int blocks = c.get("num_blocks").asInt();
        LgatrConfig config =
                isV2() ? LgatrConfig.v2(in, hidden, out, blocks, 1) : LgatrConfig.v1(in, hidden, out, blocks, 1);
        return config.withBlock(this::block)
                .withReinserted(
                        new ReinsertedChannels(numbersOf("reinsert_mv_channels"), numbersOf("reinsert_s_channels")));
    }

    ConditionalLgatrConfig conditionalConfig() {
        LgatrConfig c = config();
        SelfAttention.Config cross = attention(node.get("config").get("crossattention"));
        return new ConditionalLgatrConfig(
                c.in(),
                condition(),
                c.hidden(),
                c.out(),
                c.blocks(),
                c.block(),
                new CrossAttention.Config(cross, isV2()),
                c.recomputation());
    }

    /// Width of the condition.
    Channels condition() {
        return isV2()
                ? channels("mv_channels_cond", "s_channels_cond")
                : channels("condition_mv_channels", "condition_s_channels");
    }

    private List<Integer> numbersOf(String setting) {
        return elements(node.get("config").path(setting)).map(JsonNode::asInt).toList();
    }

    private LgatrBlock.Config block(LgatrBlock.Config preset) {
        JsonNode c = node.get("config");
        JsonNode mlp = c.get("mlp");
        boolean subgroup = isV2()
                ? c.get("primitives").get("subgroup").asBoolean()
                : c.get("use_fully_connected_subgroup").asBoolean();
        String function = mlp.get(isV2() ? "nonlinearity" : "activation").asString();
        String ratio = isV2() ? "mlp_ratio" : "increase_hidden_channels";
        int layers = isV2()
                ? mlp.get("num_layers_mlp").asInt()
                : mlp.get("num_hidden_layers").asInt() + 1;
        return preset.withSymmetry(subgroup ? SymmetryGroup.PROPER_ORTHOCHRONOUS : SymmetryGroup.FULL_LORENTZ)
                .withAttention(a -> attention(c.get("attention")))
                .withMlp(m -> m.withRatio(mlp.get(ratio).asInt())
                        .withLayers(layers)
                        .withNonlinearity(Nonlinearity.valueOf(function.toUpperCase(Locale.ROOT))))
                .withNormGains(c.path("norm_elementwise_affine").asBoolean(false));
    }

    private SelfAttention.Config attention(JsonNode c) {
        return new SelfAttention.Config(
                c.get("num_heads").asInt(),
                c.get(isV2() ? "attn_ratio" : "increase_hidden_channels").asInt(),
                c.get("multi_query").asBoolean() ? KeyValues.SHARED : KeyValues.PER_HEAD,
                c.get("head_scale").asBoolean(),
                isV2() ? Bias.ABSENT : Bias.PRESENT,
                Optional.empty());
    }

    private Channels channels(String multivectors, String scalars) {
        JsonNode c = node.get("config");
        return new Channels(c.get(multivectors).asInt(), c.get(scalars).asInt(0));
    }

    /// Everyone to everyone, or as the mask of the case allows.
    Attend attend() {
        JsonNode allowed = node.at("/inputs/attention_mask/allowed");
        Attend all = Attend.full(tokens());
        return allowed.isMissingNode()
                ? all
                : all.withMask(Arrays.stream(GoldenJson.numbers(allowed))
                        .map(a -> a == 1 ? 0 : Double.NEGATIVE_INFINITY)
                        .toArray());
    }

    /// A setting of the network, which may be missing or null.
    JsonNode setting(String name) {
        return node.get("config").path(name);
    }

    /// Whether the case is one of lgatr 2.0.
    boolean isV2() {
        return node.get("version").asString().startsWith("2");
    }

    /// The shapes of the parameters by name.
    Map<String, Shape> shapes() {
        Map<String, Shape> r = new LinkedHashMap<>();
        for (JsonNode p : node.get("parameters")) {
            int[] axes = elements(p.get("shape")).mapToInt(JsonNode::asInt).toArray();
            r.put(p.get("name").asString(), Shape.of(axes));
        }
        return r;
    }

    int parameterCount() {
        return node.get("parameter_count").asInt();
    }

    /// The parameters by name: `0.3 sin(0.7 k + 0.1)` with k running through all of them, apart from those of ones.
    Map<String, double[]> parameters() {
        Map<String, double[]> r = new LinkedHashMap<>();
        Map<String, Shape> shapes = shapes();
        for (JsonNode p : node.get("parameters")) {
            String name = p.get("name").asString();
            boolean ones = p.get("fill").asString().equals("ones");
            double[] values =
                    new double[Objects.requireNonNull(shapes.get(name)).size()];
            int offset = p.get("offset").asInt();
            for (int i = 0; i < values.length; i++) {
                values[i] = ones ? 1 : 0.3 * Math.sin(0.7 * (offset + i) + 0.1);
            }
            r.put(name, values);
        }
        return r;
    }

    int tokens() {
        return length("inputs/multivectors");
    }

    /// The length of an array of the case.
    int length(String path) {
        return at(path).size();
    }

    /// The numbers of an array of the case, row-major, or of all arrays in an object.
    ///
    /// @param path names of nested objects, such as `outputs/scalars`
    double[] numbers(String path) {
        return GoldenJson.numbers(at(path));
    }

    double number(String path) {
        return at(path).asDouble();
    }

    /// The numbers of an object of the case, by name.
    Map<String, Double> numbersByName(String path) {
        Map<String, Double> r = new LinkedHashMap<>();
        at(path).properties().forEach(e -> r.put(e.getKey(), e.getValue().asDouble()));
        return r;
    }

    private JsonNode at(String path) {
        JsonNode n = node.at("/" + path);
        if (n.isMissingNode() || n.isNull()) {
            throw new AssertionError(this + " has no " + path);
        }
        return n;
    }

    boolean hasDerivatives() {
        return node.has("derivatives");
    }

    private static Stream<JsonNode> elements(JsonNode container) {
        return StreamSupport.stream(container.spliterator(), false);
    }

    @Override
    public String toString() {
        return node.path("name").asString("primitives");
    }
}
