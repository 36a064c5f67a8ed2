package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Functions of elements, reductions and moves of natural arrays, and the loops of the optimiser.
interface ElementsContract<A> extends KernelsUnderTest<A> {
    List<Integer> LENGTHS = List.of(0, 1, 7, 8, 9, 16, 33, 100);
    double OUTSIDE = 7;

    /// Arguments of every function beside random ones: corners, and where exponentials are negligible or overflow.
    double[] CORNERS = {0, 1e-6, -1e-6, 0.5, -0.5, 1, -1, 3, -3, 8.5, -8.5, 20, -20, 90, -90};

    @Test
    default void functionsAndTheirDerivativesAreTheDefinition() {
        RandomGenerator random = random();
        for (Unary f : Unary.values()) {
            boolean positive = f == Unary.LOG || f == Unary.SQRT || f == Unary.RECIPROCAL;
            for (int n : LENGTHS) {
                Twin<A> x = Twin.random(kernels(), n, random);
                for (int i = 0; i < n; i++) {
                    x.set(i, positive ? 0.1 + Math.abs(x.at(i)) : 2 * x.at(i));
                }
                checkUnary(f, x, random);
            }
            if (!positive && f != Unary.EXP) {
                Twin<A> corners = Twin.filled(kernels(), CORNERS.length, 0);
                for (int i = 0; i < CORNERS.length; i++) {
                    corners.set(i, CORNERS[i]);
                }
                checkUnary(f, corners, random);
            }
        }
    }

    private void checkUnary(Unary f, Twin<A> x, RandomGenerator random) {
        int n = x.length();
        Twin<A> y = Twin.filled(kernels(), n + 1, OUTSIDE);
        kernels().unary(f, x.tested(), y.tested(), n);
        REFERENCE.unary(f, x.reference(), y.reference(), n);
        y.assertAgrees(f + ", n = " + n, tolerance(), Twin.ALL);
        Twin<A> dy = Twin.random(kernels(), n, random);
        Twin<A> dx = Twin.filled(kernels(), n + 1, OUTSIDE);
        kernels().unaryGradient(f, x.tested(), dy.tested(), dx.tested(), n);
        REFERENCE.unaryGradient(f, x.reference(), dy.reference(), dx.reference(), n);
        dx.assertAgrees("gradient of " + f + ", n = " + n, tolerance(), Twin.ALL);
    }

    @Test
    default void functionsOfTwoNumbersBroadcast() {
        RandomGenerator random = random();
        Twin<A> a = Twin.random(kernels(), 400, random);
        Twin<A> b = Twin.random(kernels(), 400, random);
        for (int i = 0; i < b.length(); i++) {
            b.set(i, b.at(i) + Math.copySign(0.5, b.at(i)));
        }
        for (Binary f : Binary.values()) {
            checkBinary(f, a, new int[] {}, b, new int[] {}, new int[] {});
            checkBinary(f, a, new int[] {1}, b, new int[] {1}, new int[] {33});
            checkBinary(f, a, new int[] {0}, b, new int[] {1}, new int[] {17});
            checkBinary(f, a, new int[] {9, 1}, b, new int[] {0, 1}, new int[] {5, 9});
            checkBinary(f, a, new int[] {9, 1}, b, new int[] {1, 0}, new int[] {5, 9});
            checkBinary(f, a, new int[] {21, 7, 1}, b, new int[] {3, 1, 0}, new int[] {4, 3, 7});
            checkBinary(f, a, new int[] {1, 5, 20}, b, new int[] {0, 0, 0}, new int[] {5, 4, 3});
            checkBinary(f, a, new int[] {0, 8, 0, 1}, b, new int[] {16, 0, 8, 1}, new int[] {2, 3, 2, 8});
            checkBinary(f, a, new int[] {1, 1}, b, new int[] {1, 1}, new int[] {3, 0});
            for (int n : LENGTHS) {
                Twin<A> y = Twin.filled(kernels(), n + 1, OUTSIDE);
                kernels().binary(f, a.tested(), b.tested(), y.tested(), n);
                REFERENCE.binary(f, a.reference(), b.reference(), y.reference(), n);
                y.assertAgrees(f + ", n = " + n, tolerance(), Twin.ALL);
            }
        }
    }

