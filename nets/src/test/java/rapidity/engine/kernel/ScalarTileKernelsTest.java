package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapidity.algebra.DualPair;
import rapidity.algebra.Multivector;
import rapidity.algebra.SpacetimeAlgebra;

/// The scalar kernels on tiles against [Multivector] and the golden primitives.
class ScalarTileKernelsTest {
    /// The tolerance of the golden file in float64.
    private static final double FLOAT64 = 1e-12;

    private static final int TOKENS = 19;
    private static final int TILES = TileLayout.tiles(TOKENS);

    private final ScalarDoubleKernels kernels = new ScalarDoubleKernels();
    private final RandomGenerator random = new SplittableRandom(KernelsUnderTest.SEED);
    private final Golden golden = Golden.primitives();

    private double[] numbers(int n) {
        return Twin.random(kernels, n, random).reference();
    }

    private static Multivector multivector(double[] mv, int i) {
        return Multivector.of(Arrays.copyOfRange(mv, 16 * i, 16 * i + 16));
    }

    private double[] tiles(TileLayout layout, double[] mv, double[] s) {
        double[] x = new double[layout.size(TOKENS)];
        kernels.toTiles(layout, TOKENS, mv, s, x);
        return x;
    }

    @Test
    void pairRowsHoldEveryComponentBesideItsDual() {
        TileLayout layout = new TileLayout(3, 2);
        double[] mv = numbers(TOKENS * 2 * 16);
        double[] s = numbers(TOKENS * 3);
        double[] x = tiles(layout, mv, s);
        for (int token = 0; token < TOKENS; token++) {
            int at = token / 16 * layout.tileSize() + token % 16;
            for (int j = 0; j < 3; j++) {
                assertThat(x[at + 16 * j]).isEqualTo(s[3 * token + j]);
            }
            for (int c = 0; c < 2; c++) {
                for (int p = 0; p < 8; p++) {
                    DualPair pair = SpacetimeAlgebra.dualPairs().get(p);
                    int from = (2 * token + c) * 16;
                    assertThat(x[at + 16 * layout.row(p, 0, c)]).isEqualTo(mv[from + pair.component()]);
                    assertThat(x[at + 16 * layout.row(p, 1, c)]).isEqualTo(pair.sign() * mv[from + pair.dual()]);
                }
            }
        }
    }

    /// With rows of a channel as a complex number, the dual of a multivector is `(u, d) -> (-d, u)`.
    @Test
    void multiplicationByThePseudoscalarTurnsEveryPair() {
        double[] x = golden.numbers("x");
        double[] dual = golden.numbers("x_times_pseudoscalar");
        for (int r = 0; r < 16; r += 2) {
            double u = PairRows.sign(r) * x[PairRows.component(r)];
            double d = PairRows.sign(r + 1) * x[PairRows.component(r + 1)];
            assertThat(PairRows.sign(r) * dual[PairRows.component(r)]).isEqualTo(-d);
            assertThat(PairRows.sign(r + 1) * dual[PairRows.component(r + 1)]).isEqualTo(u);
        }
    }

    @Test
    void geometricProductIsThatOfMultivectors() {
        TileLayout in = new TileLayout(2, 6);
        TileLayout out = new TileLayout(0, 3);
        double[] mv = numbers(TOKENS * 6 * 16);
        double[] x = tiles(in, mv, numbers(TOKENS * 2));
        double[] y = new double[out.size(TOKENS)];
        double[] product = new double[TOKENS * 3 * 16];
        kernels.geometricProduct(in, out, TILES, x, y);
        kernels.fromTiles(out, TOKENS, y, product, null);
        for (int token = 0; token < TOKENS; token++) {
            for (int h = 0; h < 3; h++) {
                Multivector expected = multivector(mv, 6 * token + h).times(multivector(mv, 6 * token + 3 + h));
                assertThat(multivector(product, 3 * token + h).toArray())
                        .containsExactly(expected.toArray(), within(FLOAT64));
            }
        }
    }

    @Test
    void geometricProductHasTheGoldenValues() {
        assertThat(product(golden.numbers("x"), golden.numbers("y")))
                .containsExactly(golden.numbers("geometric_product_x_y"), within(FLOAT64));
        assertThat(product(golden.numbers("y"), golden.numbers("x")))
                .containsExactly(golden.numbers("geometric_product_y_x"), within(FLOAT64));
    }

