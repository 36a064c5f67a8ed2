package rapidity.engine.kernel;

/// Where the numbers of a token of L-GATr-slim lie: scalars and four-vectors, sixteen tokens in a tile as in
/// [TileLayout]. The rows are
///
/// ```
/// [ s_0 .. s_(S-1) | E_0 .. E_(C-1) | px_0 .. | py_0 .. | pz_0 .. ]
/// ```
///
/// so that a linear map is one matrix for the scalars and one, four times, for the components. Blocks are padded so
/// that kernels may write whole groups of rows; pad rows hold anything. Lanes past the last token are finite in values
/// and zero in gradients.
///
/// @param scalars number of scalar channels S
/// @param vectors number of four-vectors C
public record VectorLayout(int scalars, int vectors) implements Layout {
    /// Components of a four-vector.
    public static final int COMPONENTS = 4;

    public VectorLayout {
        if (scalars < 0 || vectors < 0) {
            throw new IllegalArgumentException("negative width: " + scalars + " scalars, " + vectors + " vectors");
        }
    }

    /// Rows from one component to the next; one more than a multiple of the group, so that components do not fall on
    /// the same cache lines.
    public int stride() {
        return vectors == 0 ? 0 : TileLayout.padded(vectors) + 1;
    }

    @Override
    public int rows() {
        return TileLayout.padded(scalars) + COMPONENTS * stride();
    }

    /// Row of one component, 0..3, of a vector.
    public int row(int component, int vector) {
        return TileLayout.padded(scalars) + component * stride() + vector;
    }

    /// The sign of a component in the Minkowski product.
    public static int metric(int component) {
        return component == 0 ? 1 : -1;
    }

    @Override
    public int[] columns(Block block) {
        return switch (block) {
            case SCALARS -> new int[] {0};
            case VECTORS -> new int[] {row(0, 0), row(1, 0), row(2, 0), row(3, 0)};
            case INVARIANTS, BIVECTORS ->
                throw new IllegalArgumentException("four-vectors and scalars have no " + block);
        };
    }
}
