package rapidity.engine.kernel;

/// Where a token's numbers lie: the private layout of multivectors and scalars inside the engine.
///
/// Sixteen tokens form a *tile*; a tile is a column of rows, and every row holds one number of each of its sixteen
/// tokens, so that kernels never reduce across lanes. The rows are
///
/// ```
/// [ s_0 .. s_(S-1) | S_0 .. S_(C-1) | P_0 .. P_(C-1) | pair 1: V_0 .. V_(C-1), A_0 .. A_(C-1) | ... | pair 7 ]
/// ```
///
/// A *pair* is a component and its dual (see [rapidity.algebra.DualPair]); with it every equivariant linear map is a
/// plain matrix product per pair. Blocks are padded so that kernels may write whole groups of [#GROUP] rows; pad rows
/// hold anything. Lanes past the last token are finite in values and zero in gradients.
///
/// @param scalars number of scalar channels S
/// @param channels number of multivector channels C
public record TileLayout(int scalars, int channels) implements Layout {
    /// Tokens in a tile, whatever the width of the machine's vectors.
    public static final int LANES = 16;

    /// Rows that a matrix kernel writes at once.
    public static final int GROUP = 8;

    /// Number of (component, dual) pairs of a multivector.
    public static final int PAIRS = 8;

    public TileLayout {
        if (scalars < 0 || channels < 0) {
            throw new IllegalArgumentException("negative width: " + scalars + " scalars, " + channels + " channels");
        }
    }

    /// `n` rounded up to whole groups.
    public static int padded(int n) {
        return (n + GROUP - 1) / GROUP * GROUP;
    }

    /// Tiles that hold `tokens` tokens.
    public static int tiles(int tokens) {
        return (tokens + LANES - 1) / LANES;
    }

    /// Rows of the first block: scalars and pair 0.
    public int firstBlockRows() {
        int both = padded(scalars + 2 * channels);
        return Math.max(Math.max(both, padded(scalars)), scalars + padded(2 * channels));
    }

    /// Rows from one of the pairs 1..7 to the next; one more than a multiple of the group, so that the pairs do not
    /// fall on the same cache lines.
    public int pairStride() {
        return channels == 0 ? 0 : padded(2 * channels) + 1;
    }

    @Override
    public int rows() {
        return firstBlockRows() + (PAIRS - 1) * pairStride();
    }

    @Override
    public int[] columns(Block block) {
        return switch (block) {
            case SCALARS -> new int[] {0};
            case INVARIANTS -> new int[] {pairRow(0)};
            case VECTORS -> new int[] {pairRow(1), pairRow(2), pairRow(3), pairRow(4)};
            case BIVECTORS -> new int[] {pairRow(5), pairRow(6), pairRow(7)};
        };
    }

    /// First row of a pair: of its member 0, channel 0.
    public int pairRow(int pair) {
        return pair == 0 ? scalars : firstBlockRows() + (pair - 1) * pairStride();
    }

    /// Row of one component.
    ///
    /// @param pair 0..7
    /// @param member 0 for the component, 1 for its dual
    /// @param channel multivector channel
    public int row(int pair, int member, int channel) {
        return pairRow(pair) + member * channels + channel;
    }
}
