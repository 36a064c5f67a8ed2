package rapidity.model.python;

import java.util.Locale;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.layer.AttentionProduct;
import rapidity.layer.GeoMlp;
import rapidity.layer.GeometricProduct;
import rapidity.layer.KeyValues;
import rapidity.layer.LgatrBlock;
import rapidity.layer.SelfAttention;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.Recomputation;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The arguments with which lgatr constructs a network: the inverse of [LgatrArguments].
final class LgatrWords {
    private final boolean v1;
    private final ObjectNode r = JsonNodeFactory.instance.objectNode();

    private LgatrWords(Dialect dialect) {
        this.v1 = dialect == Dialect.V1;
    }

    static ObjectNode of(LgatrConfig c, Dialect dialect) {
        LgatrWords words = new LgatrWords(dialect);
        words.put("in", c.in());
        words.put("out", c.out());
        words.put("hidden", c.hidden());
        words.r.put("num_blocks", c.blocks());
        words.put(c.block());
        c.reinserted()
                .multivectors()
                .forEach(i -> words.r.withArray("reinsert_mv_channels").add(i));
        c.reinserted()
                .scalars()
                .forEach(i -> words.r.withArray("reinsert_s_channels").add(i));
        words.r.put("checkpoint_blocks", c.recomputation() == Recomputation.BLOCKS);
        return words.r;
    }

    static ObjectNode of(ConditionalLgatrConfig c, Dialect dialect) {
        LgatrWords words = new LgatrWords(dialect);
        words.put("in", c.in());
        words.put("out", c.out());
        words.put("hidden", c.hidden());
        words.r.put(
                words.v1 ? "condition_mv_channels" : "mv_channels_cond",
                c.condition().multivectors());
        words.r.put(
                words.v1 ? "condition_s_channels" : "s_channels_cond",
                c.condition().scalars());
        words.r.put("num_blocks", c.blocks());
        words.put(c.block());
        words.put("crossattention", c.crossAttention().attention());
        words.r.put("checkpoint_blocks", c.recomputation() == Recomputation.BLOCKS);
        return words.r;
    }

    private void put(String which, Channels c) {
        r.put(which + "_mv_channels", c.multivectors());
        if (v1 && c.scalars() == 0) {
            r.putNull(which + "_s_channels");
        } else {
            r.put(which + "_s_channels", c.scalars());
        }
    }

    private void put(LgatrBlock.Config c) {
        put("attention", c.attention());
        put(c.mlp());
        boolean subgroup = c.linear().symmetry() == SymmetryGroup.PROPER_ORTHOCHRONOUS;
        boolean bivectors = c.mlp().product() != GeometricProduct.WITHOUT_BIVECTORS;
        boolean product = c.mlp().product() != GeometricProduct.NONE;
        if (!v1) {
            r.put("norm_elementwise_affine", c.normGains());
            r.putObject("primitives")
                    .put("subgroup", subgroup)
                    .put("bivector", bivectors)
                    .put("geometric_product", product);
        } else {
            putUnlessTrue("use_fully_connected_subgroup", subgroup);
            putUnlessTrue("use_bivector", bivectors);
            putUnlessTrue("use_geometric_product", product);
        }
        c.dropout().ifPresent(p -> r.put("dropout_prob", p));
    }

    /// These switches of 1.x are global and no arguments: they appear where a user must set them.
    private void putUnlessTrue(String name, boolean value) {
        if (!value) {
            r.put(name, false);
        }
    }

    private void put(String name, SelfAttention.Config c) {
        ObjectNode attention = r.putObject(name)
                .put("num_heads", c.heads())
                .put(v1 ? "increase_hidden_channels" : "attn_ratio", c.ratio())
                .put("multi_query", c.keyValues() == KeyValues.SHARED)
                .put("head_scale", c.headScale());
        if (c.product() == AttentionProduct.EUCLIDEAN) {
            attention.put(LgatrArguments.EUCLIDEAN, true);
        }
    }

    private void put(GeoMlp.Config c) {
        r.putObject("mlp")
                .put(v1 ? "activation" : "nonlinearity", c.nonlinearity().name().toLowerCase(Locale.ROOT))
                .put(v1 ? "increase_hidden_channels" : "mlp_ratio", c.ratio())
                .put(v1 ? "num_hidden_layers" : "num_layers_mlp", c.layers() - (v1 ? 1 : 0));
    }
}
