package rapidity.app.study;

import java.util.List;
import rapidity.algebra.SymmetryGroup;
import rapidity.app.study.recipe.Section;
import rapidity.engine.Channels;
import rapidity.engine.VectorChannels;
import rapidity.layer.AttentionProduct;
import rapidity.layer.GeometricProduct;
import rapidity.net.CgennConfig;
import rapidity.net.GapConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.TransformerConfig;

/// The settings of networks in recipes, the same for each task; what goes in and out the task says.
final class NetSettings {
    static final int DEEPEST = 1000;
    static final int WIDEST = 1 << 14;

    private NetSettings() {}

    /// L-GATr.
    static LgatrConfig lgatr(Section s, Channels in, Channels out) {
        Channels hidden = new Channels(s.count("multivectors", 1, WIDEST), s.count("scalars", 0, WIDEST));
        int blocks = s.count("blocks", 1, DEEPEST);
        int heads = s.count("heads", 1, WIDEST);
        LgatrConfig c = isFirst(s)
                ? LgatrConfig.v1(in, hidden, out, blocks, heads)
                : LgatrConfig.v2(in, hidden, out, blocks, heads);
        c = c.withSymmetry(s.choice("symmetry", SymmetryGroup.class))
                .withAttentionRatio(s.count("attention-ratio", 1, DEEPEST))
                .withMlpRatio(s.count("mlp-ratio", 1, DEEPEST))
                .withGeometricProduct(s.choice("geometric-product", GeometricProduct.class))
                .withAttentionProduct(s.choice("attention-product", AttentionProduct.class));
        return s.truth("head-scale") ? c.withHeadScale() : c;
    }

    /// L-GATr-slim.
    static LgatrSlimConfig slim(Section s, VectorChannels in, VectorChannels out) {
        VectorChannels hidden = new VectorChannels(s.count("vectors", 1, WIDEST), s.count("scalars", 1, WIDEST));
        int blocks = s.count("blocks", 1, DEEPEST);
        int heads = s.count("heads", 1, WIDEST);
        LgatrSlimConfig c = isFirst(s)
                ? LgatrSlimConfig.v1(in, hidden, out, blocks, heads)
                : LgatrSlimConfig.v2(in, hidden, out, blocks, heads);
        return c.withAttentionRatio(s.count("attention-ratio", 1, DEEPEST))
                .withMlpRatio(s.count("mlp-ratio", 1, DEEPEST));
    }

    /// GAP.
    static GapConfig gap(Section s, Channels in, Channels out) {
        Channels hidden = new Channels(s.count("multivectors", 1, WIDEST), s.count("scalars", 0, WIDEST));
        int blocks = s.count("blocks", 1, DEEPEST);
        int layers = s.count("layers", 1, DEEPEST);
        return isFirst(s)
                ? GapConfig.v1(in, hidden, out, blocks, layers)
                : GapConfig.v2(in, hidden, out, blocks, layers);
    }

    private static boolean isFirst(Section s) {
        return s.choice("dialect", List.of("v1", "v2")).equals("v1");
    }

    /// CGENN.
    static CgennConfig cgenn(Section s, int types, int out) {
        return new CgennConfig(
                types,
                new Channels(s.count("multivectors", 1, WIDEST), s.count("scalars", 1, WIDEST)),
                s.count("decoder", 1, WIDEST),
                out,
                s.count("blocks", 1, DEEPEST),
                s.number("dropout"));
    }

    /// A transformer.
    static TransformerConfig transformer(Section s, int in, int out) {
        return new TransformerConfig(
                in, s.count("width", 1, WIDEST), out, s.count("blocks", 1, DEEPEST), s.count("heads", 1, WIDEST));
    }
}
