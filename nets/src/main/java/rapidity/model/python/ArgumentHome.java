package rapidity.model.python;

import java.util.Optional;
import java.util.Set;

/// Where an argument belongs that is unknown where it stands.
final class ArgumentHome {
    private static final Set<String> ATTENTION =
            Set.of("num_heads", "multi_query", "head_scale", "attn_ratio", "increase_hidden_channels");
    private static final Set<String> MLP =
            Set.of("mlp_ratio", "num_layers_mlp", "nonlinearity", "activation", "num_hidden_layers");
    private static final Set<String> PRIMITIVES =
            Set.of("subgroup", "bivector", "geometric_product", "sparse_gp", "sparse_linear");
    private static final Set<String> V1 = Set.of(
            "increase_hidden_channels",
            "activation",
            "num_hidden_layers",
            "use_fully_connected_subgroup",
            "use_bivector",
            "use_geometric_product",
            "condition_mv_channels",
            "condition_s_channels",
            "condition_v_channels");
    private static final Set<String> V2 = Set.of(
            "attn_ratio",
            "mlp_ratio",
            "num_layers_mlp",
            "nonlinearity",
            "nonlinearity_v",
            "norm_elementwise_affine",
            "primitives",
            "subgroup",
            "bivector",
            "geometric_product",
            "mv_channels_cond",
            "s_channels_cond",
            "v_channels_cond");

    private ArgumentHome() {}

    /// @param known arguments of the place
    static Optional<String> of(String name, Set<String> known) {
        if (known.contains("attention") && ATTENTION.contains(name)) {
            return Optional.of("it stands in 'attention'");
        } else if (known.contains("mlp") && MLP.contains(name)) {
            return Optional.of("it stands in 'mlp'");
        } else if (known.contains("primitives") && PRIMITIVES.contains(name)) {
            return Optional.of("it stands in 'primitives'");
        } else if (known.contains("in_v_channels") && (name.contains("mv_channels") || name.equals("attention"))) {
            return Optional.of("an argument of LGATr: is 'class' right?");
        } else if (known.contains("hidden_mv_channels") && name.matches("(in|hidden|out)_v_channels")) {
            return Optional.of("an argument of LGATrSlim: is 'class' right?");
        } else if (V1.contains(name)) {
            return Optional.of("an argument of lgatr 1.x: is 'package' right?");
        }
        return V2.contains(name) ? Optional.of("an argument of lgatr 2.x: is 'package' right?") : Optional.empty();
    }
}
