package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The scalar kernels on natural arrays against formulas written out, and their gradients against finite differences.
class ScalarNaturalKernelsTest {
    /// A few hundred float64 roundings of numbers of order 1.
    private static final double FLOAT64 = 1e-13;

    private final ScalarDoubleKernels kernels = new ScalarDoubleKernels();
    private final RandomGenerator random = new SplittableRandom(KernelsUnderTest.SEED);

    private double[] numbers(int n) {
        return Twin.random(kernels, n, random).reference();
    }

    @Test
    void matrixProductsSumOverTheSharedAxisHoweverStored() {
        int m = 3;
        int n = 5;
        int k = 4;
        double[] a = numbers(m * k);
        double[] b = numbers(n * k);
        double[] c = new double[m * n];
        for (Transposed transposed : Transposed.values()) {
            kernels.matmul(transposed, a, 0, b, 0, c, 0, m, n, k, new double[0]);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int l = 0; l < k; l++) {
                        sum += a[transposed.first() ? l * m + i : i * k + l]
                                * b[transposed.second() ? j * k + l : l * n + j];
                    }
                    assertThat(c[i * n + j]).as("%s %d %d", transposed, i, j).isCloseTo(sum, within(FLOAT64));
                }
            }
        }
    }

    @Test
    void broadcastingRepeatsAxesOfStrideZero() {
        double[] column = {1, 2, 3};
        double[] row = {10, 20};
        double[] y = new double[6];
        kernels.binary(Binary.ADD, column, new int[] {1, 0}, row, new int[] {0, 1}, y, new int[] {3, 2});
        assertThat(y).containsExactly(11, 21, 12, 22, 13, 23);
        kernels.binary(Binary.DIVIDE, row, new int[] {0, 1}, column, new int[] {1, 0}, y, new int[] {3, 2});
        assertThat(y).containsExactly(10, 20, 5, 10, 10 / 3.0, 20 / 3.0);
    }

    @Test
    void permutedAxesFollowTheOrder() {
        double[] x = {0, 1, 2, 3, 4, 5};
        double[] y = new double[6];
        kernels.permute(x, new int[] {2, 3}, new int[] {1, 0}, y);
        assertThat(y).containsExactly(0, 3, 1, 4, 2, 5);
        kernels.permute(x, new int[] {1, 2, 3}, new int[] {2, 0, 1}, y);
        assertThat(y).containsExactly(0, 3, 1, 4, 2, 5);
    }

    @Test
    void rowsAreGatheredAndAddedBack() {
        double[] x = {0, 1, 10, 11, 20, 21};
        double[] y = new double[8];
        kernels.gatherRows(x, new int[] {2, 0, 2, 1}, 2, y);
        assertThat(y).containsExactly(20, 21, 0, 1, 20, 21, 10, 11);
        kernels.scatterAddRows(y, new int[] {2, 0, 2, 1}, 2, x);
        assertThat(x).containsExactly(0, 2, 20, 22, 60, 63);
    }

    @Test
    void softmaxIsPositiveAndSumsToOne() {
        double[] x = {0, Math.log(2), Math.log(5), 1000, 1000, Double.NEGATIVE_INFINITY};
        double[] y = new double[6];
        kernels.softmax(x, 2, 3, y);
        double[] expected = {1 / 8.0, 2 / 8.0, 5 / 8.0, 0.5, 0.5, 0};
        assertThat(y).containsExactly(expected, within(FLOAT64));
    }

    @Test
    void layerNormHasMeanZeroAndVarianceOneUpToItsEpsilon() {
        double[] x = {1, 3};
        double[] y = new double[2];
        double[] stats = new double[2];
        kernels.layerNorm(x, 1, 2, y, stats);
        double factor = 1 / Math.sqrt(1 + 1e-5);
        assertThat(y).containsExactly(new double[] {-factor, factor}, within(FLOAT64));
        assertThat(stats).containsExactly(new double[] {2, factor}, within(FLOAT64));
    }

    @Test
    void reductionsRunOverTheMiddleAxis() {
        double[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        double[] y = new double[4];
        kernels.sum(x, 2, 3, 2, y);
        assertThat(y).containsExactly(9, 12, 27, 30);
        kernels.max(x, 2, 3, 2, y);
        assertThat(y).containsExactly(5, 6, 11, 12);
    }

    @Test
    void softmaxAndLayerNormHaveTheGradientOfFiniteDifferences() {
        int rows = 3;
        int width = 7;
        double[] x = numbers(rows * width);
        double[] dy = numbers(rows * width);
        double[] y = new double[rows * width];
        double[] dx = new double[rows * width];
        double[] stats = new double[2 * rows];
        kernels.softmax(x, rows, width, y);
        kernels.softmaxGradient(y, dy, rows, width, dx);
        FiniteDifference.check("softmax", x, dx, Twin.ALL, () -> {
            kernels.softmax(x, rows, width, y);
            return FiniteDifference.weighted(dy, y, Twin.ALL);
        });
        kernels.layerNorm(x, rows, width, y, stats);
        kernels.layerNormGradient(x, stats, dy, rows, width, dx);
        FiniteDifference.check("layer norm", x, dx, Twin.ALL, () -> {
            kernels.layerNorm(x, rows, width, y, stats);
            return FiniteDifference.weighted(dy, y, Twin.ALL);
        });
    }

    @Test
    void functionsHaveTheDerivativeOfFiniteDifferences() {
        for (Unary f : Unary.values()) {
            boolean positive = f == Unary.LOG || f == Unary.SQRT || f == Unary.RECIPROCAL;
            double[] x = numbers(40);
            for (int i = 0; i < x.length; i++) {
                // away from corners and poles, where no difference quotient is a derivative
                x[i] = positive ? 1 + Math.abs(x[i]) : x[i] + Math.copySign(0.1, x[i]);
            }
            double[] dy = numbers(40);
            double[] y = new double[40];
            double[] dx = new double[40];
            kernels.unaryGradient(f, x, dy, dx, 40);
            FiniteDifference.check("" + f, x, dx, Twin.ALL, () -> {
                kernels.unary(f, x, y, 40);
                return FiniteDifference.weighted(dy, y, Twin.ALL);
            });
        }
    }

    /// Two steps of PyTorch's rule by hand: `p = 1`, gradient 2 and then -1, rate 0.1.
    @Test
    void adamFollowsItsPaper() {
        double[] p = {1};
        double[] m = {0};
        double[] v = {0};
        kernels.adam(new AdamRule(0.1, 0.9, 0.99, 0, 0.1, 0.01, 0, 0), p, new double[] {2}, m, v, 0, 1);
        assertThat(p[0]).isCloseTo(1 - 0.1, within(FLOAT64));
        kernels.adam(new AdamRule(0.1, 0.9, 0.99, 0, 0.19, 0.0199, 0, 0.5), p, new double[] {-1}, m, v, 0, 1);
        double first = (0.9 * 0.2 - 0.1) / 0.19;
        double second = (0.99 * 0.04 + 0.01) / 0.0199;
        assertThat(p[0]).isCloseTo(0.9 * (1 - 0.1 * 0.5) - 0.1 * first / Math.sqrt(second), within(FLOAT64));
    }
}
