package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The gradients of the scalar kernels on tiles against finite differences.
class ScalarTileGradientsTest {
    private static final int TOKENS = 18;
    private static final int TILES = TileLayout.tiles(TOKENS);
    private static final TileLayout WIDE = new TileLayout(4, 6);

    private final ScalarDoubleKernels kernels = new ScalarDoubleKernels();
    private final RandomGenerator random = new SplittableRandom(KernelsUnderTest.SEED);

    private double[] tiles(TileLayout layout, double dead) {
        return Twin.tiles(kernels, layout, TOKENS, dead, random).reference();
    }

    private double[] numbers(int n) {
        return Twin.random(kernels, n, random).reference();
    }

    /// Numbers in live rows of two full tokens, and of a dead one in each tile.
    private static IntPredicate some(TileLayout layout) {
        IntPredicate live = Twin.liveRows(layout);
        List<Integer> tokens = List.of(0, 3, 16, 20);
        return i -> live.test(i) && tokens.contains(Twin.tokenOf(layout, i));
    }

    @Test
    void normHasTheGradientOfFiniteDifferencesAlsoWhereTheNormIsSmall() {
        checkNorm(true);
        checkNorm(false);
    }

    private void checkNorm(boolean withGain) {
        double[] x = tiles(WIDE, 0.25);
        double[] dy = tiles(WIDE, 0);
        double[] base = tiles(WIDE, 0);
        for (int i = 0; i < x.length; i++) {
            boolean small = Twin.tokenOf(WIDE, i) == 3 && i / TileLayout.LANES % WIDE.rows() >= WIDE.scalars();
            x[i] *= small ? 1e-3 : 1;
        }
        double[] gain = withGain ? numbers(WIDE.rows()) : null;
        double[] y = new double[x.length];
        double[] dx = new double[x.length];
        double[] stats = new double[TILES * 48];
        double[] gainGradient = new double[WIDE.rows()];
        kernels.equiNorm(WIDE, TILES, x, gain, 0, y, stats);
        kernels.equiNormGradient(WIDE, TILES, x, stats, gain, 0, dy, base, dx, withGain ? gainGradient : null, 0);
        IntPredicate live = Twin.liveRows(WIDE);
        FiniteDifference.check("norm", x, dx, some(WIDE), () -> {
            kernels.equiNorm(WIDE, TILES, x, gain, 0, y, stats);
            return FiniteDifference.weighted(dy, y, live) + FiniteDifference.weighted(base, x, live);
        });
        if (gain != null) {
            FiniteDifference.check("gain", gain, gainGradient, row -> live.test(row * TileLayout.LANES), () -> {
                kernels.equiNorm(WIDE, TILES, x, gain, 0, y, stats);
                return FiniteDifference.weighted(dy, y, live);
            });
        }
    }

    @Test
    void theNormOfAHeadHasTheGradientOfFiniteDifferencesAlsoWhereTheNormIsSmall() {
        int features = 4 + 3 * PairRows.ROWS;
        double[] x = numbers(features * 16);
        double[] dy = numbers(features * 16);
        for (int i = 4 * 16; i < x.length; i++) {
            x[i] *= i % 16 == 2 ? 1e-3 : 1;
        }
        double gain = 0.7;
        double[] factors = new double[2 * 16];
        double[] y = x.clone();
        double[] dx = dy.clone();
        kernels.equiNormHead(4, 3, 16, y, factors, 0);
        double ofGain = kernels.equiNormHeadGradient(4, 3, 16, y, factors, 0, gain, dx);
        assertThat(ofGain).isCloseTo(FiniteDifference.weighted(dy, y, Twin.ALL), within(1e-12));
        FiniteDifference.check("norm of a head", x, dx, i -> i % 16 < 3, () -> {
            double[] z = x.clone();
            kernels.equiNormHead(4, 3, 16, z, factors, 0);
            return gain * FiniteDifference.weighted(dy, z, Twin.ALL);
        });
    }

    @Test
    void gatesHaveTheGradientOfFiniteDifferences() {
        for (Unary gate : TileContract.GATES) {
            double[] x = tiles(WIDE, 0.25);
            double[] dy = tiles(WIDE, 0);
            double[] y = new double[x.length];
            double[] dx = new double[x.length];
            kernels.gateGradient(WIDE, TILES, Unary.GELU, gate, x, dy, dx);
            FiniteDifference.check("gate " + gate, x, dx, some(WIDE), () -> {
                kernels.gate(WIDE, TILES, Unary.GELU, gate, x, y);
                return FiniteDifference.weighted(dy, y, Twin.liveRows(WIDE));
            });
        }
    }

