package rapidity.engine;

import rapidity.algebra.DualPair;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.VectorLayout;

/// Factors that an equivariant norm applies to what it has normalised.
public final class NormGains {
    private final PackedVector vector;

    private NormGains(PackedVector vector) {
        this.vector = vector;
    }

    /// One per scalar, and one per grade of each multivector channel.
    ///
    /// @param multivectors parameter of shape (C, 5)
    /// @param scalars parameter of shape (S)
    /// @source lgatr 2.0, norm_elementwise_affine
    public static NormGains ofGrades(Params p, Channels width, Parameter multivectors, Parameter scalars) {
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
        return new NormGains(p.vector(source, 1));
    }

    /// One per four-vector and one per scalar.
    ///
    /// @param vectors parameter of shape (C)
    /// @param scalars parameter of shape (S)
    /// @source lgatr 2.0, norm_elementwise_affine
    public static NormGains ofVectors(Params p, VectorChannels width, Parameter vectors, Parameter scalars) {
        VectorLayout layout = width.layout();
        int[] source = new int[layout.rows()];
        for (int s = 0; s < width.scalars(); s++) {
            source[s] = scalars.at(s) + 1;
        }
        for (int component = 0; component < VectorLayout.COMPONENTS; component++) {
            for (int v = 0; v < width.vectors(); v++) {
                source[layout.row(component, v)] = vectors.at(v) + 1;
            }
        }
        return new NormGains(p.vector(source, 1));
    }

    PackedVector vector() {
        return vector;
    }
}
