package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Matrix products, softmax and layer norm of natural arrays.
interface RowsContract<A> extends KernelsUnderTest<A> {
    List<Integer> SIDES = List.of(1, 3, 8, 17, 40);
    double BEYOND = 7;
    int FROM = 3;

    /// Calls of a kernel after which the compiler is done with it.
    int COMPILED = 10_000;

    @Test
    default void matrixProductsAreTheDefinitionTransposedOrNot() {
        RandomGenerator random = random();
        for (Transposed transposed : Transposed.values()) {
            for (int m : SIDES) {
                for (int n : SIDES) {
                    for (int k : List.of(0, 1, 5, 16, 33)) {
                        Twin<A> a = Twin.random(kernels(), FROM + m * k, random);
                        Twin<A> b = Twin.random(kernels(), FROM + n * k, random);
                        Twin<A> c = Twin.filled(kernels(), FROM + m * n + FROM, BEYOND);
                        matmul(kernels(), transposed, a.tested(), b.tested(), c.tested(), m, n, k);
                        matmul(REFERENCE, transposed, a.reference(), b.reference(), c.reference(), m, n, k);
                        String what = transposed + " " + m + " x " + n + " x " + k;
                        c.assertAgrees(what, tolerance(), 1, i -> i >= FROM && i < FROM + m * n);
                        c.assertAll(what, BEYOND, i -> i < FROM || i >= FROM + m * n);
                    }
                }
            }
        }
    }

    private static <B> void matmul(Kernels<B> kernels, Transposed transposed, B a, B b, B c, int m, int n, int k) {
        B scratch = kernels.allocate(kernels.matmulScratch(n, k));
        kernels.matmul(transposed, a, FROM, b, FROM, c, FROM, m, n, k, scratch);
    }

    @Test
    default void productsWithKeptPanelsHaveTheSameBits() {
        for (Transposed transposed : List.of(Transposed.NEITHER, Transposed.SECOND)) {
            for (int m : SIDES) {
                for (int n : SIDES) {
                    for (int k : List.of(0, 1, 5, 16, 33)) {
                        A a = Twin.random(kernels(), FROM + m * k, random()).tested();
                        A b = Twin.random(kernels(), FROM + n * k, random()).tested();
                        Twin<A> c = Twin.filled(kernels(), FROM + m * n + FROM, BEYOND);
                        matmul(kernels(), transposed, a, b, c.tested(), m, n, k);
                        int size = NaturalKernels.panelsSize(n, k);
                        Twin<A> panels = Twin.filled(kernels(), FROM + size + FROM, BEYOND);
                        kernels().panels(transposed, b, FROM, n, k, panels.tested(), FROM);
                        panels.assertAll("panels", BEYOND, i -> i < FROM || i >= FROM + size);
                        Twin<A> kept = Twin.filled(kernels(), FROM + m * n + FROM, BEYOND);
                        A scratch = kernels().allocate(kernels().matmulScratch(0, k));
                        kernels().matmulPanels(a, FROM, panels.tested(), FROM, kept.tested(), FROM, m, n, k, scratch);
                        assertThat(kept.tested())
                                .as(transposed + " " + m + " x " + n + " x " + k)
                                .isEqualTo(c.tested());
                    }
                }
            }
        }
    }

    @Test
    default void productsOfATransposeAreAddedToWhatIsThere() {
        for (int m : SIDES) {
            for (int n : SIDES) {
                int k = 13;
                Twin<A> a = Twin.random(kernels(), m * k, random());
                Twin<A> b = Twin.random(kernels(), n * k, random());
                Twin<A> c = Twin.filled(kernels(), FROM + m * n + FROM, BEYOND);
                A scratch = kernels().allocate(kernels().matmulScratch(n, k));
                kernels().addMatmulTransposed(a.tested(), b.tested(), c.tested(), FROM, m, n, k, scratch);
                REFERENCE.addMatmulTransposed(
                        a.reference(), b.reference(), c.reference(), FROM, m, n, k, new double[0]);
                c.assertAgrees(m + " x " + n, tolerance(), BEYOND, i -> i >= FROM && i < FROM + m * n);
                c.assertAll(m + " x " + n, BEYOND, i -> i < FROM || i >= FROM + m * n);
            }
        }
    }

