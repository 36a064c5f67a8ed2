package rapidity.metrics;

/// Solves a transportation problem by the network simplex method: a plan that flows along the edges of a spanning tree
/// of rows and columns is changed edge by edge, until no reduced cost `c_ij - u_i - v_j` is negative. Potentials make
/// those of the tree 0.
///
/// ```
/// enter (i, j) with a negative reduced cost: what flows is moved around the cycle that it closes in the tree,
/// until an edge of the cycle is empty; that one leaves
/// ```
///
/// All supplies are raised by a relative 1e-14, so no edge of the tree is ever empty and no plan comes back; the result
/// is the plan of the last tree for the supplies themselves.
///
/// @source Dantzig, Linear Programming and Extensions (1963), chapters 14, 15 and 17
final class NetworkSimplex {
    private static final double RAISE = 1e-14;

    /// Potentials add up the costs along a path; reduced costs that are negative by less than this, relative to the
    /// largest cost and the length of the longest path, are rounding.
    private static final double ROUNDING = 0x1.0p-51;

    private static final int NONE = -1;

    private final int rows;
    private final int columns;
    private final double[] costs;
    private final double[] flow;

    // the tree: rows come first, then columns
    private final int[][] neighbours;
    private final int[] degree;
    private final int[] parent;
    private final int[] depth;
    private final double[] potential;
    private final int[] order;

    private NetworkSimplex(int rows, int columns, double[] costs) {
        this.rows = rows;
        this.columns = columns;
        this.costs = costs;
        flow = new double[rows * columns];
        neighbours = new int[rows + columns][];
        for (int node = 0; node < rows + columns; node++) {
            neighbours[node] = new int[node < rows ? columns : rows];
        }
        degree = new int[rows + columns];
        parent = new int[rows + columns];
        depth = new int[rows + columns];
        potential = new double[rows + columns];
        order = new int[rows + columns];
    }

    /// @param supply positive
    /// @param demand positive, with the same sum up to rounding
    /// @param costs row-major
    static NetworkSimplex solve(double[] supply, double[] demand, double[] costs) {
        NetworkSimplex tree = new NetworkSimplex(supply.length, demand.length, costs);
        if (supply.length > 0) {
            tree.begin(supply.clone(), demand.clone());
            tree.improve();
            tree.settle(supply.clone(), demand.clone());
        }
        return tree;
    }

    /// Each row in turn sends what it has to the cheapest columns that still want something.
    private void begin(double[] supply, double[] demand) {
        double total = 0;
        for (double s : supply) {
            total += s;
        }
        for (int i = 0; i < rows; i++) {
            supply[i] += RAISE * total;
        }
        demand[columns - 1] += rows * RAISE * total;
        boolean[] full = new boolean[columns];
        int open = columns;
        for (int i = 0; i < rows; i++) {
            boolean empty = false;
            while (!empty) {
                int j = cheapest(i, full);
                double amount = Math.min(supply[i], demand[j]);
                // one of the two is done with each edge, the last column only with the last row
                empty = i < rows - 1 && (open == 1 || supply[i] <= demand[j]) || i == rows - 1 && open == 1;
                supply[i] -= amount;
                demand[j] -= amount;
                flow[i * columns + j] = amount;
                join(i, rows + j);
                if (!empty) {
                    full[j] = true;
                    open--;
                }
            }
        }
        hang(0, NONE);
    }

    private int cheapest(int row, boolean[] full) {
        int best = NONE;
        for (int j = 0; j < columns; j++) {
            if (!full[j] && (best == NONE || costs[row * columns + j] < costs[row * columns + best])) {
                best = j;
            }
        }
        return best;
    }

    private void join(int a, int b) {
        neighbours[a][degree[a]++] = b;
        neighbours[b][degree[b]++] = a;
    }

    private void part(int a, int b) {
        remove(a, b);
        remove(b, a);
    }

    private void remove(int node, int neighbour) {
        int k = 0;
        while (neighbours[node][k] != neighbour) {
            k++;
        }
        neighbours[node][k] = neighbours[node][--degree[node]];
    }

    private int edge(int a, int b) {
        return Math.min(a, b) * columns + Math.max(a, b) - rows;
    }

    /// Gives a node and all behind it their parents and potentials.
    ///
    /// @return how many there are; [#order] has them, parents first
    private int hang(int first, int from) {
        parent[first] = from;
        depth[first] = from == NONE ? 0 : depth[from] + 1;
        potential[first] = from == NONE ? 0 : costs[edge(first, from)] - potential[from];
        order[0] = first;
        int count = 1;
        for (int k = 0; k < count; k++) {
            int node = order[k];
            for (int n = 0; n < degree[node]; n++) {
                int next = neighbours[node][n];
                if (next != parent[node]) {
                    parent[next] = node;
                    depth[next] = depth[node] + 1;
                    potential[next] = costs[edge(node, next)] - potential[node];
                    order[count++] = next;
                }
            }
        }
        return count;
    }

    /// Looks at one row after another until none has a negative reduced cost.
    private void improve() {
        double largest = 0;
        for (double c : costs) {
            largest = Math.max(largest, Math.abs(c));
        }
        double threshold = -ROUNDING * (rows + columns) * largest;
        int row = 0;
        int idle = 0;
        while (idle < rows) {
            int best = NONE;
            double least = threshold;
            int base = row * columns;
            for (int j = 0; j < columns; j++) {
                double reduced = costs[base + j] - potential[row] - potential[rows + j];
                if (reduced < least) {
                    least = reduced;
                    best = j;
                }
            }
            if (best == NONE) {
                idle++;
            } else {
                enter(row, rows + best);
                idle = 0;
            }
            row = row + 1 == rows ? 0 : row + 1;
        }
    }

    /// Edges that carry less after the move are those whose child is of the same kind as the end of the new edge on its
    /// side.
    private void enter(int row, int column) {
        int a = row;
        int b = column;
        double amount = Double.POSITIVE_INFINITY;
        int leaving = NONE;
        boolean besideRow = false;
        while (a != b) {
            boolean climbRow = depth[a] >= depth[b];
            int child = climbRow ? a : b;
            if (climbRow == child < rows && flow[edge(child, parent[child])] < amount) {
                amount = flow[edge(child, parent[child])];
                leaving = child;
                besideRow = climbRow;
            }
            a = climbRow ? parent[a] : a;
            b = climbRow ? b : parent[b];
        }
        a = row;
        b = column;
        while (a != b) {
            boolean climbRow = depth[a] >= depth[b];
            int child = climbRow ? a : b;
            flow[edge(child, parent[child])] += climbRow == child < rows ? -amount : amount;
            a = climbRow ? parent[a] : a;
            b = climbRow ? b : parent[b];
        }
        flow[edge(row, column)] = amount;
        flow[edge(leaving, parent[leaving])] = 0;
        part(leaving, parent[leaving]);
        join(row, column);
        hang(besideRow ? row : column, besideRow ? column : row);
    }

    /// What flows along the tree, from its leaves to its root.
    private void settle(double[] supply, double[] demand) {
        int count = hang(0, NONE);
        for (int k = count - 1; k > 0; k--) {
            int node = order[k];
            double amount = node < rows ? supply[node] : demand[node - rows];
            flow[edge(node, parent[node])] = Math.max(0, amount);
            if (node < rows) {
                demand[parent[node] - rows] -= amount;
            } else {
                supply[parent[node]] -= amount;
            }
        }
    }

    double flow(int row, int column) {
        return flow[row * columns + column];
    }

    double rowPotential(int row) {
        return potential[row];
    }

    double columnPotential(int column) {
        return potential[rows + column];
    }
}
