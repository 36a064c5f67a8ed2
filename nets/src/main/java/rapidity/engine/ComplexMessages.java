package rapidity.engine;

import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.MessageLayout;

/// Messages on edges of complex momenta, some pairs of nodes at a time: the edge functions of the real and of the
/// imaginary part of `p^2` are the real and the imaginary part.
///
/// @param <A> float[] or double[]
final class ComplexMessages<A> {
    private final JavaOps<A> ops;
    private final Kernels<A> kernels;
    private final MessageLayout layout;
    private final MessageEdges.Complex edges;
    private final EdgeTiles<A> tiles;
    private final Buffer squares;
    private final Buffer functions;

    ComplexMessages(JavaOps<A> ops, Kernels<A> kernels, MessageLayout layout, MessageEdges.Complex edges) {
        this.ops = ops;
        this.kernels = kernels;
        this.layout = layout;
        this.edges = edges;
        tiles = new EdgeTiles<>(ops, kernels, edges.radial(), edges.pairs().count(), layout.jets());
        int count = tiles.perTile() * layout.jets();
        squares = ops.allocate(2 * count);
        functions = ops.allocate(MessageLayout.EDGES * layout.channels() * count);
    }

    void apply(A momenta, A features, A blocks) {
        int pairs = edges.pairs().count();
        for (int from = 0; from < pairs; from += tiles.perTile()) {
            int to = Math.min(pairs, from + tiles.perTile());
            A r = ops.raw(functions);
            kernels.complexEdges(layout, edges.pairs(), from, to, momenta, ops.raw(squares));
            part(from, to, 0);
            part(from, to, 1);
            kernels.scalarMessages(layout, edges.pairs(), from, to, r, features, blocks);
            kernels.complexMessages(layout, edges.pairs(), from, to, momenta, r, features, blocks);
        }
        release();
    }

    /// The real (0) or the imaginary (1) parts.
    private void part(int from, int to, int part) {
        int count = (to - from) * layout.jets();
        int rows = RadialWeights.ORDERS * layout.channels();
        tiles.apply(count, ops.raw(squares), part * count, null, null, ops.raw(functions), part * rows * count);
    }

    void gradient(A momenta, A features, A dBlocks, A dMomenta, A dFeatures, LorentzOps.TensorGradients of) {
        EdgeTiles.Gradient<A> sums = tiles.gradient(of);
        Buffer dFunctions = ops.allocate(functions.capacity);
        Buffer dSquares = ops.allocate(squares.capacity);
        A r = ops.raw(functions);
        A dr = ops.raw(dFunctions);
        A dx = ops.raw(dSquares);
        A x = ops.raw(squares);
        int pairs = edges.pairs().count();
        int rows = RadialWeights.ORDERS * layout.channels();
        for (int from = 0; from < pairs; from += tiles.perTile()) {
            int to = Math.min(pairs, from + tiles.perTile());
            int count = (to - from) * layout.jets();
            kernels.complexEdges(layout, edges.pairs(), from, to, momenta, x);
            part(from, to, 0);
            part(from, to, 1);
            kernels.scalarMessagesGradient(layout, edges.pairs(), from, to, r, features, dBlocks, dr, dFeatures);
            kernels.complexMessagesGradient(
                    layout, edges.pairs(), from, to, momenta, r, features, dBlocks, dMomenta, dr, dFeatures);
            // the bells of the imaginary parts are the last ones computed
            tiles.gradient(count, x, count, null, dr, rows * count, sums, dx);
            part(from, to, 0);
            tiles.gradient(count, x, 0, null, dr, 0, sums, dx);
            kernels.complexEdgesGradient(layout, edges.pairs(), from, to, momenta, dx, dMomenta);
        }
        tiles.collect(sums, of);
        ops.release(dFunctions);
        ops.release(dSquares);
        release();
    }

    private void release() {
        tiles.release();
        ops.release(squares);
        ops.release(functions);
    }
}