    /// The first calls are interpreted: only later ones are what the compiler makes of a kernel.
    @Test
    default void productsAreRightOnceTheyAreCompiled() {
        int m = 87;
        int n = 40;
        int k = 40;
        Twin<A> a = Twin.random(kernels(), FROM + m * k, random());
        Twin<A> b = Twin.random(kernels(), FROM + n * k, random());
        for (Transposed transposed : Transposed.values()) {
            Twin<A> c = Twin.filled(kernels(), FROM + m * n, BEYOND);
            for (int call = 0; call < COMPILED; call++) {
                matmul(kernels(), transposed, a.tested(), b.tested(), c.tested(), m, n, k);
            }
            matmul(REFERENCE, transposed, a.reference(), b.reference(), c.reference(), m, n, k);
            c.assertAgrees(transposed.toString(), tolerance(), 1, i -> i >= FROM);
        }
    }

    /// However many rows, and whatever they hold.
    @Test
    default void aRowOfAMatrixProductDoesNotDependOnTheOthers() {
        int n = 21;
        int k = 37;
        Twin<A> a = Twin.random(kernels(), FROM + 40 * k, random());
        Twin<A> b = Twin.random(kernels(), FROM + n * k, random());
        for (Transposed transposed : List.of(Transposed.NEITHER, Transposed.SECOND)) {
            Twin<A> all = Twin.filled(kernels(), FROM + 40 * n, BEYOND);
            matmul(kernels(), transposed, a.tested(), b.tested(), all.tested(), 40, n, k);
            for (int row = 0; row < 40; row++) {
                A one = kernels().allocate(FROM + k);
                kernels().copy(a.tested(), FROM + row * k, one, FROM, k);
                A c = kernels().allocate(FROM + n);
                matmul(kernels(), transposed, one, b.tested(), c, 1, n, k);
                for (int j = 0; j < n; j++) {
                    assertThat(kernels().at(c, FROM + j)).isEqualTo(all.at(FROM + row * n + j));
                }
            }
        }
    }

    @Test
    default void softmaxAndItsGradientAreTheDefinition() {
        RandomGenerator random = random();
        for (int rows : List.of(0, 1, 5, 16)) {
            for (int width : List.of(1, 2, 8, 17, 200)) {
                Twin<A> x = Twin.random(kernels(), rows * width, random);
                Twin<A> dy = Twin.random(kernels(), rows * width, random);
                Twin<A> y = Twin.filled(kernels(), rows * width + 1, BEYOND);
                Twin<A> dx = Twin.filled(kernels(), rows * width + 1, BEYOND);
                String what = rows + " x " + width;
                kernels().softmax(x.tested(), rows, width, y.tested());
                REFERENCE.softmax(x.reference(), rows, width, y.reference());
                y.assertAgrees("softmax " + what, tolerance(), Twin.ALL);
                kernels().softmaxGradient(y.tested(), dy.tested(), rows, width, dx.tested());
                REFERENCE.softmaxGradient(y.reference(), dy.reference(), rows, width, dx.reference());
                dx.assertAgrees("gradient of softmax " + what, tolerance(), Twin.ALL);
            }
        }
    }

    @Test
    default void layerNormAndItsGradientAreTheDefinition() {
        RandomGenerator random = random();
        for (int rows : List.of(0, 1, 5, 16)) {
            for (int width : List.of(2, 5, 8, 33, 200)) {
                Twin<A> x = Twin.random(kernels(), rows * width, random);
                Twin<A> dy = Twin.random(kernels(), rows * width, random);
                Twin<A> y = Twin.filled(kernels(), rows * width + 1, BEYOND);
                Twin<A> dx = Twin.filled(kernels(), rows * width + 1, BEYOND);
                Twin<A> stats = Twin.filled(kernels(), 2 * rows + 1, BEYOND);
                String what = rows + " x " + width;
                kernels().layerNorm(x.tested(), rows, width, y.tested(), stats.tested());
                REFERENCE.layerNorm(x.reference(), rows, width, y.reference(), stats.reference());
                y.assertAgrees("layer norm " + what, tolerance(), Twin.ALL);
                stats.assertAgrees("statistics " + what, tolerance(), Twin.ALL);
                kernels().layerNormGradient(x.tested(), stats.tested(), dy.tested(), rows, width, dx.tested());
                REFERENCE.layerNormGradient(
                        x.reference(), stats.reference(), dy.reference(), rows, width, dx.reference());
                dx.assertAgrees("gradient of layer norm " + what, tolerance(), Twin.ALL);
            }
        }
    }
}
