package rapidity.engine.torch;

import java.util.Arrays;
import java.util.List;
import rapidity.engine.kernel.PairRows;

/// The dual pairs that one matrix multiplies: pair 0, the pairs 1 to 4 of a vector and a trivector, the pairs 5 to 7 of
/// bivectors.
///
/// @param first the first pair
/// @param pairs how many
/// @param gradeAxes axes of (member, pair) that a grade's components run over
record PairBlock(int first, int pairs, List<Integer> gradeAxes) {
    static final PairBlock INVARIANTS = new PairBlock(0, 1, List.of());
    static final PairBlock VECTORS = new PairBlock(1, 4, List.of(1));
    static final PairBlock BIVECTORS = new PairBlock(5, 3, List.of(0, 1));
    static final List<PairBlock> ALL = List.of(INVARIANTS, VECTORS, BIVECTORS);

    /// Signs of the components in the inner product, `[member, pair]`.
    double[] metric() {
        double[] r = new double[2 * pairs];
        Arrays.setAll(r, i -> PairRows.metric(2 * (first + i % pairs) + i / pairs));
        return r;
    }
}
