package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Tiles of four-vectors and scalars: their norm, their gated unit, and the gradients of both.
interface VectorTileContract<A> extends KernelsUnderTest<A> {
    /// Added to the energy of even vectors and to one momentum of odd ones, so that a Minkowski square, of either sign,
    /// is no small difference of large numbers.
    double FAR_FROM_THE_LIGHT_CONE = 10;

    double HALF_FACTOR = 0.5;

    private static List<VectorLayout> vectorLayouts() {
        return KernelsUnderTest.layouts().stream()
                .map(layout -> new VectorLayout(layout.scalars(), layout.channels()))
                .toList();
    }

    @Test
    default void tilesOfVectorsHoldTheNaturalArrays() {
        RandomGenerator random = random();
        for (VectorLayout layout : vectorLayouts()) {
            int tokens = 19;
            Twin<A> v = Twin.random(kernels(), tokens * layout.vectors() * 4, random);
            Twin<A> s = Twin.random(kernels(), tokens * layout.scalars(), random);
            Twin<A> x = Twin.filled(kernels(), layout.size(tokens), Double.NaN);
            kernels()
                    .toTiles(
                            layout,
                            tokens,
                            layout.vectors() == 0 ? null : v.tested(),
                            layout.scalars() == 0 ? null : s.tested(),
                            x.tested());
            IntPredicate live = Twin.liveRows(layout);
            x.assertFinite(layout + ", tiles", live);
            x.assertAll(layout + ", dead lanes", 0, i -> live.test(i) && Twin.tokenOf(layout, i) >= tokens);
            Twin<A> backV = Twin.filled(kernels(), v.length(), Double.NaN);
            Twin<A> backS = Twin.filled(kernels(), s.length(), Double.NaN);
            kernels().fromTiles(layout, tokens, x.tested(), backV.tested(), backS.tested());
            for (int i = 0; i < v.length(); i++) {
                assertThat(backV.at(i)).as("%s, vectors [%d]", layout, i).isEqualTo(v.at(i));
            }
            for (int i = 0; i < s.length(); i++) {
                assertThat(backS.at(i)).as("%s, scalars [%d]", layout, i).isEqualTo(s.at(i));
            }
        }
    }

    @Test
    default void rmsNormAndItsGradientAreTheDefinition() {
        RandomGenerator random = random();
        for (VectorLayout layout : vectorLayouts()) {
            checkRmsNorm(layout, 17, true, random);
            checkRmsNorm(layout, 50, false, random);
        }
        for (int tokens : TOKENS) {
            checkRmsNorm(new VectorLayout(9, 6), tokens, true, random);
        }
    }

    private void checkRmsNorm(VectorLayout layout, int tokens, boolean withGain, RandomGenerator random) {
        for (boolean withBase : List.of(true, false)) {
            int size = layout.size(tokens);
            int tiles = TileLayout.tiles(tokens);
            RmsCase<A> norm = new RmsCase<>(
                    layout,
                    tiles,
                    offTheLightCone(layout, tokens, random),
                    withGain ? Twin.random(kernels(), TileContract.GAIN_FROM + layout.rows(), random) : null,
                    Twin.tiles(kernels(), layout, tokens, 0, random),
                    withBase ? Twin.tiles(kernels(), layout, tokens, 0, random) : null,
                    Twin.filled(kernels(), size, Double.NaN),
                    Twin.filled(kernels(), tiles * TileLayout.LANES, 0),
                    Twin.filled(kernels(), size, Double.NaN),
                    Twin.filled(kernels(), TileContract.GAIN_FROM + layout.rows(), TileContract.START));
            norm.run(kernels(), Twin::tested);
            norm.run(REFERENCE, Twin::reference);

            String what = layout + ", " + tokens + " tokens, ";
            IntPredicate live = Twin.liveRows(layout);
            norm.y.assertAgrees(what + "value", tolerance(), live);
            norm.stats.assertAgrees(what + "statistics", tolerance(), Twin.ALL);
            norm.dx.assertAgrees(what + "gradient", tolerance(), live);
            norm.dx.assertAll(what + "dead lanes", 0, i -> live.test(i) && Twin.tokenOf(layout, i) >= tokens);
            norm.gainGradient.assertAgrees(
                    what + "gradient of the gain",
                    tolerance(),
                    i -> i < TileContract.GAIN_FROM || live.test((i - TileContract.GAIN_FROM) * TileLayout.LANES));
        }
    }

    /// Arguments and results of the norm and its gradient.
    record RmsCase<A>(
            VectorLayout layout,
            int tiles,
            Twin<A> x,
            @Nullable Twin<A> gain,
            Twin<A> dy,
            @Nullable Twin<A> base,
            Twin<A> y,
            Twin<A> stats,
            Twin<A> dx,
            Twin<A> gainGradient) {
        <B> void run(Kernels<B> kernels, Function<Twin<A>, B> of) {
            int from = TileContract.GAIN_FROM;
            B statistics = of.apply(stats);
            @Nullable B factors = gain == null ? null : of.apply(gain);
            kernels.rmsNorm(layout, tiles, of.apply(x), factors, from, of.apply(y), statistics);
            kernels.rmsNormGradient(
                    layout,
                    tiles,
                    of.apply(x),
                    statistics,
                    factors,
                    from,
                    of.apply(dy),
                    base == null ? null : of.apply(base),
                    of.apply(dx),
                    gain == null ? null : of.apply(gainGradient),
                    from);
        }
    }

