package rapidity.metrics;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The cheapest way to move supplies to where they are in demand, exactly, and what remains over at a price.
///
/// ```
/// minimise  sum_ij f_ij c_ij    subject to    f_ij >= 0,  sum_j f_ij <= supply_i,  sum_i f_ij <= demand_j,
///                                             sum_ij f_ij = min(S, D),        S = sum of supplies, D of demands
/// value  =  that minimum  +  price |S - D|
/// ```
///
/// The potentials are the derivatives of the value with respect to supplies and demands (the envelope theorem; where it
/// has a kink, those of one side).
public final class TransportPlan {
    private final PairCosts costs;
    private final double[] flows;
    private final double price;
    private final double surplus;
    private final double[] supplyPotentials;
    private final double[] demandPotentials;

    private TransportPlan(double[] supplies, double[] demands, PairCosts costs, double price) {
        this.costs = costs;
        this.price = price;
        surplus = DoubleStream.of(supplies).sum() - DoubleStream.of(demands).sum();
        flows = new double[costs.rows() * costs.columns()];
        supplyPotentials = new double[costs.rows()];
        demandPotentials = new double[costs.columns()];
        int[] rows = weighty(supplies, -surplus);
        int[] columns = weighty(demands, surplus);
        double[] c = new double[rows.length * columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                c[i * columns.length + j] = cost(rows[i], columns[j]);
            }
        }
        NetworkSimplex solved = NetworkSimplex.solve(weights(supplies, rows), weights(demands, columns), c);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                if (isReal(rows[i], columns[j])) {
                    flows[rows[i] * costs.columns() + columns[j]] = solved.flow(i, j);
                }
            }
        }
        differentiate(
                potentials(rows, supplies.length, solved::rowPotential),
                potentials(columns, demands.length, solved::columnPotential));
    }

    /// The rows or columns that have a weight; one more for what remains over, if that is on the other side.
    private static int[] weighty(double[] weights, double rest) {
        return IntStream.rangeClosed(0, weights.length)
                .filter(i -> (i < weights.length ? weights[i] : rest) > 0)
                .toArray();
    }

    private double[] weights(double[] all, int[] which) {
        return IntStream.of(which)
                .mapToDouble(i -> i < all.length ? all[i] : Math.abs(surplus))
                .toArray();
    }

    private boolean isReal(int row, int column) {
        return row < costs.rows() && column < costs.columns();
    }

    private double cost(int row, int column) {
        return isReal(row, column) ? costs.at(row, column) : price;
    }

    /// Those of all, and at the end of the surplus; NaN for what has no weight.
    private static double[] potentials(int[] which, int size, IntToDoubleFunction solved) {
        double[] r = new double[size + 1];
        Arrays.fill(r, Double.NaN);
        for (int k = 0; k < which.length; k++) {
            r[which[k]] = solved.applyAsDouble(k);
        }
        return r;
    }

    /// What has no weight gets the largest potential that the others allow: the derivative for a first bit of it. All
    /// are then shifted such that the surplus, which follows from the others, has none.
    private void differentiate(double[] u, double[] v) {
        int n = costs.rows();
        int m = costs.columns();
        double ofSurplus = Double.isNaN(u[n]) ? allowed(v[m], i -> price, u) : -u[n];
        // nothing to move: whatever is added first has nowhere to go
        boolean nothing = Double.isInfinite(ofSurplus);
        Arrays.setAll(supplyPotentials, i -> nothing ? price : allowed(u[i], j -> cost(i, j), v) + ofSurplus);
        Arrays.setAll(demandPotentials, j -> nothing ? price : allowed(v[j], i -> cost(i, j), u) - ofSurplus);
    }

    private static double allowed(double known, IntToDoubleFunction cost, double[] others) {
        return Double.isNaN(known)
                ? IntStream.range(0, others.length)
                        .filter(k -> !Double.isNaN(others[k]))
                        .mapToDouble(k -> cost.applyAsDouble(k) - others[k])
                        .min()
                        .orElse(Double.POSITIVE_INFINITY)
                : known;
    }

    /// The cheapest plan.
    ///
    /// @param supplies one of each row of the costs
    /// @param demands one of each column
    /// @param price of each unit that has nowhere to go, or does not come
    /// @throws IllegalArgumentException if the numbers of supplies and demands are not those of the costs, or one is
    ///     negative or not finite
    public static TransportPlan of(double[] supplies, double[] demands, PairCosts costs, double price) {
        if (supplies.length != costs.rows() || demands.length != costs.columns()) {
            throw new IllegalArgumentException(supplies.length + " supplies and " + demands.length + " demands for "
                    + costs.rows() + " x " + costs.columns() + " costs");
        }
        requireWeights("supply", supplies);
        requireWeights("demand", demands);
        return new TransportPlan(supplies, demands, costs, price);
    }

    private static void requireWeights(String name, double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new IllegalArgumentException(
                        name + " " + i + " is " + weights[i] + ": a " + name + " is finite and not negative");
            }
        }
    }

    /// The cost of the plan with that of the surplus.
    public double value() {
        double sum = Math.abs(surplus) * price;
        for (int k = 0; k < flows.length; k++) {
            sum += flows[k] * costs.values()[k];
        }
        return sum;
    }

    /// What goes from a row to a column.
    public double flow(int row, int column) {
        return flows[row * costs.columns() + column];
    }

    /// The derivative of the value with respect to a supply.
    public double supplyPotential(int row) {
        return supplyPotentials[row];
    }

    /// The derivative of the value with respect to a demand.
    public double demandPotential(int column) {
        return demandPotentials[column];
    }
}
