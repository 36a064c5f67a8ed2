package rapidity.layer.slim;

import java.util.function.UnaryOperator;
import rapidity.engine.NormGains;
import rapidity.engine.Params;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;

/// Root-mean-square norm of each token's four-vectors v_1 .. v_C and scalars s_1 .. s_S, with one factor for both:
///
/// ```
/// n   = (sum over c of |<v_c, v_c>| + sum over k of s_k^2) / (C + S)
/// v_c := v_c / sqrt(n + 0.01),      s_k := s_k / sqrt(n + 0.01)
/// ```
///
/// @source arXiv:2512.17011
public final class SlimRmsNorm {
    private final UnaryOperator<VectorsScalars> norm;

    private SlimRmsNorm(UnaryOperator<VectorsScalars> norm) {
        this.norm = norm;
    }

    /// Without parameters.
    public static SlimRmsNorm plain() {
        return new SlimRmsNorm(VectorsScalars::norm);
    }

    /// With a gain for each vector, `weight_v`, and for each scalar, `weight_s`.
    ///
    /// @source lgatr 2.0, norm_elementwise_affine
    public static SlimRmsNorm withGains(Params p, VectorChannels width) {
        return withGains(p, width, Streams.BOTH);
    }

    /// @param live what is used of the result
    static SlimRmsNorm withGains(Params p, VectorChannels width, Streams live) {
        NormGains gains = NormGains.ofVectors(
                p,
                width,
                live.vectors(p).constant("weight_v", 1, width.vectors()),
                live.scalars(p).constant("weight_s", 1, width.scalars()));
        return new SlimRmsNorm(x -> x.norm(gains));
    }

    public VectorsScalars apply(VectorsScalars x) {
        return norm.apply(x);
    }
}
