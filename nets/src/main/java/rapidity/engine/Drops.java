package rapidity.engine;

import rapidity.algebra.DualPair;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.VectorLayout;
import rapidity.random.RandomStream;

/// The factors of dropout: 0 with probability p, else 1 / (1 - p).
final class Drops {
    private final double probability;
    private final double kept;
    private final RandomStream random;

    Drops(double probability, RandomStream random) {
        this.probability = probability;
        this.kept = 1 / (1 - probability);
        this.random = random;
    }

    double next() {
        return random.nextDouble() < probability ? 0 : kept;
    }

    /// For tiles: one factor for each four-vector, and one for each scalar.
    double[] ofVectors(VectorLayout layout, int tokens) {
        double[] r = new double[layout.size(tokens)];
        for (int token = 0; token < tokens; token++) {
            int first = token / TileLayout.LANES * layout.tileSize() + token % TileLayout.LANES;
            for (int s = 0; s < layout.scalars(); s++) {
                r[first + s * TileLayout.LANES] = next();
            }
            for (int v = 0; v < layout.vectors(); v++) {
                double factor = next();
                for (int component = 0; component < VectorLayout.COMPONENTS; component++) {
                    r[first + layout.row(component, v) * TileLayout.LANES] = factor;
                }
            }
        }
        return r;
    }

    /// For tiles: one factor for each grade of each multivector, and one for each scalar.
    double[] ofGrades(TileLayout layout, int tokens) {
        double[] r = new double[layout.size(tokens)];
        double[] grades = new double[SpacetimeAlgebra.GRADES];
        for (int token = 0; token < tokens; token++) {
            int first = token / TileLayout.LANES * layout.tileSize() + token % TileLayout.LANES;
            for (int s = 0; s < layout.scalars(); s++) {
                r[first + s * TileLayout.LANES] = next();
            }
            for (int c = 0; c < layout.channels(); c++) {
                for (int g = 0; g < grades.length; g++) {
                    grades[g] = next();
                }
                for (int pair = 0; pair < TileLayout.PAIRS; pair++) {
                    DualPair d = SpacetimeAlgebra.dualPairs().get(pair);
                    r[first + layout.row(pair, 0, c) * TileLayout.LANES] =
                            grades[SpacetimeAlgebra.grade(d.component())];
                    r[first + layout.row(pair, 1, c) * TileLayout.LANES] = grades[SpacetimeAlgebra.grade(d.dual())];
                }
            }
        }
        return r;
    }
}
