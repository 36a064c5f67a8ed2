package rapidity.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Random networks of lgatr: classes, arguments of their constructors, and sequences to run them on.
final class PythonCases {
    private static final List<String> CLASSES =
            List.of("LGATr", "LGATr", "ConditionalLGATr", "LGATrSlim", "LGATrSlim", "ConditionalLGATrSlim");

    private final boolean v1;
    private final RandomStream random;

    private PythonCases(boolean v1, long seed) {
        this.v1 = v1;
        this.random = new RandomStreams(seed).stream("python cases", v1 ? 1 : 2);
    }

    /// @param v1 for lgatr 1.x, else for 2.x
    static ArrayNode of(int count, boolean v1, long seed) {
        PythonCases cases = new PythonCases(v1, seed);
        ArrayNode r = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            r.add(cases.one("v" + (v1 ? 1 : 2) + "-" + i, seed + 10L * i));
        }
        return r;
    }

    private ObjectNode one(String name, long seed) {
        String type = pick(CLASSES);
        boolean conditional = type.startsWith("Conditional");
        ObjectNode r = JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("class", type)
                .put("seed", seed);
        ObjectNode arguments = r.putObject("arguments");
        if (type.contains("Slim")) {
            slim(arguments, conditional);
        } else {
            lgatr(arguments, conditional);
        }
        sequences(r, conditional);
        return r;
    }

    private void sequences(ObjectNode r, boolean conditional) {
        String mask = pick(List.of("none", "none", "keys", "scores", "ragged"));
        int n = between(1, 4);
        int items = between(3, 20);
        int condition = between(1, 9);
        ArrayNode lengths = r.put("mask", mask).putArray("lengths");
        ArrayNode conditions = r.putArray("condition");
        for (int i = 0; i < n; i++) {
            lengths.add(mask.equals("ragged") ? between(1, 20) : items);
            if (conditional) {
                conditions.add(mask.equals("ragged") ? between(1, 9) : condition);
            }
        }
    }

    private void lgatr(ObjectNode a, boolean conditional) {
        a.put("num_blocks", between(1, 3));
        int in = between(1, 3);
        @Nullable Integer inScalars = chance(0.2) ? none() : (Integer) between(1, 4);
        a.put("in_mv_channels", in).put("in_s_channels", inScalars);
        a.put("out_mv_channels", between(1, 3)).put("out_s_channels", chance(0.3) ? none() : (Integer) between(1, 3));
        a.put("hidden_mv_channels", between(2, 12)).put("hidden_s_channels", between(1, 20));
        attention(a.putObject("attention"));
        mlp(a.putObject("mlp"));
        if (conditional) {
            attention(a.putObject("crossattention"));
            a.put(condition("mv"), between(1, 3)).put(condition("s"), between(1, 4));
        } else {
            if (chance(0.3)) {
                a.putArray("reinsert_mv_channels").add(between(0, in - 1));
            }
            if (chance(0.3) && inScalars != null && inScalars > 0) {
                a.putArray("reinsert_s_channels").add(between(0, inScalars - 1));
            }
        }
        group(a);
        dropout(a);
        if (!v1 && chance(0.3)) {
            a.put("norm_elementwise_affine", false);
        }
    }

    /// No channels, in the words of the version.
    private @Nullable Integer none() {
        return v1 ? null : 0;
    }

    private String condition(String kind) {
        return v1 ? "condition_" + kind + "_channels" : kind + "_channels_cond";
    }

    private void attention(ObjectNode a) {
        a.put("num_heads", between(1, 4)).put("multi_query", chance(0.3)).put("head_scale", chance(0.4));
        a.put(v1 ? "increase_hidden_channels" : "attn_ratio", between(1, 2));
    }

    private void mlp(ObjectNode a) {
        a.put(v1 ? "activation" : "nonlinearity", nonlinearity());
        a.put(v1 ? "increase_hidden_channels" : "mlp_ratio", between(1, 3));
        int layers = between(v1 ? 2 : 1, 3);
        a.put(v1 ? "num_hidden_layers" : "num_layers_mlp", v1 ? layers - 1 : layers);
    }

    private String nonlinearity() {
        return pick(
                v1 ? List.of("relu", "sigmoid", "gelu", "silu") : List.of("relu", "sigmoid", "tanh", "gelu", "silu"));
    }

    private void group(ObjectNode a) {
        ObjectNode switches = v1 ? a : a.putObject("primitives");
        switches.put(v1 ? "use_fully_connected_subgroup" : "subgroup", chance(0.6));
        if (chance(0.15)) {
            switches.put(v1 ? "use_bivector" : "bivector", false);
        }
        if (chance(0.15)) {
            switches.put(v1 ? "use_geometric_product" : "geometric_product", false);
        }
    }

    private void dropout(ObjectNode a) {
        if (chance(0.3)) {
            a.put("dropout_prob", chance(0.5) ? 0.0 : 0.1);
        }
    }

    private void slim(ObjectNode a, boolean conditional) {
        a.put("num_blocks", between(1, 3)).put("num_heads", between(1, 4));
        a.put("in_v_channels", between(1, 3)).put("in_s_channels", between(1, 4));
        int vectors = chance(0.3) ? 0 : between(1, 3);
        a.put("out_v_channels", vectors).put("out_s_channels", vectors > 0 && chance(0.2) ? 0 : between(1, 3));
        a.put("hidden_v_channels", between(2, 12)).put("hidden_s_channels", between(2, 20));
        a.put("nonlinearity", pick(List.of("relu", "sigmoid", "tanh", "gelu", "silu")));
        a.put("mlp_ratio", between(1, 3)).put("attn_ratio", between(1, 2)).put("num_layers_mlp", between(2, 3));
        if (conditional) {
            a.put(condition("v"), between(1, 3)).put(condition("s"), between(1, 4));
        }
        dropout(a);
        if (!v1 && chance(0.3)) {
            a.putNull("nonlinearity_v");
        }
        if (!v1 && chance(0.3)) {
            a.put("norm_elementwise_affine", false);
        }
    }

    private int between(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    private boolean chance(double p) {
        return random.nextDouble() < p;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
