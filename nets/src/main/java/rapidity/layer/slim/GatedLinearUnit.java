package rapidity.layer.slim;

import rapidity.engine.Params;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.engine.kernel.VectorGate;

/// Gated linear unit of four-vectors and scalars: one linear map to vectors v, a, b and scalars s, t, of which
///
/// ```
/// v := g(factor <a, b>) v,      s := f(t) s
/// ```
///
/// with the Minkowski product of each channel, f the nonlinearity of scalars and g that of vectors.
///
/// @source arXiv:2512.17011
public final class GatedLinearUnit {
    private final SlimLinear linear;
    private final VectorGate gate;

    /// @param live which of the inputs are there, and which of the outputs are computed
    public GatedLinearUnit(
            Params p, SlimRules rules, VectorChannels in, VectorChannels out, SlimMlp.Gate gate, Streams live) {
        VectorChannels ungated = new VectorChannels(3 * out.vectors(), 2 * out.scalars());
        this.linear = new SlimLinear(p.in("linear"), in, ungated, rules.bias(), SlimInitialisation.DEFAULT, live);
        this.gate = gate.functions();
    }

    public VectorsScalars apply(VectorsScalars x) {
        return linear.gated(x, gate);
    }
}
