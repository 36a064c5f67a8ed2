package rapidity.engine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import rapidity.engine.kernel.MessageLayout;
import rapidity.engine.kernel.Unary;

/// A level of Lorentz-group message passing at maxdim 2, on features `[rows, nodes]` in the order of [MessageLayout].
/// No array of all pairs and channels is kept: their numbers are computed again for the gradient, some pairs at a
/// time.
public final class LorentzLevel {
    private final int in;
    private final int out;
    private final MixedBlocks vectors;
    private final MixedBlocks scalars;

    /// @param in channels of vectors and of scalars
    /// @param out channels of the next level
    public LorentzLevel(int in, int out) {
        this.in = in;
        this.out = out;
        MessageLayout rows = new MessageLayout(in, 1, 1);
        vectors = MixedBlocks.of(in, out, MessageLayout.VECTOR_BLOCKS + 1, 0, MessageLayout.VECTOR, true);
        scalars = MixedBlocks.of(in, out, MessageLayout.SCALAR_BLOCKS, rows.scalar(0, 0), 1, false);
    }

    /// What the level mixes.
    ///
    /// @param features `[10 C, particles jets]`
    public Tensor blocks(MessageEdges edges, Tensor features, int particles, int jets) {
        Tape tape = features.tape();
        MessageLayout layout = new MessageLayout(in, particles, jets);
        Shape shape = Shape.of(layout.blockRows(), layout.nodes());
        LorentzOps ops = tape.ops().lorentz();
        Buffer y = ops.blocks(layout, edges, features.buffer());
        return tape.record(y, shape, true, g -> {
            tape.refuseSecondDerivative("Lorentz-group message passing");
            Sums sums = new Sums(tape);
            Buffer dx = ops.blocksGradient(layout, edges, features.buffer(), g.buffer(), sums);
            tape.accumulate(features, tape.temporary(dx, features.shape()));
            sums.accumulate();
        });
    }

    /// The vectors of the next level, `[8 C, nodes]`.
    ///
    /// @param weights `[(re, im), out, 5 in]`
    public Tensor vectors(Tensor blocks, Tensor weights) {
        Tape tape = blocks.tape();
        int nodes = blocks.shape().axis(1);
        Buffer y = tape.ops().allocate(MessageLayout.VECTOR * 2 * out * nodes);
        tape.ops().lorentz().mix(vectors, weights.buffer(), blocks.buffer(), y, 0, nodes);
        return tape.record(y, Shape.of(MessageLayout.VECTOR * 2 * out, nodes), true, g -> {
            tape.refuseSecondDerivative("a mixing of vectors");
            Sums sums = new Sums(tape);
            Buffer dx = sums.of(blocks);
            Buffer dw = sums.of(weights);
            tape.ops().lorentz().mixGradient(vectors, weights.buffer(), blocks.buffer(), g.buffer(), 0, nodes, dw, dx);
            sums.accumulate();
        });
    }

    /// The features of the next level: vectors mixed, scalars mixed and sent through an MLP.
    ///
    /// @param vectorWeights `[(re, im), out, 5 in]`
    /// @param scalarWeights `[(re, im), out, 5 in]`
    /// @param f between the maps of the MLP
    /// @return `[10 C, nodes]`
    public Tensor features(
            Tensor blocks,
            Tensor vectorWeights,
            Tensor scalarWeights,
            Unary f,
            List<Tensor> maps,
            List<Tensor> biases) {
        Tape tape = blocks.tape();
        LorentzOps ops = tape.ops().lorentz();
        int n = blocks.shape().axis(1);
        int row = MessageLayout.VECTOR * 2 * out;
        Buffer mixed = tape.keep(2 * out * n);
        List<Buffer> kept = new ArrayList<>();
        biases.subList(0, biases.size() - 1)
                .forEach(b -> kept.add(tape.keep(b.shape().size() * n)));
        Buffer y = tape.ops().allocate(MessageLayout.FEATURES * out * n);
        ops.mix(vectors, vectorWeights.buffer(), blocks.buffer(), y, 0, n);
        ops.mix(scalars, scalarWeights.buffer(), blocks.buffer(), mixed, 0, n);
        ops.mlp(f, maps, biases, mixed, n, y, row, kept);
        return tape.record(y, Shape.of(MessageLayout.FEATURES * out, n), true, g -> {
            tape.refuseSecondDerivative("a mixing of vectors and scalars");
            Sums sums = new Sums(tape);
            Buffer dMixed = ops.mlpGradient(f, maps, biases, mixed, n, g.buffer(), row, kept, sums);
            Buffer x = blocks.buffer();
            Buffer dx = tape.ops().allocate(blocks.shape().size());
            ops.mixGradient(vectors, vectorWeights.buffer(), x, g.buffer(), 0, n, sums.of(vectorWeights), dx);
            ops.mixGradient(scalars, scalarWeights.buffer(), x, dMixed, 0, n, sums.of(scalarWeights), dx);
            tape.ops().release(dMixed);
            tape.accumulate(blocks, tape.temporary(dx, blocks.shape()));
            sums.accumulate();
        });
    }

    /// Gradients on their way to their tensors.
    private static final class Sums implements LorentzOps.TensorGradients {
        private final Tape tape;
        private final Map<Tensor, Buffer> gradients = new IdentityHashMap<>();

        Sums(Tape tape) {
            this.tape = tape;
        }

        @Override
        public Buffer of(Tensor t) {
            return gradients.computeIfAbsent(t, k -> {
                Buffer b = tape.ops().allocate(t.shape().size());
                tape.ops().fill(b, 0, t.shape().size(), 0);
                return b;
            });
        }

        void accumulate() {
            gradients.forEach((t, b) -> tape.accumulate(t, tape.temporary(b, t.shape())));
        }
    }
}
