package rapidity.layer.irreps;

import java.util.List;
import rapidity.engine.Parameter;
import rapidity.engine.Shape;
import rapidity.engine.Tensor;

/// Lorentz-group message passing at maxdim 2, where the only irreps are complex scalars s and four-vectors v. All
/// products
/// are channel by channel and without complex conjugation; e0 = R_0 (1 + i), R_1 are the edge functions and p_ij the
/// relative momenta.
///
/// ```
/// vectors: [ sum_j e0 v_j ;  sum_j R_1 p_ij s_j ;  v_i ;  s_i v_i ;  s_i v_i ]           v' = W(1,1) vectors
/// scalars: [ sum_j R_1 <p_ij, v_j> / 2 ;  sum_j e0 s_j ;  s_i ;  <v_i, v_i> / 2 ;  s_i^2 ]    s' = MLP( W(0,0) scalars
/// )
/// ```
///
/// @source arXiv:2212.07347, Eq. 3.1 to 3.3
/// @departs the papers have no message e0, and the published code sends messages of a node to itself and of empty
/// slots,
///     see [MessageRules]
public final class VectorLevel {
    /// Channels of a level's mixing per channel that comes in.
    public static final int BLOCKS = 5;

    private final RadialFunctions radial;
    private final Parameter vectorMixing;
    private final Parameter scalarMixing;
    private final ScalarMlp mlp;
    private final MessageRules rules;
    private final int in;
    private final int out;

    /// @param radial of orders 0 and 1, and of as many channels as come in
    /// @param vectorMixing complex weights `[(re, im), out, 5 in]`
    /// @param scalarMixing complex weights `[(re, im), out, 5 in]`
    /// @param mlp of as many channels as go out
    /// @throws IllegalArgumentException if the shapes do not fit
    public VectorLevel(
            RadialFunctions radial, Parameter vectorMixing, Parameter scalarMixing, ScalarMlp mlp, MessageRules rules) {
        this.radial = radial;
        this.vectorMixing = vectorMixing;
        this.scalarMixing = scalarMixing;
        this.mlp = mlp;
        this.rules = rules;
        in = radial.channels();
        out = vectorMixing.shape().axis(1);
        Shape expected = Shape.of(2, out, BLOCKS * in);
        if (!vectorMixing.shape().equals(expected) || !scalarMixing.shape().equals(expected)) {
            throw new IllegalArgumentException("a level of " + in + " channels mixes with weights " + expected
                    + ", got " + vectorMixing.shape() + " and " + scalarMixing.shape());
        }
    }

    /// All features of the next level.
    public ComplexVectorsScalars apply(ComplexVectorsScalars x, NodeMomenta momenta) {
        ComposedBlocks blocks = new ComposedBlocks(radial, rules, x, momenta);
        Tensor mixed = mixed(scalarMixing, blocks.scalars(), 1);
        Tensor scalars = mlp.apply(mixed.reshape(2 * out, -1));
        return ComplexVectorsScalars.of(vectors(blocks), scalars.reshape(out, 2, x.particles(), x.jets()));
    }

    /// The vectors of the next level alone, for where its scalars are not used.
    ///
    /// @return `[C, (re, im), (t, x, y, z), particles, jets]`
    public Tensor vectors(ComplexVectorsScalars x, NodeMomenta momenta) {
        return vectors(new ComposedBlocks(radial, rules, x, momenta));
    }

    private Tensor vectors(ComposedBlocks blocks) {
        return mixed(vectorMixing, blocks.vectors(), ComplexVectorsScalars.VECTOR);
    }

    /// `out_re = W_re x_re - W_im x_im,  out_im = W_im x_re + W_re x_im`.
    private Tensor mixed(Parameter weights, Tensor x, int components) {
        Shape s = x.shape();
        int nodes = s.axis(-2) * s.axis(-1);
        Tensor w = x.tape().parameter(weights);
        Tensor re = w.slice(0, 0, 1).reshape(out, s.axis(0));
        Tensor im = w.slice(0, 1, 2).reshape(out, s.axis(0));
        Tensor xRe = x.slice(1, 0, 1).reshape(s.axis(0), components * nodes);
        Tensor xIm = x.slice(1, 1, 2).reshape(s.axis(0), components * nodes);
        Tensor yRe = re.matmul(xRe).minus(im.matmul(xIm)).reshape(out, 1, components, nodes);
        Tensor yIm = im.matmul(xRe).plus(re.matmul(xIm)).reshape(out, 1, components, nodes);
        Tensor y = Tensor.concatenate(1, List.of(yRe, yIm));
        return components == 1
                ? y.reshape(out, 2, s.axis(-2), s.axis(-1))
                : y.reshape(out, 2, components, s.axis(-2), s.axis(-1));
    }
}
