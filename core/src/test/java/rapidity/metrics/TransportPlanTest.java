package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.golden.GoldenFile;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class TransportPlanTest {
    /// Both sides are exact up to the rounding of sums of some tens of numbers of order one.
    private static final double ROUNDING = 1e-12;

    private static final GoldenFile GOLDEN = GoldenFile.of(TransportPlanTest.class, "distances.txt");

    private final RandomStream random = new RandomStreams(20261126).stream("transport");

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void plansCostWhatThoseOfPythonOptimalTransportCost(int k) {
        double[] supplies = GOLDEN.at("transport" + k + ".supplies");
        double[] demands = GOLDEN.at("transport" + k + ".demands");
        PairCosts costs = new PairCosts(supplies.length, demands.length, GOLDEN.at("transport" + k + ".cost"));
        TransportPlan plan = TransportPlan.of(supplies, demands, costs, 1);
        assertThat(plan.value()).isCloseTo(GOLDEN.number("transport" + k + ".value"), within(ROUNDING));
    }

    @Test
    void ofUnitWeightsItIsAnAssignment() {
        for (int n = 1; n < 12; n++) {
            PairCosts costs = new PairCosts(n, n, random.doubles((long) n * n).toArray());
            double[] ones = DoubleStream.generate(() -> 1).limit(n).toArray();
            TransportPlan plan = TransportPlan.of(ones, ones, costs, 1);
            Assignment a = Assignment.of(costs);
            assertThat(plan.value()).isCloseTo(a.cost(), within(ROUNDING));
            for (int i = 0; i < n; i++) {
                assertThat(plan.flow(i, a.column(i))).isEqualTo(1);
            }
        }
    }

    /// Optimality: what flows respects all bounds, and the potentials are feasible and reach the same value (duality).
    @Test
    void plansAreFeasibleAndTheirPotentialsProveThemOptimal() {
        for (int k = 0; k < 300; k++) {
            int most = k % 20 == 0 ? 50 : 9;
            int n = 1 + random.nextInt(most);
            int m = 1 + random.nextInt(most);
            double[] supplies = weights(n, k);
            double[] demands = weights(m, k);
            double[] values = random.doubles((long) n * m).toArray();
            if (k % 3 == 0) {
                Arrays.setAll(values, i -> Math.rint(3 * values[i]));
            }
            double price = k % 5 == 0 ? 0.2 : 1.7;
            PairCosts costs = new PairCosts(n, m, values);
            requireOptimal(supplies, demands, costs, price);
        }
    }

    private void requireOptimal(double[] supplies, double[] demands, PairCosts costs, double price) {
        TransportPlan plan = TransportPlan.of(supplies, demands, costs, price);
        double moved = 0;
        double dual = 0;
        double surplus =
                DoubleStream.of(supplies).sum() - DoubleStream.of(demands).sum();
        for (int i = 0; i < costs.rows(); i++) {
            double sent = 0;
            for (int j = 0; j < costs.columns(); j++) {
                assertThat(plan.flow(i, j)).isNotNegative();
                sent += plan.flow(i, j);
                double reduced = costs.at(i, j) - plan.supplyPotential(i) - plan.demandPotential(j);
                // of a row and a column without weight only one may get some: the derivatives are of one side
                assertThat(supplies[i] + demands[j] > 0 ? reduced : 0).isGreaterThan(-ROUNDING);
            }
            assertThat(sent).isLessThan(supplies[i] + ROUNDING);
            moved += sent;
            dual += supplies[i] * plan.supplyPotential(i);
            // the larger side pays at most the price for each unit that stays
            assertThat(surplus > 0 ? plan.supplyPotential(i) : 0).isLessThan(price + ROUNDING);
        }
        for (int j = 0; j < costs.columns(); j++) {
            double got = 0;
            for (int i = 0; i < costs.rows(); i++) {
                got += plan.flow(i, j);
            }
            assertThat(got).isLessThan(demands[j] + ROUNDING);
            dual += demands[j] * plan.demandPotential(j);
            assertThat(surplus < 0 ? plan.demandPotential(j) : 0).isLessThan(price + ROUNDING);
        }
        double all = Math.min(
                DoubleStream.of(supplies).sum(), DoubleStream.of(demands).sum());
        assertThat(moved).isCloseTo(all, within(ROUNDING));
        assertThat(dual).isCloseTo(plan.value(), within(ROUNDING));
    }

    private double[] weights(int n, int k) {
        double[] r = random.doubles(n).toArray();
        if (k % 4 == 1) {
            Arrays.setAll(r, i -> Math.rint(2 * r[i]));
        }
        return r;
    }

    @Test
    void nothingIsMovedFromOrToNothing() {
        double[] none = {};
        PairCosts nobody = new PairCosts(0, 2, none);
        TransportPlan plan = TransportPlan.of(none, new double[] {1, 2}, nobody, 0.5);
        assertThat(plan.value()).isEqualTo(1.5);
        assertThat(plan.demandPotential(1)).isEqualTo(0.5);
        TransportPlan zeros = TransportPlan.of(new double[2], new double[1], new PairCosts(2, 1, new double[2]), 0.5);
        assertThat(zeros.value()).isZero();
        assertThat(zeros.supplyPotential(0)).isEqualTo(0.5);
        assertThat(zeros.demandPotential(0)).isEqualTo(0.5);
        assertThat(TransportPlan.of(none, none, new PairCosts(0, 0, none), 1).value())
                .isZero();
    }

    @Test
    void weightsThatAreNoneAreRefused() {
        PairCosts costs = new PairCosts(1, 2, new double[2]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransportPlan.of(new double[] {-1}, new double[2], costs, 1))
                .withMessageContaining("supply 0 is -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransportPlan.of(new double[1], new double[] {0, Double.NaN}, costs, 1))
                .withMessageContaining("demand 1 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransportPlan.of(new double[2], new double[2], costs, 1))
                .withMessageContaining("2 supplies and 2 demands for 1 x 2 costs");
    }
}
