package rapidity.engine.kernel;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The gradients of the scalar kernels on four-vectors and scalars against finite differences.
class ScalarVectorGradientsTest {
    private static final int TOKENS = 18;
    private static final int TILES = TileLayout.tiles(TOKENS);
    private static final VectorLayout WIDE = new VectorLayout(4, 6);

    private final ScalarDoubleKernels kernels = new ScalarDoubleKernels();
    private final RandomGenerator random = new SplittableRandom(KernelsUnderTest.SEED);

    private double[] tiles(VectorLayout layout) {
        return Twin.tiles(kernels, layout, TOKENS, 0, random).reference();
    }

    /// Numbers in live rows of three tokens.
    private static IntPredicate some(VectorLayout layout) {
        IntPredicate live = Twin.liveRows(layout);
        List<Integer> tokens = List.of(0, 3, 16);
        return i -> live.test(i) && tokens.contains(Twin.tokenOf(layout, i));
    }

    @Test
    void rmsNormHasTheGradientOfFiniteDifferences() {
        checkNorm(true);
        checkNorm(false);
    }

    private void checkNorm(boolean withGain) {
        double[] x = tiles(WIDE);
        double[] dy = tiles(WIDE);
        double[] base = tiles(WIDE);
        double[] gain = withGain ? Twin.random(kernels, WIDE.rows(), random).reference() : null;
        double[] y = new double[x.length];
        double[] dx = new double[x.length];
        double[] stats = new double[TILES * TileLayout.LANES];
        double[] gainGradient = new double[WIDE.rows()];
        kernels.rmsNorm(WIDE, TILES, x, gain, 0, y, stats);
        kernels.rmsNormGradient(WIDE, TILES, x, stats, gain, 0, dy, base, dx, withGain ? gainGradient : null, 0);
        IntPredicate live = Twin.liveRows(WIDE);
        FiniteDifference.check("norm", x, dx, some(WIDE), () -> {
            kernels.rmsNorm(WIDE, TILES, x, gain, 0, y, stats);
            return FiniteDifference.weighted(dy, y, live) + FiniteDifference.weighted(base, x, live);
        });
        if (gain != null) {
            FiniteDifference.check("gain", gain, gainGradient, row -> live.test(row * TileLayout.LANES), () -> {
                kernels.rmsNorm(WIDE, TILES, x, gain, 0, y, stats);
                return FiniteDifference.weighted(dy, y, live);
            });
        }
    }

    @Test
    void theNormOfAHeadHasTheGradientOfFiniteDifferences() {
        int features = 4 + 4 * 3;
        double[] x = Twin.random(kernels, features * 16, random).reference();
        double[] dy = Twin.random(kernels, features * 16, random).reference();
        double[] factors = new double[16];
        double[] y = x.clone();
        double[] dx = dy.clone();
        kernels.normaliseHead(4, 3, 16, y, factors, 0);
        kernels.normaliseHeadGradient(4, 3, 16, y, factors, 0, dx);
        FiniteDifference.check("norm of a head", x, dx, i -> i % 16 < 3, () -> {
            double[] z = x.clone();
            kernels.normaliseHead(4, 3, 16, z, factors, 0);
            return FiniteDifference.weighted(dy, z, Twin.ALL);
        });
    }

    @Test
    void gatedUnitsHaveTheGradientOfFiniteDifferences() {
        VectorLayout out = new VectorLayout(2, 2);
        for (Unary f : TileContract.GATES) {
            VectorGate gate = new VectorGate(f, f, 0.5);
            double[] x = tiles(WIDE);
            double[] dy = tiles(out);
            double[] y = new double[dy.length];
            double[] dx = new double[x.length];
            kernels.gatedUnitGradient(WIDE, out, TILES, gate, x, 0, dy, 0, dx);
            FiniteDifference.check("gated unit " + f, x, dx, some(WIDE), () -> {
                kernels.gatedUnit(WIDE, out, TILES, gate, x, 0, y, 0);
                return FiniteDifference.weighted(dy, y, Twin.liveRows(out));
            });
        }
    }
}
