package rapidity.engine;

import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.MessageLayout;

/// Messages on edges of real momenta, some pairs of nodes at a time.
///
/// @param <A> float[] or double[]
final class RealMessages<A> {
    private final JavaOps<A> ops;
    private final Kernels<A> kernels;
    private final MessageLayout layout;
    private final MessageEdges.Real edges;
    private final EdgeTiles<A> tiles;
    private final Buffer squares;
    private final Buffer seen;
    private final Buffer functions;

    RealMessages(JavaOps<A> ops, Kernels<A> kernels, MessageLayout layout, MessageEdges.Real edges) {
        this.ops = ops;
        this.kernels = kernels;
        this.layout = layout;
        this.edges = edges;
        tiles = new EdgeTiles<>(ops, kernels, edges.radial(), edges.pairs().count(), layout.jets());
        int count = tiles.perTile() * layout.jets();
        squares = ops.allocate(count);
        seen = ops.allocate(count);
        functions = ops.allocate(MessageLayout.EDGES * layout.channels() * count);
    }

    void apply(A momenta, A present, A features, A blocks) {
        int pairs = edges.pairs().count();
        for (int from = 0; from < pairs; from += tiles.perTile()) {
            int to = Math.min(pairs, from + tiles.perTile());
            A r = functions(from, to, momenta, present);
            kernels.scalarMessages(layout, edges.pairs(), from, to, r, features, blocks);
            kernels.vectorMessages(layout, edges.pairs(), from, to, momenta, r, features, blocks);
        }
        release();
    }

    private A functions(int from, int to, A momenta, A present) {
        A x = ops.raw(squares);
        A flags = ops.raw(seen);
        A r = ops.raw(functions);
        kernels.edges(layout, edges.pairs(), from, to, momenta, present, x, flags);
        @Nullable A passing = edges.absent() ? flags : null;
        tiles.apply((to - from) * layout.jets(), x, 0, flags, passing, r, 0);
        return r;
    }

    void gradient(A momenta, A present, A features, A dBlocks, A dFeatures, LorentzOps.TensorGradients of) {
        EdgeTiles.Gradient<A> sums = tiles.gradient(of);
        Buffer dFunctions = ops.allocate(functions.capacity);
        A dr = ops.raw(dFunctions);
        int pairs = edges.pairs().count();
        for (int from = 0; from < pairs; from += tiles.perTile()) {
            int to = Math.min(pairs, from + tiles.perTile());
            A r = functions(from, to, momenta, present);
            kernels.scalarMessagesGradient(layout, edges.pairs(), from, to, r, features, dBlocks, dr, dFeatures);
            kernels.vectorMessagesGradient(
                    layout, edges.pairs(), from, to, momenta, r, features, dBlocks, dr, dFeatures);
            tiles.gradient((to - from) * layout.jets(), ops.raw(squares), 0, ops.raw(seen), dr, 0, sums, null);
        }
        tiles.collect(sums, of);
        ops.release(dFunctions);
        release();
    }

    private void release() {
        tiles.release();
        ops.release(squares);
        ops.release(seen);
        ops.release(functions);
    }
}