    private double[] product(double[] left, double[] right) {
        TileLayout in = new TileLayout(0, 2);
        TileLayout out = new TileLayout(0, 1);
        double[] x = new double[in.size(1)];
        double[] y = new double[out.size(1)];
        double[] product = new double[16];
        kernels.toTiles(in, 1, both(left, right), null, x);
        kernels.geometricProduct(in, out, 1, x, y);
        kernels.fromTiles(out, 1, y, product, null);
        return product;
    }

    private static double[] both(double[] x, double[] y) {
        double[] both = Arrays.copyOf(x, x.length + y.length);
        System.arraycopy(y, 0, both, x.length, y.length);
        return both;
    }

    @Test
    void normDividesByTheMeanNorm() {
        TileLayout layout = new TileLayout(0, 2);
        double[] mv = numbers(TOKENS * 2 * 16);
        double[] x = tiles(layout, mv, numbers(0));
        double[] y = new double[x.length];
        double[] normalised = new double[mv.length];
        kernels.equiNorm(layout, TILES, x, null, 0, y, new double[TILES * 48]);
        kernels.fromTiles(layout, TOKENS, y, normalised, null);
        for (int i = 0; i < TOKENS * 2; i += 2) {
            double norm = (multivector(mv, i).absSquaredNorm()
                            + multivector(mv, i + 1).absSquaredNorm())
                    / 2;
            for (int j = i; j < i + 2; j++) {
                assertThat(multivector(normalised, j).toArray())
                        .containsExactly(
                                multivector(mv, j).times(1 / Math.sqrt(norm)).toArray(), within(FLOAT64));
            }
        }
    }

    @Test
    void smallMultivectorsAreMultipliedByTen() {
        TileLayout layout = new TileLayout(0, 1);
        double[] mv = IntStream.range(0, 16).mapToDouble(i -> 1e-3 * i).toArray();
        double[] x = new double[layout.size(1)];
        kernels.toTiles(layout, 1, mv, null, x);
        kernels.equiNorm(layout, 1, x, null, 0, x, new double[48]);
        kernels.fromTiles(layout, 1, x, mv, null);
        assertThat(mv)
                .containsExactly(
                        IntStream.range(0, 16).mapToDouble(i -> 1e-2 * i).toArray(), within(FLOAT64));
    }

    @Test
    void normHasTheGoldenValues() {
        TileLayout layout = new TileLayout(16, 2);
        double[] x = new double[layout.size(1)];
        double[] mv = both(golden.numbers("x"), golden.numbers("y"));
        double[] s = golden.numbers("x");
        kernels.toTiles(layout, 1, mv, s, x);
        kernels.equiNorm(layout, 1, x, null, 0, x, new double[48]);
        kernels.fromTiles(layout, 1, x, mv, s);
        assertThat(Arrays.copyOf(mv, 16))
                .containsExactly(golden.row("equi_layer_norm_of_channels_x_y", 0), within(FLOAT64));
        assertThat(Arrays.copyOfRange(mv, 16, 32))
                .containsExactly(golden.row("equi_layer_norm_of_channels_x_y", 1), within(FLOAT64));
        assertThat(s).containsExactly(golden.numbers("scalar_layer_norm_of_x"), within(FLOAT64));
    }

    @Test
    void gateHasTheGoldenValues() {
        TileLayout layout = new TileLayout(0, 1);
        double[] x = new double[layout.size(1)];
        double[] mv = golden.numbers("x");
        kernels.toTiles(layout, 1, mv, null, x);
        kernels.gate(layout, 1, Unary.GELU_TANH, Unary.GELU_TANH, x, x);
        kernels.fromTiles(layout, 1, x, mv, null);
        assertThat(mv).containsExactly(golden.numbers("gated_gelu_tanh_x"), within(FLOAT64));
    }

    @Test
    void metricSignsOfTheRowsGiveTheInnerProduct() {
        double inner = 0;
        for (int r = 0; r < 16; r++) {
            int i = PairRows.component(r);
            inner += PairRows.metric(r) * golden.numbers("x")[i] * golden.numbers("y")[i];
        }
        assertThat(inner).isCloseTo(golden.number("inner_product_x_y"), within(FLOAT64));
    }
}
