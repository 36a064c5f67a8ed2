package rapidity.layer.slim;

import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorWeights;
import rapidity.engine.VectorsScalars;
import rapidity.engine.kernel.VectorGate;

/// Linear map of four-vectors v, whose components it does not mix, and of scalars s:
///
/// ```
/// v'_o = sum over inputs i of weight_v[o, i] v_i
/// s'   = linear_s(s)
/// ```
///
/// Vectors and scalars do not meet here, but in norms, in gates and in attention. Where no scalars come in, those
/// that go out are 0, or the bias.
///
/// @source arXiv:2512.17011
public final class SlimLinear {
    private final VectorWeights weights;

    public SlimLinear(
            Params p, VectorChannels in, VectorChannels out, BiasStart bias, SlimInitialisation initialisation) {
        this(p, in, out, bias, initialisation, Streams.BOTH);
    }

    /// @param live which of the inputs are there, and which of the outputs are computed
    public SlimLinear(
            Params p,
            VectorChannels in,
            VectorChannels out,
            BiasStart bias,
            SlimInitialisation initialisation,
            Streams live) {
        this(p, in, out, bias, initialisation, live, v -> v, s -> s);
    }

    /// With output channels in an order of ours.
    ///
    /// @param vectorOrder natural channel of each vector that comes out
    /// @param scalarOrder the same for scalars
    SlimLinear(
            Params p,
            VectorChannels in,
            VectorChannels out,
            BiasStart bias,
            SlimInitialisation initialisation,
            Streams live,
            IntUnaryOperator vectorOrder,
            IntUnaryOperator scalarOrder) {
        this(p, in, out, natural(p, in, out, bias, initialisation, live), live, vectorOrder, scalarOrder);
    }

    /// Some of the outputs of a map.
    ///
    /// @param out how many
    SlimLinear(
            Params p,
            VectorChannels in,
            VectorChannels out,
            VectorWeights.Natural natural,
            Streams live,
            IntUnaryOperator vectorOrder,
            IntUnaryOperator scalarOrder) {
        weights = new VectorWeights(p, live.of(in), live.of(out), natural, vectorOrder, scalarOrder);
    }

    /// Declares the parameters of a map.
    static VectorWeights.Natural natural(
            Params p,
            VectorChannels in,
            VectorChannels out,
            BiasStart bias,
            SlimInitialisation initialisation,
            Streams live) {
        Parameter vectors =
                live.vectors(p).uniform("weight_v", initialisation.bound(in.vectors()), out.vectors(), in.vectors());
        Params names = live.scalars(p).in("linear_s");
        boolean mixes = bias.declares(in.scalars(), out.scalars());
        @Nullable
        Parameter scalars =
                mixes ? names.uniform("weight", initialisation.bound(in.scalars()), out.scalars(), in.scalars()) : null;
        @Nullable Parameter constant = mixes ? bias.declare(names, in.scalars(), out.scalars()) : null;
        return new VectorWeights.Natural(vectors, scalars, constant);
    }

    public VectorsScalars apply(VectorsScalars x) {
        return x.linear(weights);
    }

    /// The same, of whose results the first third of the vectors and the first half of the scalars is gated by the
    /// others.
    VectorsScalars gated(VectorsScalars x, VectorGate gate) {
        return x.gatedLinear(weights, gate);
    }
}