    @Test
    void geometricProductHasTheGradientOfFiniteDifferences() {
        TileLayout out = new TileLayout(0, 3);
        double[] x = tiles(WIDE, 0.25);
        double[] dy = tiles(out, 0);
        double[] y = new double[out.size(TOKENS)];
        double[] dx = new double[x.length];
        kernels.geometricProductGradient(WIDE, out, TILES, x, dy, dx);
        FiniteDifference.check("product", x, dx, some(WIDE), () -> {
            kernels.geometricProduct(WIDE, out, TILES, x, y);
            return FiniteDifference.weighted(dy, y, Twin.liveRows(out));
        });
    }

    @Test
    void matrixProductHasTheGradientOfFiniteDifferencesInInputWeightsAndBias() {
        int n = 5;
        int k = 11;
        int[] source = IntStream.rangeClosed(1, n * k).toArray();
        int transposed = TileLayout.padded(n) * k;
        double[] weights = numbers(n * k);
        double[] bias = numbers(n);
        double[] packed = new double[transposed + TileLayout.padded(k) * n];
        int[] xColumns = {0, 300};
        int[] yColumns = {200, 10};
        double[] x = numbers(600);
        double[] dy = numbers(400);
        double[] y = new double[400];
        IntPredicate all = i -> (i >= 10 && i < 10 + n * 16) || (i >= 200 && i < 200 + n * 16);
        kernels.pack(weights, source, n, k, packed, 0, transposed);
        double[] dx = new double[600];
        double[] dw = new double[n * k];
        double[] db = new double[n];
        kernels.matrixColumns(packed, transposed, null, 0, k, n, dy, yColumns, dx, xColumns, 2, Store.SET);
        kernels.weightGradient(dw, 0, n, k, dy, yColumns, x, xColumns, 2, new double[16 * 8 * 16 + 64]);
        kernels.biasGradient(db, 0, n, dy, yColumns, 2);
        Runnable forward = () -> {
            kernels.pack(weights, source, n, k, packed, 0, transposed);
            kernels.matrixColumns(packed, 0, bias, 0, n, k, x, xColumns, y, yColumns, 2, Store.SET);
        };
        IntPredicate inColumns = i -> i < k * 16 || (i >= 300 && i < 300 + k * 16);
        check("input", x, dx, inColumns, forward, dy, y, all);
        check("weights", weights, dw, Twin.ALL, forward, dy, y, all);
        check("bias", bias, db, Twin.ALL, forward, dy, y, all);
    }

    private static void check(
            String what,
            double[] x,
            double[] dx,
            IntPredicate counts,
            Runnable forward,
            double[] dy,
            double[] y,
            IntPredicate results) {
        FiniteDifference.check(what, x, dx, counts, () -> {
            forward.run();
            return FiniteDifference.weighted(dy, y, results);
        });
    }

    @Test
    void attentionHasTheGradientOfFiniteDifferences() {
        for (AttentionSizes sizes : List.of(
                new AttentionSizes(5, 18, 7, 0.4), new AttentionSizes(3, 2, 19, 0.6), new AttentionSizes(2, 3, 1, 1))) {
            double[] q = columns(sizes.features(), sizes.queries(), sizes.paddedQueries());
            double[] k = columns(sizes.features(), sizes.keys(), sizes.paddedKeys());
            double[] v = columns(sizes.features(), sizes.keys(), sizes.paddedKeys());
            double[] dOut = columns(sizes.features(), sizes.queries(), sizes.paddedQueries());
            double[] out = new double[q.length];
            double[] dq = new double[q.length];
            double[] dk = new double[k.length];
            double[] dv = new double[k.length];
            double[] stats = new double[2 * sizes.paddedQueries()];
            double[] scratch = new double[kernels.attentionScratch(sizes)];
            double[] added = mask(sizes);
            for (double[] mask : Arrays.asList(null, added)) {
                Runnable forward = () -> kernels.attention(sizes, q, k, v, mask, out, stats, 0, scratch);
                forward.run();
                kernels.attentionGradient(sizes, q, k, v, mask, stats, 0, out, dOut, dq, dk, dv, scratch);
                IntPredicate queries = i -> i % sizes.paddedQueries() < sizes.queries();
                IntPredicate keys = i -> i % sizes.paddedKeys() < sizes.keys();
                check("queries of " + sizes, q, dq, queries, forward, dOut, out, queries);
                check("keys of " + sizes, k, dk, keys, forward, dOut, out, queries);
                check("values of " + sizes, v, dv, keys, forward, dOut, out, queries);
            }
        }
    }

    /// Query 0 sees no key, the others miss every third.
    private double[] mask(AttentionSizes sizes) {
        double[] r = numbers(sizes.keys() * sizes.paddedQueries());
        for (int i = 0; i < r.length; i++) {
            int query = i % sizes.paddedQueries();
            r[i] = query == 0 || (i / sizes.paddedQueries() + query) % 3 == 0 ? Double.NEGATIVE_INFINITY : r[i];
        }
        return r;
    }

    private double[] columns(int features, int tokens, int padded) {
        double[] x = numbers(features * padded);
        for (int i = 0; i < x.length; i++) {
            x[i] = i % padded < tokens ? x[i] : 0;
        }
        return x;
    }
}
