package rapidity.layer.irreps;

import java.util.Arrays;
import rapidity.engine.LorentzLevel;
import rapidity.engine.MessageEdges;
import rapidity.engine.Parameter;
import rapidity.engine.Shape;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.NodePairs;

/// Lorentz-group message passing at maxdim 2, where the only irreps are complex scalars s and four-vectors v. All
/// products are channel by channel and without complex conjugation; e0 = R_0 (1 + i), R_1 are the edge functions and
/// p_ij the relative momenta.
///
/// ```
/// vectors: [ sum_j e0 v_j ;  sum_j R_1 p_ij s_j ;  v_i ;  s_i v_i ;  s_i v_i ]           v' = W(1,1) vectors
/// scalars: [ sum_j R_1 <p_ij, v_j> / 2 ;  sum_j e0 s_j ;  s_i ;  <v_i, v_i> / 2 ;  s_i^2 ]    s' = MLP( W(0,0) scalars
/// )
/// ```
///
/// @source arXiv:2212.07347, Eq. 3.1 to 3.3
/// @departs the papers have no message e0, and the published code sends messages of a node to itself and of empty
///     slots, see [MessageRules]
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
    private final LorentzLevel level;

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
        level = new LorentzLevel(in, out);
    }

    /// All features of the next level.
    public ComplexVectorsScalars apply(ComplexVectorsScalars x, NodeMomenta momenta) {
        Tensor blocks = blocks(x, momenta);
        Tape tape = blocks.tape();
        Tensor rows = level.features(
                blocks,
                tape.parameter(vectorMixing),
                tape.parameter(scalarMixing),
                mlp.function(),
                mlp.weights(tape),
                mlp.biases(tape));
        return new ComplexVectorsScalars(rows, out, x.particles(), x.jets());
    }

    /// The vectors of the next level alone, for where its scalars are not used.
    ///
    /// @return `[C, (re, im), (t, x, y, z), particles, jets]`
    public Tensor vectors(ComplexVectorsScalars x, NodeMomenta momenta) {
        Tensor blocks = blocks(x, momenta);
        return level.vectors(blocks, blocks.tape().parameter(vectorMixing))
                .reshape(out, 2, ComplexVectorsScalars.VECTOR, x.particles(), x.jets());
    }

    private Tensor blocks(ComplexVectorsScalars x, NodeMomenta momenta) {
        if (x.particles() != momenta.particles() || x.jets() != momenta.jets() || x.channels() != in) {
            throw new IllegalArgumentException("features of " + x.channels() + " channels, " + x.particles()
                    + " particles, " + x.jets() + " jets do not fit " + in + " channels, " + momenta.particles()
                    + " particles, " + momenta.jets() + " jets");
        }
        return level.blocks(edges(x.rows().tape(), momenta), x.rows(), x.particles(), x.jets());
    }

    private MessageEdges edges(Tape tape, NodeMomenta momenta) {
        NodePairs pairs = rules.selfPairs() == SelfPairs.INCLUDED
                ? NodePairs.all(momenta.particles())
                : NodePairs.different(momenta.particles());
        return switch (momenta) {
            case NodeMomenta.Real p -> {
                if (rules.edges() == EdgeFunction.CONSTANT) {
                    throw new IllegalArgumentException("edges of real momenta have radial functions, not constants");
                }
                Tensor values = tape.tensor(p.values(), ComplexVectorsScalars.VECTOR, p.particles(), p.jets());
                double[] present = new double[p.present().length];
                Arrays.setAll(present, i -> p.present()[i] ? 1 : 0);
                Tensor flags = tape.tensor(present, p.particles(), p.jets());
                yield new MessageEdges.Real(
                        pairs, radial.weights(tape), values, flags, rules.padding() == Padding.ABSENT);
            }
            case NodeMomenta.Complex q ->
                switch (rules.edges()) {
                    case RADIAL -> new MessageEdges.Complex(pairs, radial.weights(tape), q.values());
                    case CONSTANT ->
                        new MessageEdges.Constant(
                                rules.selfPairs() == SelfPairs.INCLUDED ? 1 : 0, radial.constants(tape), q.values());
                };
        };
    }
}
