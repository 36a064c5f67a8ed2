package rapidity.metrics;

import java.util.Arrays;

/// The cheapest way to give each row a column of its own, exactly.
///
/// ```
/// minimise  sum_i c[i, column(i)]  over all one-to-one maps i -> column(i)
/// ```
///
/// Rows are matched one after another, each by a shortest augmenting path in the reduced costs `c_ij - u_i - v_j`.
///
/// @source Jonker, Volgenant, Computing 38 (1987) 325; without its initial reductions, as Crouse, IEEE Trans. Aerosp.
///     Electron. Syst. 52 (2016) 1679
public final class Assignment {
    private static final int NONE = -1;

    private final PairCosts costs;
    private final int n;
    private final double[] rowPotential;
    private final double[] columnPotential;
    private final int[] columnOf;
    private final int[] rowOf;
    private final double[] distance;
    private final int[] before;
    private final int[] open;
    private final int[] path;

    private Assignment(PairCosts costs) {
        this.costs = costs;
        n = costs.columns();
        rowPotential = new double[costs.rows()];
        columnPotential = new double[n];
        columnOf = new int[costs.rows()];
        rowOf = new int[n];
        distance = new double[n];
        before = new int[n];
        open = new int[n];
        path = new int[n];
        Arrays.fill(columnOf, NONE);
        Arrays.fill(rowOf, NONE);
    }

    /// The cheapest assignment; of several the one that is found first. Costs may be negative.
    ///
    /// @throws IllegalArgumentException if there are fewer columns than rows
    public static Assignment of(PairCosts costs) {
        if (costs.rows() > costs.columns()) {
            throw new IllegalArgumentException(
                    costs.rows() + " rows cannot have a column each of " + costs.columns() + ": transpose the costs");
        }
        Assignment a = new Assignment(costs);
        for (int row = 0; row < costs.rows(); row++) {
            a.match(row);
        }
        return a;
    }

    /// Finds a free column along a shortest path from this row, and moves the rows on the path on.
    private void match(int first) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        for (int j = 0; j < n; j++) {
            open[j] = j;
        }
        int visited = 0;
        int row = first;
        double reached = 0;
        int column;
        do {
            int next = scan(row, reached, n - visited);
            column = open[next];
            reached = distance[column];
            open[next] = open[n - 1 - visited];
            path[visited++] = column;
            row = rowOf[column];
        } while (row != NONE);
        rowPotential[first] += reached;
        for (int k = 0; k < visited - 1; k++) {
            int j = path[k];
            rowPotential[rowOf[j]] += reached - distance[j];
            columnPotential[j] -= reached - distance[j];
        }
        while (true) {
            int i = before[column];
            rowOf[column] = i;
            int freed = columnOf[i];
            columnOf[i] = column;
            if (i == first) {
                return;
            }
            column = freed;
        }
    }

    /// Shortens the distances of the open columns by way of a row.
    ///
    /// @return the place of the nearest open column
    private int scan(int row, double reached, int count) {
        double offset = reached - rowPotential[row];
        double[] c = costs.values();
        int base = row * n;
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            int j = open[k];
            double d = offset + c[base + j] - columnPotential[j];
            if (d < distance[j]) {
                distance[j] = d;
                before[j] = row;
            }
            // a free column ends the path: it goes first among equals
            if (distance[j] < least || distance[j] == least && rowOf[j] == NONE) {
                least = distance[j];
                nearest = k;
            }
        }
        return nearest;
    }

    /// The column of a row.
    public int column(int row) {
        return columnOf[row];
    }

    /// The columns of all rows.
    public int[] columns() {
        return columnOf.clone();
    }

    /// The sum of the costs of the pairs.
    public double cost() {
        double sum = 0;
        for (int i = 0; i < columnOf.length; i++) {
            sum += costs.at(i, columnOf[i]);
        }
        return sum;
    }
}
