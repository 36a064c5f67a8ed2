package rapidity.net;

import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.layer.EquiLinear;
import rapidity.layer.GeluForm;
import rapidity.layer.GeoMlp;
import rapidity.layer.GeometricProduct;
import rapidity.layer.Nonlinearity;

/// Hyper-parameters of [Gap]. Start from a preset and change what differs.
///
/// @param in what comes in
/// @param hidden width of the blocks
/// @param out what comes out
/// @param blocks number of geometric MLPs
/// @param linear what all equivariant linear maps have in common
/// @param mlp of each block; all its layers have the same width
/// @param dropout probability after each layer of the blocks; zero is not the same as none, see [GeoMlp]
/// @param recomputation what training keeps of the blocks
public record GapConfig(
        Channels in,
        Channels hidden,
        Channels out,
        int blocks,
        EquiLinear.Rules linear,
        GeoMlp.Config mlp,
        OptionalDouble dropout,
        Recomputation recomputation)
        implements NetConfig {
    /// @throws IllegalArgumentException if blocks are negative, they have no multivectors, or an MLP is wider inside
    public GapConfig {
        LgatrConfig.check(blocks, hidden);
        if (mlp.ratio() != 1) {
            throw new IllegalArgumentException("the layers of a GAP are equally wide, got ratio " + mlp.ratio());
        }
    }

    /// In the manner of lgatr 2.0, which has no such network: its initial values and its form of GELU.
    ///
    /// @param layers of each block, the bilinear one included. lorentz-gatr counts widths: its `num_layers` is one more
    public static GapConfig v2(Channels in, Channels hidden, Channels out, int blocks, int layers) {
        return of(in, hidden, out, blocks, EquiLinear.Rules.v2(), mlp(layers, GeluForm.TANH));
    }

    /// The network of lorentz-gatr.
    ///
    /// @param layers of each block, the bilinear one included. lorentz-gatr counts widths: its `num_layers` is one more
    public static GapConfig v1(Channels in, Channels hidden, Channels out, int blocks, int layers) {
        return of(in, hidden, out, blocks, EquiLinear.Rules.v1(), mlp(layers, GeluForm.EXACT));
    }

    private static GeoMlp.Config mlp(int layers, GeluForm gelu) {
        return new GeoMlp.Config(1, layers, Nonlinearity.GELU, gelu, GeometricProduct.FULL);
    }

    private static GapConfig of(
            Channels in, Channels hidden, Channels out, int blocks, EquiLinear.Rules linear, GeoMlp.Config mlp) {
        return new GapConfig(in, hidden, out, blocks, linear, mlp, OptionalDouble.empty(), Recomputation.NONE);
    }

    /// Equivariant under another group.
    public GapConfig withSymmetry(SymmetryGroup group) {
        return new GapConfig(in, hidden, out, blocks, linear.withSymmetry(group), mlp, dropout, recomputation);
    }

    /// With other MLPs.
    public GapConfig withMlp(UnaryOperator<GeoMlp.Config> change) {
        return new GapConfig(in, hidden, out, blocks, linear, change.apply(mlp), dropout, recomputation);
    }

    /// With dropout of this probability, from 0 to below 1.
    public GapConfig withDropout(double probability) {
        return new GapConfig(in, hidden, out, blocks, linear, mlp, OptionalDouble.of(probability), recomputation);
    }

    /// Keeping more or less for the gradient.
    public GapConfig withRecomputation(Recomputation other) {
        return new GapConfig(in, hidden, out, blocks, linear, mlp, dropout, other);
    }
}
