package rapidity.engine.kernel;

/// Rows of numbers, one of each node of each jet, on which the messages of a Lorentz-group network at maxdim 2 work.
/// All jets have as many nodes, and the jet is the last axis: node number `particle jets + jet`. Kernels work on
/// several jets at once, hence `jets` is a multiple of [LorentzKernels#lanes].
///
/// ```
/// features   [C 2 4 + C 2]           vectors [C, (re, im), (t, x, y, z)], scalars [C, (re, im)]
/// blocks     [4C 2 4 + 5C 2]         vectors: sum e0 v_j, sum R1 p_ij s_j, v, s v;
///                                    scalars: sum R1 <p_ij, v_j> / 2, sum e0 s_j, s, <v, v> / 2, s^2
/// edges      [(re, im), (R0, R1), C] of pairs of nodes, edge number `pair jets + jet`
/// momenta    [(t, x, y, z)], or [(re, im), (t, x, y, z)]
/// ```
public record MessageLayout(int channels, int particles, int jets) {
    /// Components of a four-vector.
    public static final int VECTOR = 4;

    /// Real numbers of a complex vector and a complex scalar.
    public static final int FEATURES = 2 * VECTOR + 2;

    /// Blocks of vectors; the two that are `s v` in the paper count once.
    public static final int VECTOR_BLOCKS = 4;

    /// Blocks of scalars.
    public static final int SCALAR_BLOCKS = 5;

    /// Rows of edge functions per channel.
    public static final int EDGES = 4;

    public int nodes() {
        return particles * jets;
    }

    /// Rows of the features.
    public int featureRows() {
        return FEATURES * channels;
    }

    /// Rows of the blocks.
    public int blockRows() {
        return scalarBlocks() + 2 * SCALAR_BLOCKS * channels;
    }

    /// Row of the real part of the first component of a vector; those of its components follow, then those of the
    /// imaginary parts.
    public int vector(int c) {
        return 2 * VECTOR * c;
    }

    /// Row of the real part of a scalar; that of the imaginary part follows.
    public int scalar(int c) {
        return 2 * VECTOR * channels + 2 * c;
    }

    /// As [#vector], in a block.
    public int vector(int block, int c) {
        return 2 * VECTOR * (block * channels + c);
    }

    /// As [#scalar], in a block.
    public int scalar(int block, int c) {
        return scalarBlocks() + 2 * (block * channels + c);
    }

    private int scalarBlocks() {
        return 2 * VECTOR * VECTOR_BLOCKS * channels;
    }
}
