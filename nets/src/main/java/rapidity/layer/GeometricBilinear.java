package rapidity.layer;

import java.util.function.UnaryOperator;
import rapidity.engine.Channels;
import rapidity.engine.EquiWeights;
import rapidity.engine.EquiWeights.Natural;
import rapidity.engine.EquiWeights.Part;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;

/// The layer that multiplies:
///
/// ```
/// x := norm(linear_out(linear_left(x) linear_right(x)))       (geometric product, channel by channel)
/// ```
///
/// All three maps see the scalars of x. `linear_right` starts near 1, so that the product starts near the left factor.
///
/// @source arXiv:2405.14806, Sec. 3.1, geometric bilinear layers
public final class GeometricBilinear {
    private final EquiWeights factors;
    private final UnaryOperator<Multivectors> kept;
    private final EquiLinear out;
    private final EquiLayerNorm norm = EquiLayerNorm.plain();

    /// As many products as multivectors come out.
    public GeometricBilinear(Params p, EquiLinear.Rules rules, Channels in, Channels width) {
        this(p, rules, in, width.multivectors(), width, GeometricProduct.FULL);
    }

    /// @param products how many there are, in as many channels
    /// @param product whole or without bivectors
    public GeometricBilinear(
            Params p, EquiLinear.Rules rules, Channels in, int products, Channels width, GeometricProduct product) {
        if (product == GeometricProduct.NONE) {
            throw new IllegalArgumentException("a geometric bilinear layer needs a product, got " + product);
        }
        Channels factor = new Channels(products, 0);
        Natural left = factor(p.in("linear_left"), rules, in, factor, Initialisation.DEFAULT);
        Natural right = factor(p.in("linear_right"), rules, in, factor, Initialisation.ALMOST_UNIT_SCALAR);
        factors = new EquiWeights(p, in, Part.of(left, factor), Part.of(right, factor));
        kept = product == GeometricProduct.FULL ? x -> x : Multivectors::withoutBivectors;
        out = new EquiLinear(
                p.in("linear_out"), rules, factor.withScalars(in.scalars()), width, Initialisation.DEFAULT);
    }

    private static Natural factor(
            Params p, EquiLinear.Rules rules, Channels in, Channels out, Initialisation initialisation) {
        return new NaturalWeights(p, rules, in, out, initialisation).declare(Bias.PRESENT);
    }

    public Multivectors apply(Multivectors x) {
        Multivectors product = kept.apply(x.equiLinear(factors).geometricProduct());
        return norm.apply(out.apply(product, x));
    }
}
