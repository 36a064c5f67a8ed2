package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.golden.GoldenFile;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class AssignmentTest {
    /// The same pairs added in another order.
    private static final double ROUNDING = 1e-12;

    private static final GoldenFile GOLDEN = GoldenFile.of(AssignmentTest.class, "distances.txt");

    private final RandomStream random = new RandomStreams(20261126).stream("costs");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void assignmentsAreThoseOfScipy(int k) {
        double[] size = GOLDEN.at("assignment" + k + ".size");
        PairCosts costs = new PairCosts((int) size[0], (int) size[1], GOLDEN.at("assignment" + k + ".cost"));
        Assignment a = Assignment.of(costs);
        int[] expected = Arrays.stream(GOLDEN.at("assignment" + k + ".columns"))
                .mapToInt(c -> (int) c)
                .toArray();
        assertThat(a.columns()).containsExactly(expected);
        assertThat(a.cost()).isCloseTo(GOLDEN.number("assignment" + k + ".total"), within(ROUNDING));
    }

    @Test
    void noPermutationIsCheaper() {
        for (int k = 0; k < 200; k++) {
            int rows = 1 + random.nextInt(6);
            int columns = rows + random.nextInt(2);
            double[] values = random.doubles(rows * columns, -1, 1).toArray();
            if (k % 2 == 0) {
                Arrays.setAll(values, i -> Math.rint(3 * values[i]));
            }
            PairCosts costs = new PairCosts(rows, columns, values);
            Assignment a = Assignment.of(costs);
            assertThat(a.columns()).doesNotHaveDuplicates();
            assertThat(a.cost()).isCloseTo(cheapest(costs, 0, new boolean[columns]), within(ROUNDING));
        }
    }

    private static double cheapest(PairCosts costs, int row, boolean[] taken) {
        if (row == costs.rows()) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < costs.columns(); j++) {
            if (!taken[j]) {
                taken[j] = true;
                least = Math.min(least, costs.at(row, j) + cheapest(costs, row + 1, taken));
                taken[j] = false;
            }
        }
        return least;
    }

    @Test
    void aReorderedSetIsFoundAgain() {
        double[] points = random.doubles(120).toArray();
        double[] shifted = new double[120];
        System.arraycopy(points, 0, shifted, 4, 116);
        System.arraycopy(points, 116, shifted, 0, 4);
        Assignment a = Assignment.of(PairCosts.euclidean(points, shifted, 4));
        assertThat(a.cost()).isZero();
        assertThat(a.column(0)).isEqualTo(1);
        assertThat(a.column(29)).isZero();
    }

    @Test
    void nothingIsAssignedToNothingAndMoreRowsThanColumnsAreRefused() {
        assertThat(Assignment.of(new PairCosts(0, 0, new double[0])).cost()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Assignment.of(new PairCosts(3, 2, new double[6])))
                .withMessageStartingWith("3 rows cannot have a column each of 2");
    }
}
