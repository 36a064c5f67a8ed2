package rapidity.engine.kernel;

import java.util.List;
import rapidity.algebra.DualPair;
import rapidity.algebra.ProductTerm;
import rapidity.algebra.SpacetimeAlgebra;

/// The sixteen rows of a multivector channel in the order of [TileLayout]: row 2 p is the component of dual pair p,
/// row 2 p + 1 its dual, which carries the sign of the pair. Everything follows from [SpacetimeAlgebra].
public final class PairRows {
    /// Rows of a channel.
    public static final int ROWS = SpacetimeAlgebra.COMPONENTS;

    private static final List<DualPair> PAIRS = SpacetimeAlgebra.dualPairs();
    private static final int[] ROW_OF = new int[ROWS];
    private static final int[] COMPONENT = new int[ROWS];
    private static final int[] SIGN = new int[ROWS];
    private static final int[] METRIC = new int[ROWS];
    private static final int[] GRADE = new int[ROWS];
    private static final int[] FIRST = new int[SpacetimeAlgebra.GRADES + 1];
    private static final ProductTerm[] PRODUCT;

    static {
        for (int row = 0; row < ROWS; row++) {
            DualPair pair = PAIRS.get(row / 2);
            COMPONENT[row] = row % 2 == 0 ? pair.component() : pair.dual();
            SIGN[row] = row % 2 == 0 ? 1 : pair.sign();
            METRIC[row] = SpacetimeAlgebra.innerSign(COMPONENT[row]);
            GRADE[row] = SpacetimeAlgebra.grade(COMPONENT[row]);
            ROW_OF[COMPONENT[row]] = row;
            for (int grade = GRADE[row] + 1; grade < FIRST.length; grade++) {
                FIRST[grade]++;
            }
        }
        PRODUCT = SpacetimeAlgebra.productTerms().stream().map(PairRows::inRows).toArray(ProductTerm[]::new);
    }

    private PairRows() {}

    /// The component in a row.
    public static int component(int row) {
        return COMPONENT[row];
    }

    /// The row holds this sign times its component.
    public static int sign(int row) {
        return SIGN[row];
    }

    /// The sign of the row in the inner product of two multivectors.
    public static int metric(int row) {
        return METRIC[row];
    }

    /// The grade of the row's component.
    public static int grade(int row) {
        return GRADE[row];
    }

    /// The row that holds a component.
    public static int row(int component) {
        return ROW_OF[component];
    }

    /// The first component of a grade, 0..5: those of grade g are `firstComponent(g) .. firstComponent(g + 1) - 1`.
    public static int firstComponent(int grade) {
        return FIRST[grade];
    }

    /// The number of terms of the geometric product.
    public static int productTerms() {
        return PRODUCT.length;
    }

    /// A term of the geometric product in rows: `product[out] += sign * left[left] * right[right]`.
    public static ProductTerm productTerm(int i) {
        return PRODUCT[i];
    }

    private static ProductTerm inRows(ProductTerm t) {
        int out = ROW_OF[t.out()];
        int left = ROW_OF[t.left()];
        int right = ROW_OF[t.right()];
        return new ProductTerm(out, left, right, t.sign() * SIGN[out] * SIGN[left] * SIGN[right]);
    }
}
