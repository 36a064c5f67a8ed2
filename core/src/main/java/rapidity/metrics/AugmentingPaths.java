package rapidity.metrics;

import java.util.Arrays;

/// Solves a transportation problem by shortest augmenting paths in the reduced costs `c_ij - u_i - v_j`, which are
/// never
/// negative, and 0 where something flows. A search starts at all rows that have something left, and leads forward to
/// columns, back to rows that send something there, forward again, until it has reached all columns with demand left;
/// then as much as possible is sent along each path found.
///
/// The loop over the columns of a row has no branch, so that it runs in the processor's vectors: where a distance comes
/// from is looked up when a column is reached.
final class AugmentingPaths {
    private static final int ROOT = -1;

    private final int rows;
    private final int columns;
    private final double[] costs;
    private final double[] supply;
    private final double[] demand;
    /// By column, then by row.
    private final double[] flow;

    private final double[] u;
    private final double[] v;

    // one search
    private final double[] rowDistance;
    private final double[] rowOffset;
    private final int[] rowBefore;
    private final int[] reachedRows;
    private final boolean[] isReached;
    private int rowCount;
    private final double[] columnDistance;
    /// Infinite for columns that have been reached, else 0.
    private final double[] closed;

    private final int[] columnBefore;
    private final int[] reachedColumns;
    private int columnCount;

    private AugmentingPaths(double[] supply, double[] demand, double[] costs) {
        rows = supply.length;
        columns = demand.length;
        this.supply = supply.clone();
        this.demand = demand.clone();
        this.costs = costs;
        flow = new double[rows * columns];
        u = new double[rows];
        v = new double[columns];
        rowDistance = new double[rows];
        rowOffset = new double[rows];
        rowBefore = new int[rows];
        reachedRows = new int[rows];
        isReached = new boolean[rows];
        columnDistance = new double[columns];
        closed = new double[columns];
        columnBefore = new int[columns];
        reachedColumns = new int[columns];
    }

    /// @param supply positive
    /// @param demand positive, with the same sum up to rounding
    /// @param costs row-major
    static AugmentingPaths solve(double[] supply, double[] demand, double[] costs) {
        AugmentingPaths paths = new AugmentingPaths(supply, demand, costs);
        paths.reduce();
        while (paths.search()) {
            paths.sendAlongPaths();
        }
        return paths;
    }

    /// Potentials to begin with: nothing flows.
    private void reduce() {
        Arrays.fill(v, Double.POSITIVE_INFINITY);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                v[j] = Math.min(v[j], costs[i * columns + j]);
            }
        }
        for (int i = 0; i < rows; i++) {
            u[i] = Double.POSITIVE_INFINITY;
            for (int j = 0; j < columns; j++) {
                u[i] = Math.min(u[i], costs[i * columns + j] - v[j]);
            }
        }
    }

    /// @return whether there is something to send and someone who wants it; both end together, up to rounding
    private boolean search() {
        Arrays.fill(columnDistance, Double.POSITIVE_INFINITY);
        Arrays.fill(closed, 0);
        Arrays.fill(isReached, false);
        rowCount = 0;
        columnCount = 0;
        int wanting = 0;
        for (double d : demand) {
            wanting += d > 0 ? 1 : 0;
        }
        for (int i = 0; i < rows; i++) {
            if (supply[i] > 0) {
                reachRow(i, ROOT, 0);
            }
        }
        if (rowCount == 0 || wanting == 0) {
            return false;
        }
        double distance = 0;
        while (wanting > 0) {
            int column = nearest();
            // rounding must not lead back
            distance = Math.max(distance, columnDistance[column]);
            reachColumn(column, distance);
            wanting -= demand[column] > 0 ? 1 : 0;
        }
        for (int k = 0; k < rowCount; k++) {
            u[reachedRows[k]] += distance - rowDistance[reachedRows[k]];
        }
        for (int k = 0; k < columnCount; k++) {
            v[reachedColumns[k]] -= distance - columnDistance[reachedColumns[k]];
        }
        return true;
    }

    private int nearest() {
        double least = Double.POSITIVE_INFINITY;
        int column = 0;
        for (int j = 0; j < columns; j++) {
            double d = columnDistance[j] + closed[j];
            if (d < least) {
                least = d;
                column = j;
            }
        }
        return column;
    }

    /// Shortens the distances of the columns by way of a row.
    private void reachRow(int row, int before, double distance) {
        isReached[row] = true;
        rowBefore[row] = before;
        rowDistance[row] = distance;
        reachedRows[rowCount++] = row;
        double offset = distance - u[row];
        rowOffset[row] = offset;
        int base = row * columns;
        for (int j = 0; j < columns; j++) {
            columnDistance[j] = Math.min(columnDistance[j], offset + costs[base + j] - v[j]);
        }
    }

    /// Closes a column and reaches the rows that send something there.
    private void reachColumn(int column, double distance) {
        int k = 0;
        while (rowOffset[reachedRows[k]] + costs[reachedRows[k] * columns + column] - v[column]
                != columnDistance[column]) {
            k++;
        }
        columnBefore[column] = reachedRows[k];
        reachedColumns[columnCount++] = column;
        columnDistance[column] = distance;
        closed[column] = Double.POSITIVE_INFINITY;
        for (int i = 0; i < rows; i++) {
            if (flow[column * rows + i] > 0 && !isReached[i]) {
                reachRow(i, column, distance);
            }
        }
    }

    private void sendAlongPaths() {
        for (int k = 0; k < columnCount; k++) {
            if (demand[reachedColumns[k]] > 0) {
                send(reachedColumns[k]);
            }
        }
    }

    /// Sends as much as possible along the path to a column: nothing if another one has used up a part of it.
    private void send(int column) {
        double amount = demand[column];
        int i = columnBefore[column];
        while (rowBefore[i] != ROOT) {
            amount = Math.min(amount, flow[rowBefore[i] * rows + i]);
            i = columnBefore[rowBefore[i]];
        }
        amount = Math.min(amount, supply[i]);
        supply[i] -= amount;
        demand[column] -= amount;
        int to = column;
        while (to != ROOT) {
            i = columnBefore[to];
            flow[to * rows + i] += amount;
            to = rowBefore[i];
            if (to != ROOT) {
                flow[to * rows + i] -= amount;
            }
        }
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
