package rapidity.algebra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// The linear maps M of multivectors that commute with a group solve `M G - G M = 0` for every G of the group: their
/// space is found numerically, and the maps of [SpacetimeAlgebra] span it.
class EquivariantMapsTest {
    private static final int N = SpacetimeAlgebra.COMPONENTS;

    /// Pivots of these equations of order 1 to 100 are either above 1e-2 or rounding, 1e-13.
    private static final double RANK_THRESHOLD = 1e-8;

    /// Rounding of products of two 16 x 16 matrices with entries up to 10^2.
    private static final double ROUNDING = 1e-11;

    private final RandomStream random = new RandomStreams(2405).stream("versor");

    @Test
    void tenDimensionsOfMapsCommuteWithBoostsAndRotations() {
        List<double[][]> group = List.of(action(2), action(2), action(4));
        assertThat(N * N - rank(commutators(group))).isEqualTo(10);
        assertCommuteAndAreIndependent(SymmetryGroup.PROPER_ORTHOCHRONOUS, group);
    }

    @Test
    void fiveDimensionsOfMapsCommuteWithReflectionsToo() {
        List<double[][]> group = List.of(action(1), action(2), action(3));
        assertThat(N * N - rank(commutators(group))).isEqualTo(5);
        assertCommuteAndAreIndependent(SymmetryGroup.FULL_LORENTZ, group);
    }

    /// As many independent solutions as the space has dimensions span it.
    private static void assertCommuteAndAreIndependent(SymmetryGroup symmetry, List<double[][]> group) {
        List<double[]> flat = new ArrayList<>();
        for (List<SignedEntry> entries : symmetry.equivariantMaps()) {
            double[] map = new double[N * N];
            for (SignedEntry e : entries) {
                map[N * e.out() + e.in()] = e.sign();
            }
            flat.add(map);
            for (double[] equation : commutators(group)) {
                double residual = 0;
                for (int k = 0; k < map.length; k++) {
                    residual += equation[k] * map[k];
                }
                assertThat(Math.abs(residual)).isLessThan(ROUNDING);
            }
        }
        assertThat(rank(flat)).isEqualTo(symmetry.maps());
    }

    private double[][] action(int factors) {
        Multivector u = Versors.random(random, factors);
        double[][] matrix = new double[N][N];
        for (int j = 0; j < N; j++) {
            double[] image = u.actOn(Multivector.blade(j)).toArray();
            for (int i = 0; i < N; i++) {
                matrix[i][j] = image[i];
            }
        }
        return matrix;
    }

    /// One row per entry (i, j) of `M G - G M`, its coefficients for the 256 entries of M.
    private static List<double[]> commutators(List<double[][]> group) {
        List<double[]> rows = new ArrayList<>();
        for (double[][] g : group) {
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < N; j++) {
                    double[] row = new double[N * N];
                    for (int k = 0; k < N; k++) {
                        row[N * i + k] += g[k][j];
                        row[N * k + j] -= g[i][k];
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /// Gaussian elimination with complete pivoting.
    private static int rank(List<double[]> matrix) {
        double[][] a = matrix.stream().map(double[]::clone).toArray(double[][]::new);
        int rank = 0;
        while (rank < Math.min(a.length, a[0].length)) {
            int row = rank;
            int column = rank;
            for (int i = rank; i < a.length; i++) {
                for (int j = rank; j < a[0].length; j++) {
                    if (Math.abs(a[i][j]) > Math.abs(a[row][column])) {
                        row = i;
                        column = j;
                    }
                }
            }
            if (Math.abs(a[row][column]) < RANK_THRESHOLD) {
                return rank;
            }
            eliminate(a, rank++, row, column);
        }
        return rank;
    }

    private static void eliminate(double[][] a, int step, int row, int column) {
        double[] pivotRow = a[row];
        a[row] = a[step];
        a[step] = pivotRow;
        for (double[] line : a) {
            double swapped = line[column];
            line[column] = line[step];
            line[step] = swapped;
        }
        for (int i = step + 1; i < a.length; i++) {
            double factor = a[i][step] / pivotRow[step];
            for (int j = step; j < pivotRow.length; j++) {
                a[i][j] -= factor * pivotRow[j];
            }
        }
    }
}
