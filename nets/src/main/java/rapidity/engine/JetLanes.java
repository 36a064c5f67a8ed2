package rapidity.engine;

import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.MessageLayout;

/// Rows of nodes with as many jets as kernels work on at once: jets of zeros behind the last one.
///
/// @param <A> float[] or double[]
final class JetLanes<A> {
    private final JavaOps<A> ops;
    private final Kernels<A> kernels;
    private final int jets;
    private final MessageLayout layout;

    JetLanes(JavaOps<A> ops, Kernels<A> kernels, MessageLayout narrow) {
        this.ops = ops;
        this.kernels = kernels;
        jets = narrow.jets();
        int lanes = kernels.lanes();
        layout = new MessageLayout(narrow.channels(), narrow.particles(), (jets + lanes - 1) / lanes * lanes);
    }

    MessageLayout layout() {
        return layout;
    }

    private boolean whole() {
        return jets == layout.jets();
    }

    Buffer zeros(int rows) {
        Buffer b = ops.allocate(rows * layout.nodes());
        ops.fill(b, 0, rows * layout.nodes(), 0);
        return b;
    }

    /// The same rows with more jets; to be released.
    Buffer padded(Buffer x, int rows) {
        if (whole()) {
            ops.retain(x);
            return x;
        }
        Buffer y = zeros(rows);
        copy(x, jets, y, layout.jets(), rows);
        return y;
    }

    /// The rows of the jets that exist; x is released.
    Buffer narrowed(Buffer x, int rows) {
        if (whole()) {
            return x;
        }
        Buffer y = ops.allocate(rows * layout.particles() * jets);
        copy(x, layout.jets(), y, jets, rows);
        ops.release(x);
        return y;
    }

    /// `y += x`; x is released.
    void addInto(Buffer x, int rows, Buffer y) {
        Buffer narrow = narrowed(x, rows);
        ops.addInto(narrow, y, rows * layout.particles() * jets);
        ops.release(narrow);
    }

    private void copy(Buffer x, int xJets, Buffer y, int yJets, int rows) {
        int blocks = rows * layout.particles();
        kernels.copyBlocks(ops.raw(x), 0, xJets, ops.raw(y), 0, yJets, jets, blocks);
    }

    void release(Buffer... buffers) {
        for (Buffer b : buffers) {
            ops.release(b);
        }
    }
}
