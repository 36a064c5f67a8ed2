package rapidity.engine;

import org.jspecify.annotations.Nullable;
import rapidity.engine.kernel.Store;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.Unary;

/// Operations on multivectors and scalars in the engine's private layout, see [TileLayout].
public interface TileOps {
    Buffer toTiles(TileLayout layout, int tokens, @Nullable Buffer mv, @Nullable Buffer s);

    /// The multivectors `[tokens, C, 16]` in natural order.
    Buffer multivectors(TileLayout layout, int tokens, Buffer x);

    /// The scalars `[tokens, S]` in natural order.
    Buffer scalars(TileLayout layout, int tokens, Buffer x);

    /// Equivariant linear map of the multivectors of x and the scalars of s, which may be the same array.
    Buffer equiLinear(
            EquiWeights w, Buffer packed, TileLayout xLayout, Buffer x, TileLayout sLayout, Buffer s, int tokens);

    /// Gradient of [#equiLinear] with respect to the multivectors and scalars of its one input.
    void equiLinearInputGradient(EquiWeights w, Buffer packed, Buffer dy, Buffer dx, int tokens, Store store);

    /// Gradient with respect to the multivectors alone; scalar rows of dx do not exist.
    void equiLinearMultivectorGradient(
            EquiWeights w, Buffer packed, Buffer dy, TileLayout layout, Buffer dx, int tokens, Store store);

    /// Gradient with respect to the scalars alone; with SET, multivector rows of ds become 0.
    void equiLinearScalarGradient(
            EquiWeights w, Buffer packed, Buffer dy, TileLayout layout, Buffer ds, int tokens, Store store);

    /// Adds to the packed gradients of the map's matrices and bias.
    void equiLinearWeightGradient(
            EquiWeights w, Buffer dy, TileLayout xLayout, Buffer x, TileLayout sLayout, Buffer s, int tokens, Buffer g);

    /// Equivariant layer norm, see [rapidity.engine.kernel.TileKernels#equiNorm].
    ///
    /// @param gain one factor per row, null: none
    /// @param stats [#normStats] numbers, to be kept for the gradient
    Buffer equiNorm(TileLayout layout, int tokens, Buffer x, @Nullable PackedVector gain, Buffer packed, Buffer stats);

    /// `dx = base + contribution`; adds to the packed gradient of the gain.
    void equiNormGradient(
            TileLayout layout,
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
        return TileLayout.tiles(tokens) * 3 * TileLayout.LANES;
    }

    Buffer gate(TileLayout layout, int tokens, Unary scalarFunction, Unary gateFunction, Buffer x);

    Buffer gateGradient(TileLayout layout, int tokens, Unary scalarFunction, Unary gateFunction, Buffer x, Buffer dy);

    Buffer geometricProduct(TileLayout in, TileLayout out, int tokens, Buffer x);

    Buffer geometricProductGradient(TileLayout in, TileLayout out, int tokens, Buffer x, Buffer dy);

    /// Every row times a number.
    ///
    /// @param factors one for each row of a tile
    Buffer scaleRows(TileLayout layout, int tokens, Buffer x, Buffer factors);

    /// The gradient of the factors of [#scaleRows]: sums over tokens of `x dy`, one for each row of a tile.
    Buffer rowProducts(TileLayout layout, int tokens, Buffer x, Buffer dy);

    /// Copies neighbouring channels to another place, and nothing else.
    ///
    /// @param width how many
    void copyChannels(int tokens, Channels width, TileSlot from, Buffer x, TileSlot to, Buffer y);
}