    private Twin<A> offTheLightCone(VectorLayout layout, int tokens, RandomGenerator random) {
        Twin<A> x = Twin.tiles(kernels(), layout, tokens, TileContract.DEAD, random);
        for (int i = 0; i < x.length(); i++) {
            int row = i / TileLayout.LANES % layout.rows();
            for (int v = 0; v < layout.vectors(); v++) {
                if (row == layout.row(v % 2, v)) {
                    x.set(i, x.at(i) + FAR_FROM_THE_LIGHT_CONE);
                }
            }
        }
        return x;
    }

    @Test
    default void theNormOfAHeadAndItsGradientAreTheDefinition() {
        RandomGenerator random = random();
        for (VectorLayout head : vectorLayouts()) {
            int np = 48;
            int live = 35;
            int features = head.scalars() + 4 * head.vectors();
            Twin<A> x = Twin.filled(kernels(), features * np, 0);
            Twin<A> dy = Twin.filled(kernels(), features * np, 0);
            for (int i = 0; i < features * np; i++) {
                int v = i / np - head.scalars();
                boolean far = v >= 0 && v / head.vectors() == v % head.vectors() % 2;
                if (i % np < live) {
                    x.set(i, random.nextGaussian() + (far ? FAR_FROM_THE_LIGHT_CONE : 0));
                    dy.set(i, random.nextGaussian());
                }
            }
            Twin<A> factors = Twin.filled(kernels(), 3 + np, 0);
            int s = head.scalars();
            int v = head.vectors();
            kernels().normaliseHead(s, v, np, x.tested(), factors.tested(), 3);
            REFERENCE.normaliseHead(s, v, np, x.reference(), factors.reference(), 3);
            x.assertAgrees("head of " + head, tolerance(), Twin.ALL);
            factors.assertAgrees("factors of " + head, tolerance(), Twin.ALL);
            kernels().normaliseHeadGradient(s, v, np, x.tested(), factors.tested(), 3, dy.tested());
            REFERENCE.normaliseHeadGradient(s, v, np, x.reference(), factors.reference(), 3, dy.reference());
            dy.assertAgrees("gradient of head of " + head, tolerance(), Twin.ALL);
            dy.assertAll("columns past the last token", 0, i -> i % np >= live);
        }
    }

    @Test
    default void gatedUnitAndItsGradientAreTheDefinition() {
        RandomGenerator random = random();
        for (VectorLayout layout : vectorLayouts()) {
            for (Unary gate : TileContract.GATES) {
                Unary other = TileContract.GATES.get(random.nextInt(TileContract.GATES.size()));
                checkGatedUnit(layout, 17, new VectorGate(other, gate, HALF_FACTOR), random);
            }
        }
        for (int tokens : TOKENS) {
            checkGatedUnit(new VectorLayout(3, 5), tokens, new VectorGate(Unary.GELU, Unary.GELU_TANH, 1), random);
        }
    }

    private void checkGatedUnit(VectorLayout out, int tokens, VectorGate gate, RandomGenerator random) {
        String what = out + ", " + tokens + " tokens, " + gate;
        VectorLayout in = new VectorLayout(2 * out.scalars(), 3 * out.vectors());
        int tiles = TileLayout.tiles(tokens);
        Twin<A> x = Twin.tiles(kernels(), in, tokens, TileContract.DEAD, random);
        Twin<A> y = Twin.filled(kernels(), out.size(tokens), Double.NaN);
        kernels().gatedUnit(in, out, tiles, gate, x.tested(), 0, y.tested(), 0);
        REFERENCE.gatedUnit(in, out, tiles, gate, x.reference(), 0, y.reference(), 0);
        y.assertAgrees(what, tolerance(), Twin.liveRows(out));

        Twin<A> dy = Twin.tiles(kernels(), out, tokens, 0, random);
        Twin<A> dx = Twin.filled(kernels(), x.length(), Double.NaN);
        kernels().gatedUnitGradient(in, out, tiles, gate, x.tested(), 0, dy.tested(), 0, dx.tested());
        REFERENCE.gatedUnitGradient(in, out, tiles, gate, x.reference(), 0, dy.reference(), 0, dx.reference());
        IntPredicate live = Twin.liveRows(in);
        dx.assertAgrees("gradient of " + what, tolerance(), live);
        dx.assertAll(what + ", dead lanes", 0, i -> live.test(i) && Twin.tokenOf(in, i) >= tokens);
    }
}
