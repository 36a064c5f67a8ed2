package rapidity.metrics;

import java.util.Arrays;
import java.util.stream.DoubleStream;

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
    private final double surplus;
    private final double[] supplyPotentials;
    private final double[] demandPotentials;

    private TransportPlan(PairCosts costs, double price, double surplus, AugmentingPaths solved) {
        this.costs = costs;
        this.surplus = Math.abs(surplus) * price;
        flows = new double[costs.rows() * costs.columns()];
        for (int i = 0; i < costs.rows(); i++) {
            for (int j = 0; j < costs.columns(); j++) {
                flows[i * costs.columns() + j] = solved.flow(i, j);
            }
        }
        supplyPotentials = new double[costs.rows()];
        demandPotentials = new double[costs.columns()];
        boolean more = solved.columns() > costs.columns();
        double rest = more ? solved.columnPotential(costs.columns()) : -solved.rowPotential(costs.rows());
        // nothing to move: whatever is added first has nowhere to go
        boolean nothing = Double.isInfinite(rest);
        Arrays.setAll(supplyPotentials, i -> nothing ? price : solved.rowPotential(i) + rest);
        Arrays.setAll(demandPotentials, j -> nothing ? price : solved.columnPotential(j) - rest);
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
        double surplus =
                DoubleStream.of(supplies).sum() - DoubleStream.of(demands).sum();
        boolean more = surplus > 0 || surplus == 0 && supplies.length > 0;
        double[] a = more ? supplies : Arrays.copyOf(supplies, supplies.length + 1);
        double[] b = more ? Arrays.copyOf(demands, demands.length + 1) : demands;
        (more ? b : a)[(more ? b : a).length - 1] = Math.abs(surplus);
        double[] c = new double[a.length * b.length];
        Arrays.fill(c, price);
        for (int i = 0; i < costs.rows(); i++) {
            System.arraycopy(costs.values(), i * costs.columns(), c, i * b.length, costs.columns());
        }
        return new TransportPlan(costs, price, surplus, AugmentingPaths.solve(a, b, c));
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
        double sum = surplus;
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