    private void checkBinary(Binary f, Twin<A> a, int[] aStrides, Twin<A> b, int[] bStrides, int[] shape) {
        int n = 1;
        for (int size : shape) {
            n *= size;
        }
        Twin<A> y = Twin.filled(kernels(), n + 1, OUTSIDE);
        kernels().binary(f, a.tested(), aStrides, b.tested(), bStrides, y.tested(), shape);
        REFERENCE.binary(f, a.reference(), aStrides, b.reference(), bStrides, y.reference(), shape);
        y.assertAgrees(f + " of rank " + shape.length, tolerance(), Twin.ALL);
    }

    @Test
    default void sumsAndMaximaReduceTheMiddleAxis() {
        RandomGenerator random = random();
        for (int outer : List.of(1, 3)) {
            for (int reduced : List.of(1, 2, 17, 200)) {
                for (int inner : List.of(1, 5, 8, 19)) {
                    String what = outer + " x " + reduced + " x " + inner;
                    Twin<A> x = Twin.random(kernels(), outer * reduced * inner, random);
                    Twin<A> y = Twin.filled(kernels(), outer * inner + 1, OUTSIDE);
                    kernels().sum(x.tested(), outer, reduced, inner, y.tested());
                    REFERENCE.sum(x.reference(), outer, reduced, inner, y.reference());
                    y.assertAgrees("sum " + what, tolerance(), Twin.ALL);
                    kernels().max(x.tested(), outer, reduced, inner, y.tested());
                    REFERENCE.max(x.reference(), outer, reduced, inner, y.reference());
                    y.assertAgrees("max " + what, 0, Twin.ALL);
                }
            }
        }
    }

    @Test
    default void numbersMoveUnchanged() {
        Twin<A> x = Twin.random(kernels(), 420, random());
        Twin<A> y = Twin.filled(kernels(), 421, OUTSIDE);
        move(kernels(), x.tested(), y.tested());
        move(REFERENCE, x.reference(), y.reference());
        y.assertAgrees("moved", 0, Twin.ALL);
        add(kernels(), x.tested(), y.tested());
        add(REFERENCE, x.reference(), y.reference());
        y.assertAgrees("added", tolerance(), Twin.ALL);
        for (int[] order : new int[][] {{0, 1, 2, 3}, {3, 2, 1, 0}, {0, 2, 1, 3}, {1, 3, 0, 2}}) {
            kernels().permute(x.tested(), new int[] {4, 3, 5, 7}, order, y.tested());
            REFERENCE.permute(x.reference(), new int[] {4, 3, 5, 7}, order, y.reference());
            y.assertAgrees("permuted", 0, Twin.ALL);
        }
    }

    @Test
    default void columnsMoveUnchangedIntoAttentionAndBack() {
        for (int features : List.of(1, 5, 8, 11, 16, 36)) {
            for (int n : List.of(1, 7, 8, 9, 16, 21)) {
                int np = TileLayout.tiles(n) * TileLayout.LANES;
                int width = 3 * features;
                Twin<A> x = Twin.random(kernels(), (n + 3) * width, random());
                Twin<A> heads = Twin.filled(kernels(), features * np + 1, OUTSIDE);
                Twin<A> back = Twin.filled(kernels(), x.length(), OUTSIDE);
                kernels().gatherColumns(x.tested(), width, features, features, 2, n, np, heads.tested());
                REFERENCE.gatherColumns(x.reference(), width, features, features, 2, n, np, heads.reference());
                heads.assertAgrees("gathered " + features + " x " + n, 0, Twin.ALL);
                kernels().scatterColumns(heads.tested(), np, width, features, features, 2, n, back.tested());
                REFERENCE.scatterColumns(heads.reference(), np, width, features, features, 2, n, back.reference());
                back.assertAgrees("scattered " + features + " x " + n, 0, Twin.ALL);
            }
        }
    }

