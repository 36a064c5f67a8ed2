package rapidity.metrics;

import java.util.Arrays;

/// The Chamfer distance between two sets: how far each point is from the nearest one of the other set. It does not
/// depend on the order of the points, and is 0 if and only if the sets have the same points, multiplicities apart.
///
/// ```
/// to(i) = min_j d_ij        from(j) = min_i d_ij
/// ```
///
/// It is not Lorentz invariant with the Euclidean distance of four-momenta.
public final class ChamferDistance {
    private final PairCosts costs;
    private final int[] nearestColumns;
    private final int[] nearestRows;

    private ChamferDistance(PairCosts costs, int[] nearestColumns, int[] nearestRows) {
        this.costs = costs;
        this.nearestColumns = nearestColumns;
        this.nearestRows = nearestRows;
    }

    /// From any costs, also negative ones.
    ///
    /// @throws IllegalArgumentException if one set is empty and the other is not
    public static ChamferDistance of(PairCosts costs) {
        if ((costs.rows() == 0) != (costs.columns() == 0)) {
            throw new IllegalArgumentException("sets of " + costs.rows() + " and " + costs.columns()
                    + " points have no Chamfer distance: an empty set has no nearest point");
        }
        int[] nearestColumns = new int[costs.rows()];
        int[] nearestRows = new int[costs.columns()];
        double[] least = new double[costs.columns()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int i = 0; i < costs.rows(); i++) {
            double leastOfRow = Double.POSITIVE_INFINITY;
            for (int j = 0; j < costs.columns(); j++) {
                double cost = costs.at(i, j);
                if (cost < leastOfRow) {
                    leastOfRow = cost;
                    nearestColumns[i] = j;
                }
                if (cost < least[j]) {
                    least[j] = cost;
                    nearestRows[j] = i;
                }
            }
        }
        return new ChamferDistance(costs, nearestColumns, nearestRows);
    }

    /// The loss of the autoencoders for one jet, with squared Euclidean distances and without a root:
    ///
    /// ```
    /// ( sum_i min_j |x_i - y_j|^2 + sum_j min_i |x_i - y_j|^2 ) / 2
    /// ```
    ///
    /// @param components numbers of each point
    /// @throws IllegalArgumentException if one set is empty and the other is not, a length does not fit, or a
    ///     coordinate is not finite
    /// @source arXiv:2212.07347, the reconstruction loss of LGAE-Min-Max
    public static double squared(double[] x, double[] y, int components) {
        return of(PairCosts.squared(x, y, components)).halfSum();
    }

    /// `(sum_i to(i) + sum_j from(j)) / 2`.
    public double halfSum() {
        return (sumTo() + sumFrom()) / 2;
    }

    /// `mean_i to(i) + mean_j from(j)`: what anomaly scores use, with distances that are not squared. 0 for two empty
    /// sets.
    public double sumOfMeans() {
        return costs.rows() == 0 ? 0 : sumTo() / costs.rows() + sumFrom() / costs.columns();
    }

    private double sumTo() {
        double sum = 0;
        for (int i = 0; i < nearestColumns.length; i++) {
            sum += costs.at(i, nearestColumns[i]);
        }
        return sum;
    }

    private double sumFrom() {
        double sum = 0;
        for (int j = 0; j < nearestRows.length; j++) {
            sum += costs.at(nearestRows[j], j);
        }
        return sum;
    }

    /// The nearest point of the second set, the first of several.
    public int nearestColumn(int row) {
        return nearestColumns[row];
    }

    /// The nearest point of the first set, the first of several.
    public int nearestRow(int column) {
        return nearestRows[column];
    }
}
