package rapidity.engine;

import java.util.List;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.Transposed;

/// A network's weights in the forms that kernels read, and ordinary linear maps with them, in pure Java.
///
/// @param <A> float[] or double[]
final class JavaWeights<A> {
    private final JavaOps<A> ops;
    private final Kernels<A> kernels;

    JavaWeights(JavaOps<A> ops, Kernels<A> kernels) {
        this.ops = ops;
        this.kernels = kernels;
    }

    /// See [Ops#pack].
    void pack(Buffer weights, Packing p, Buffer packed) {
        A from = ops.raw(weights);
        A to = ops.raw(packed);
        for (PackedMatrix m : p.matrices()) {
            kernels.pack(from, m.source(), m.rows(), m.columns(), to, m.forward(), m.transposed());
        }
        for (PackedVector v : p.vectors()) {
            kernels.gatherSigned(from, v.source(), to, v.position());
            for (int i = 0; i < v.source().length; i++) {
                if (v.source()[i] == 0) {
                    kernels.set(to, v.position() + i, v.rest());
                }
            }
        }
    }

    /// See [Ops#unpack].
    void unpack(Buffer packedGradient, Packing p, Buffer natural) {
        A from = ops.raw(packedGradient);
        A to = ops.raw(natural);
        p.matrices().forEach(m -> kernels.scatterAddSigned(from, m.gradient(), m.source(), to));
        p.vectors().forEach(v -> kernels.scatterAddSigned(from, v.gradient(), v.source(), to));
    }

    /// See [Ops#keep].
    void keep(Buffer weights, List<WeightMatrix> matrices, Buffer panels) {
        for (WeightMatrix w : matrices) {
            int from = w.natural().offset();
            kernels.panels(Transposed.SECOND, ops.raw(weights), from, w.out(), w.in(), ops.raw(panels), w.forward());
            kernels.panels(
                    Transposed.NEITHER, ops.raw(weights), from, w.in(), w.out(), ops.raw(panels), w.transposed());
        }
    }

    /// See [Ops#linear].
    Buffer linear(Transposed how, Buffer x, Shape shape, WeightMatrix w, Weights weights) {
        MatmulShape s = MatmulShape.of(how, shape, w.natural().shape());
        int from = how.second() ? w.forward() : w.transposed();
        Buffer y = ops.allocate(s.out().size());
        Buffer scratch = ops.allocate(kernels.matmulScratch(0, s.k()));
        A panels = ops.raw(weights.panels());
        kernels.matmulPanels(
                ops.raw(x), 0, panels, from, ops.raw(y), 0, s.batches() * s.m(), s.n(), s.k(), ops.raw(scratch));
        ops.release(scratch);
        return y;
    }

    /// See [Ops#linearWeightGradient].
    void linearWeightGradient(Buffer dy, Buffer x, int rows, WeightMatrix w, Gradients gradients) {
        Buffer scratch = ops.allocate(kernels.matmulScratch(w.in(), rows));
        A sum = ops.raw(gradients.natural());
        int to = w.natural().offset();
        kernels.addMatmulTransposed(ops.raw(dy), ops.raw(x), sum, to, w.out(), w.in(), rows, ops.raw(scratch));
        ops.release(scratch);
    }
}