    private static <B> void move(Kernels<B> kernels, B x, B y) {
        kernels.copyBlocks(x, 3, 11, y, 1, 9, 7, 4);
        kernels.gatherRows(x, new int[] {5, 0, 5, 2}, 9, y);
        kernels.gatherColumns(x, 12, 3, 5, 2, 3, 16, y);
        kernels.scatterColumns(x, 16, 12, 3, 5, 20, 9, y);
        kernels.gatherSigned(x, new int[] {1, -3, 0, 12}, y, 390);
        kernels.copy(x, 7, y, 405, 3);
        kernels.fill(y, 410, 415, 2);
    }

    private static <B> void add(Kernels<B> kernels, B x, B y) {
        kernels.scatterAddRows(x, new int[] {10, 12, 10}, 9, y);
        kernels.scatterAddSigned(x, 5, new int[] {400, -401, 0, 400, -403}, y);
        kernels.addInto(x, y, 300, 33);
    }

    @Test
    default void affineScaleAverageAndSumOfSquaresAreTheDefinition() {
        RandomGenerator random = random();
        for (int n : LENGTHS) {
            Twin<A> x = Twin.random(kernels(), n + 1, random);
            Twin<A> y = Twin.random(kernels(), n + 1, random);
            double last = y.at(n);
            kernels().lerp(x.tested(), 0.3, y.tested(), n);
            REFERENCE.lerp(x.reference(), 0.3, y.reference(), n);
            y.assertAgrees("lerp " + n, tolerance(), Twin.ALL);
            kernels().scaleInPlace(y.tested(), -1.7, n);
            REFERENCE.scaleInPlace(y.reference(), -1.7, n);
            y.assertAgrees("scale " + n, tolerance(), Twin.ALL);
            assertThat(kernels().sumOfSquares(x.tested(), n)).isEqualTo(REFERENCE.sumOfSquares(x.reference(), n));
            kernels().affine(x.tested(), 2.5, 0.7, y.tested(), n);
            REFERENCE.affine(x.reference(), 2.5, 0.7, y.reference(), n);
            y.assertAgrees("affine " + n, tolerance(), Twin.ALL);
            assertThat(y.at(n)).isEqualTo(last);
        }
    }

    @Test
    default void adamStepsAreTheDefinition() {
        AdamRule rule = new AdamRule(0.01, 0.9, 0.999, 1e-8, 1 - 0.9 * 0.9, 1 - 0.999 * 0.999, 0.02, 0.03);
        RandomGenerator random = random();
        for (int n : LENGTHS) {
            Twin<A> p = Twin.random(kernels(), n + 1, random);
            Twin<A> g = Twin.random(kernels(), n + 1, random);
            Twin<A> m = Twin.random(kernels(), n + 1, random);
            Twin<A> v = Twin.filled(kernels(), n + 1, 0.3);
            kernels().adam(rule, p.tested(), g.tested(), m.tested(), v.tested(), n / 5, n);
            REFERENCE.adam(rule, p.reference(), g.reference(), m.reference(), v.reference(), n / 5, n);
            p.assertAgrees("weights", tolerance(), Twin.ALL);
            m.assertAgrees("first moment", tolerance(), Twin.ALL);
            v.assertAgrees("second moment", tolerance(), Twin.ALL);
        }
    }

    @Test
    default void lionStepsAreTheDefinition() {
        LionRule rule = new LionRule(0.01, 0.9, 0.99, 0.03);
        RandomGenerator random = random();
        for (int n : LENGTHS) {
            Twin<A> p = Twin.random(kernels(), n + 1, random);
            Twin<A> g = Twin.random(kernels(), n + 1, random);
            Twin<A> m = Twin.random(kernels(), n + 1, random);
            kernels().lion(rule, p.tested(), g.tested(), m.tested(), n / 5, n);
            REFERENCE.lion(rule, p.reference(), g.reference(), m.reference(), n / 5, n);
            p.assertAgrees("weights", tolerance(), Twin.ALL);
            m.assertAgrees("moment", tolerance(), Twin.ALL);
        }
    }
}
