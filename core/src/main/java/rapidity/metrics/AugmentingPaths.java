package rapidity.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Solves a transportation problem by shortest augmenting paths in the reduced costs `c_ij - u_i - v_j`, which are
/// never
/// negative, and 0 where something flows. Each row in turn sends what it has along a shortest path: forward to a
/// column,
/// back to a row that sends something there, forward again, to a column with demand left. A search goes on after it has
/// found one, until the row is empty or a flow on its paths is used up.
final class AugmentingPaths {
    private static final int ROOT = -1;

    private final int rows;
    private final int columns;
    private final double[] costs;
    private final double[] supply;
    private final double[] demand;
    /// Rows that had something to send, and columns that wanted something.
    private final int[] senders;
    private final int[] receivers;
    /// By column, then by row.
    private final double[] flow;

    private final double[] u;
    private final double[] v;

    // one search
    private final double[] rowDistance;
    private final double[] columnDistance;
    private final int[] rowBefore;
    private final int[] columnBefore;
    private final int[] reachedRows;
    private final int[] order;
    private final boolean[] isReached;
    private int rowCount;
    private int columnCount;

    private AugmentingPaths(double[] supply, double[] demand, double[] costs) {
        rows = supply.length;
        columns = demand.length;
        this.supply = supply.clone();
        this.demand = demand.clone();
        this.costs = costs;
        senders = IntStream.range(0, rows).filter(i -> supply[i] > 0).toArray();
        receivers = IntStream.range(0, columns).filter(j -> demand[j] > 0).toArray();
        flow = new double[rows * columns];
        u = new double[rows];
        v = new double[columns];
        rowDistance = new double[rows];
        columnDistance = new double[columns];
        rowBefore = new int[rows];
        columnBefore = new int[columns];
        reachedRows = new int[rows];
        order = new int[receivers.length];
        isReached = new boolean[rows];
    }

    /// @param costs row-major
    static AugmentingPaths solve(double[] supply, double[] demand, double[] costs) {
        AugmentingPaths paths = new AugmentingPaths(supply, demand, costs);
        paths.reduce();
        for (int row : paths.senders) {
            boolean more = true;
            while (more && paths.supply[row] > 0) {
                more = paths.search(row);
            }
        }
        paths.completePotentials();
        return paths;
    }

    /// Potentials to begin with: nothing flows.
    private void reduce() {
        for (int j : receivers) {
            v[j] = largestColumnPotential(j);
        }
        for (int i : senders) {
            u[i] = largestRowPotential(i);
        }
    }

    /// The derivatives with respect to the first thing that a row sends or a column wants.
    private void completePotentials() {
        for (int j = 0; j < columns; j++) {
            if (Arrays.binarySearch(receivers, j) < 0) {
                v[j] = largestColumnPotential(j);
            }
        }
        for (int i = 0; i < rows; i++) {
            if (Arrays.binarySearch(senders, i) < 0) {
                u[i] = largestRowPotential(i);
            }
        }
    }

    private double largestColumnPotential(int j) {
        double least = Double.POSITIVE_INFINITY;
        for (int i : senders) {
            least = Math.min(least, costs[i * columns + j] - u[i]);
        }
        return least;
    }

    private double largestRowPotential(int i) {
        double least = Double.POSITIVE_INFINITY;
        for (int j : receivers) {
            least = Math.min(least, costs[i * columns + j] - v[j]);
        }
        return least;
    }

    /// @return whether the row can send more: rounding may leave it something that nobody wants
    private boolean search(int start) {
        Arrays.fill(columnDistance, Double.POSITIVE_INFINITY);
        Arrays.fill(isReached, false);
        System.arraycopy(receivers, 0, order, 0, order.length);
        rowCount = 0;
        columnCount = 0;
        int nearest = reach(start, ROOT, 0);
        double distance = 0;
        boolean whole = true;
        while (whole && columnCount < order.length && supply[start] > 0) {
            int column = order[nearest];
            distance = columnDistance[column];
            order[nearest] = order[columnCount];
            order[columnCount++] = column;
            if (demand[column] > 0) {
                whole = send(start, column);
            }
            if (whole && supply[start] > 0) {
                nearest = goBack(column, distance);
            }
        }
        boolean exhausted = whole && supply[start] > 0;
        update(distance);
        return !exhausted;
    }

    /// Reaches the rows that send something to a column.
    ///
    /// @return the place of the nearest open column
    private int goBack(int column, double distance) {
        int nearest = -1;
        for (int i : senders) {
            if (flow[column * rows + i] > 0 && !isReached[i]) {
                nearest = reach(i, column, distance);
            }
        }
        return nearest < 0 ? nearestOpen() : nearest;
    }

    private int nearestOpen() {
        int nearest = columnCount;
        for (int k = columnCount + 1; k < order.length; k++) {
            if (columnDistance[order[k]] < columnDistance[order[nearest]]) {
                nearest = k;
            }
        }
        return nearest;
    }

    /// Shortens the distances of the open columns by way of a row.
    ///
    /// @return the place of the nearest open column
    private int reach(int row, int before, double distance) {
        isReached[row] = true;
        rowBefore[row] = before;
        rowDistance[row] = distance;
        reachedRows[rowCount++] = row;
        double offset = distance - u[row];
        int base = row * columns;
        int nearest = columnCount;
        double least = Double.POSITIVE_INFINITY;
        for (int k = columnCount; k < order.length; k++) {
            int j = order[k];
            double d = Math.max(distance, offset + costs[base + j] - v[j]);
            if (d < columnDistance[j]) {
                columnDistance[j] = d;
                columnBefore[j] = row;
            }
            if (columnDistance[j] < least) {
                least = columnDistance[j];
                nearest = k;
            }
        }
        return nearest;
    }

    /// Sends as much as possible along the path that was found.
    ///
    /// @return whether everything on the path still flows
    private boolean send(int start, int column) {
        double amount = Math.min(supply[start], demand[column]);
        for (int i = columnBefore[column]; i != start; i = columnBefore[rowBefore[i]]) {
            amount = Math.min(amount, flow[rowBefore[i] * rows + i]);
        }
        boolean whole = true;
        int to = column;
        int i = columnBefore[to];
        flow[to * rows + i] += amount;
        while (i != start) {
            to = rowBefore[i];
            flow[to * rows + i] -= amount;
            whole &= flow[to * rows + i] > 0;
            i = columnBefore[to];
            flow[to * rows + i] += amount;
        }
        supply[start] -= amount;
        demand[column] -= amount;
        return whole;
    }

    private void update(double distance) {
        for (int k = 0; k < rowCount; k++) {
            u[reachedRows[k]] += distance - rowDistance[reachedRows[k]];
        }
        for (int k = 0; k < columnCount; k++) {
            v[order[k]] -= distance - columnDistance[order[k]];
        }
    }

    int columns() {
        return columns;
    }

    double flow(int row, int column) {
        return flow[column * rows + row];
    }

    double rowPotential(int row) {
        return u[row];
    }

    double columnPotential(int column) {
        return v[column];
    }
}
