package rapidity.engine;

import rapidity.algebra.DualPair;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.kernel.TileLayout;

/// The gains of an equivariant layer norm: one per scalar, and one per grade of each multivector channel.
///
/// @source lgatr 2.0, norm_elementwise_affine
public final class NormGains {
    private final PackedVector vector;

    /// @param multivectors parameter of shape (C, 5)
    /// @param scalars parameter of shape (S)
    public NormGains(Params p, Channels width, Parameter multivectors, Parameter scalars) {
        TileLayout layout = width.layout();
        int[] source = new int[layout.rows()];
        for (int s = 0; s < width.scalars(); s++) {
            source[s] = scalars.at(s) + 1;
        }
        for (int pair = 0; pair < TileLayout.PAIRS; pair++) {
            DualPair d = SpacetimeAlgebra.dualPairs().get(pair);
            for (int c = 0; c < width.multivectors(); c++) {
                int first = c * SpacetimeAlgebra.GRADES;
                source[layout.row(pair, 0, c)] = multivectors.at(first + SpacetimeAlgebra.grade(d.component())) + 1;
                source[layout.row(pair, 1, c)] = multivectors.at(first + SpacetimeAlgebra.grade(d.dual())) + 1;
            }
        }
        vector = p.vector(source);
    }

    PackedVector vector() {
        return vector;
    }
}
