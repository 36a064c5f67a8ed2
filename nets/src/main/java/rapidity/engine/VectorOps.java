package rapidity.engine;

import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Store;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.VectorGate;
import rapidity.engine.kernel.VectorLayout;

/// Operations on four-vectors and scalars in the engine's private layout, see [VectorLayout].
public interface VectorOps {
    Buffer toTiles(VectorLayout layout, int tokens, @Nullable Buffer v, @Nullable Buffer s);

    /// The vectors `[tokens, C, 4]` in natural order.
    Buffer vectors(VectorLayout layout, int tokens, Buffer x);

    /// The scalars `[tokens, S]` in natural order.
    Buffer scalars(VectorLayout layout, int tokens, Buffer x);

    /// Vectors and scalars into tiles of another width: all of a kind, where both widths have them, zeros where only
    /// the new one has.
    Buffer part(VectorLayout from, VectorLayout to, int tokens, Buffer x);

    Buffer linear(VectorWeights w, Buffer packed, Buffer x, int tokens, Lanes lanes);

    void linearInputGradient(VectorWeights w, Buffer packed, Buffer dy, Buffer dx, int tokens, Store store);

    /// Adds to the packed gradients of the map's matrices and bias.
    void linearWeightGradient(VectorWeights w, Buffer dy, Buffer x, int tokens, Buffer gradient);

    /// Norm, see [rapidity.engine.kernel.VectorTileKernels#rmsNorm].
    ///
    /// @param gain one factor per row, null: none
    /// @param stats [#normStats] numbers, to be kept for the gradient
    Buffer rmsNorm(VectorLayout layout, int tokens, Buffer x, @Nullable PackedVector gain, Buffer packed, Buffer stats);

    /// `dx = base + contribution`; adds to the packed gradient of the gain.
    void rmsNormGradient(
            VectorLayout layout,
            int tokens,
            Buffer x,
            Buffer stats,
            @Nullable PackedVector gain,
            Buffer packed,
            Buffer dy,
            @Nullable Buffer base,
            Buffer dx,
            Buffer packedGradient);

    static int normStats(int tokens) {
        return TileLayout.tiles(tokens) * TileLayout.LANES;
    }

    /// Linear map, then [rapidity.engine.kernel.VectorTileKernels#gatedUnit].
    ///
    /// @param ungated where what lies between is kept for the gradient, null: nowhere
    Buffer gatedLinear(
            VectorWeights w,
            VectorLayout out,
            VectorGate gate,
            Buffer packed,
            Buffer x,
            int tokens,
            Lanes lanes,
            @Nullable Buffer ungated);

    Buffer gatedUnitGradient(VectorLayout in, VectorLayout out, int tokens, VectorGate gate, Buffer x, Buffer dy);
}
