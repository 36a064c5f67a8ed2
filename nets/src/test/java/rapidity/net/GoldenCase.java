package rapidity.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.engine.Shape;
import rapidity.layer.Nonlinearity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A network with given parameters and inputs, and what a reference implementation makes of them: one case of
/// golden-lgatr.json, which says of each where its numbers come from.
final class GoldenCase {
    private static final JsonNode FILE = read();

    private final JsonNode node;

    private GoldenCase(JsonNode node) {
        this.node = node;
    }

    /// The cases of L-GATr without multi-query attention, reinsertion, masks and conditions.
    static List<GoldenCase> lgatr() {
        return List.of("lgatr-base", "lgatr-v2", "lgatr-full-lorentz", "lgatr-v2-full-lorentz").stream()
                .map(GoldenCase::named)
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

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(GoldenCase.class.getResourceAsStream("golden-lgatr.json"))) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LgatrConfig config() {
        JsonNode c = node.get("config");
        JsonNode attention = c.get("attention");
        JsonNode mlp = c.get("mlp");
        boolean v2 = node.get("version").asString().startsWith("2");
        Channels in = channels(c, "in");
        Channels hidden = channels(c, "hidden");
        Channels out = channels(c, "out");
        int blocks = c.get("num_blocks").asInt();
        int heads = attention.get("num_heads").asInt();
        boolean subgroup = v2
                ? c.get("primitives").get("subgroup").asBoolean()
                : c.get("use_fully_connected_subgroup").asBoolean();
        LgatrConfig config = (v2
                        ? LgatrConfig.v2(in, hidden, out, blocks, heads)
                        : LgatrConfig.v1(in, hidden, out, blocks, heads))
                .withSymmetry(subgroup ? SymmetryGroup.PROPER_ORTHOCHRONOUS : SymmetryGroup.FULL_LORENTZ)
                .withAttentionRatio(attention
                        .get(v2 ? "attn_ratio" : "increase_hidden_channels")
                        .asInt())
                .withMlpRatio(
                        mlp.get(v2 ? "mlp_ratio" : "increase_hidden_channels").asInt())
                .withMlpLayers(
                        v2
                                ? mlp.get("num_layers_mlp").asInt()
                                : mlp.get("num_hidden_layers").asInt() + 1)
                .withNonlinearity(Nonlinearity.valueOf(
                        mlp.get(v2 ? "nonlinearity" : "activation").asString().toUpperCase(Locale.ROOT)));
        return attention.get("head_scale").asBoolean() ? config.withHeadScale() : config;
    }

    private static Channels channels(JsonNode c, String where) {
        return new Channels(
                c.get(where + "_mv_channels").asInt(),
                c.get(where + "_s_channels").asInt(0));
    }

    /// A setting of the network, which may be missing or null.
    JsonNode setting(String name) {
        return node.get("config").path(name);
    }

    /// Whether the case is one of lgatr 2.0.
    boolean isV2() {
        return node.get("version").asString().startsWith("2");
    }

    /// The length of an array of the case.
    int length(String path) {
        return at(path).size();
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
        return node.get("inputs").get("multivectors").size();
    }

    /// The numbers of an array of the case, row-major, or of all arrays in an object.
    ///
    /// @param path names of nested objects, such as `outputs/scalars`
    double[] numbers(String path) {
        return flat(at(path)).toArray();
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

    private static DoubleStream flat(JsonNode n) {
        if (n.isNull()) {
            return DoubleStream.empty();
        }
        return n.isContainer() ? elements(n).flatMapToDouble(GoldenCase::flat) : DoubleStream.of(n.asDouble());
    }

    private static Stream<JsonNode> elements(JsonNode container) {
        return StreamSupport.stream(container.spliterator(), false);
    }

    @Override
    public String toString() {
        return node.path("name").asString("primitives");
    }
}
