package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Norm, gate and geometric product of tiles, and their gradients.
interface TileContract<A> extends KernelsUnderTest<A> {
    /// A token so small that its norm is below the smallest.
    double SMALL = 1e-3;

    int SMALL_TOKEN = 3;

    /// Added to the scalar component, so that the norm is no small difference of large numbers.
    double SHIFT = 3;

    int GAIN_FROM = 5;
    double START = 0.5;
    double DEAD = 0.25;
    List<Unary> GATES = List.of(Unary.GELU, Unary.GELU_TANH, Unary.RELU, Unary.SIGMOID, Unary.SILU, Unary.TANH);

    @Test
    default void normAndItsGradientAreTheDefinition() {
        RandomGenerator random = random();
        for (TileLayout layout : KernelsUnderTest.layouts()) {
            checkNorm(layout, 17, true, random);
            checkNorm(layout, 50, false, random);
        }
        for (int tokens : TOKENS) {
            checkNorm(new TileLayout(9, 6), tokens, true, random);
        }
    }

    private void checkNorm(TileLayout layout, int tokens, boolean withGain, RandomGenerator random) {
        for (boolean withBase : List.of(true, false)) {
            int size = layout.size(tokens);
            NormCase<A> norm = new NormCase<>(
                    layout,
                    TileLayout.tiles(tokens),
                    normInput(layout, tokens, random),
                    withGain ? Twin.random(kernels(), GAIN_FROM + layout.rows(), random) : null,
                    Twin.tiles(kernels(), layout, tokens, 0, random),
                    withBase ? Twin.tiles(kernels(), layout, tokens, 0, random) : null,
                    Twin.filled(kernels(), size, Double.NaN),
                    Twin.filled(kernels(), TileLayout.tiles(tokens) * 48, 0),
                    Twin.filled(kernels(), size, Double.NaN),
                    Twin.filled(kernels(), GAIN_FROM + layout.rows(), START));
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
                    i -> i < GAIN_FROM || live.test((i - GAIN_FROM) * TileLayout.LANES));
        }
    }

    /// Arguments and results of the norm and its gradient.
    record NormCase<A>(
            TileLayout layout,
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
            B statistics = of.apply(stats);
            @Nullable B factors = gain == null ? null : of.apply(gain);
            kernels.equiNorm(layout, tiles, of.apply(x), factors, GAIN_FROM, of.apply(y), statistics);
            kernels.equiNormGradient(
                    layout,
                    tiles,
                    of.apply(x),
                    statistics,
                    factors,
                    GAIN_FROM,
                    of.apply(dy),
                    base == null ? null : of.apply(base),
                    of.apply(dx),
                    gain == null ? null : of.apply(gainGradient),
                    GAIN_FROM);
        }
    }

    @Test
    default void theEquivariantNormOfAHeadAndItsGradientAreTheDefinition() {
        RandomGenerator random = random();
        for (TileLayout head : KernelsUnderTest.layouts()) {
            int np = 48;
            int live = 35;
            int s = head.scalars();
            int c = head.channels();
            int size = (s + PairRows.ROWS * c) * np;
            Twin<A> x = Twin.filled(kernels(), size, 0);
            Twin<A> dy = Twin.filled(kernels(), size, 0);
            for (int i = 0; i < size; i++) {
                int row = c == 0 || i < s * np ? -1 : (i / np - s) / c;
                if (i % np < live) {
                    double scale = row >= 0 && i % np == SMALL_TOKEN ? SMALL : 1;
                    x.set(i, scale * (random.nextGaussian() + (row == 0 ? SHIFT : 0)));
                    dy.set(i, random.nextGaussian());
                }
            }
            Twin<A> factors = Twin.filled(kernels(), GAIN_FROM + 2 * np, 0);
            kernels().equiNormHead(s, c, np, x.tested(), factors.tested(), GAIN_FROM);
            REFERENCE.equiNormHead(s, c, np, x.reference(), factors.reference(), GAIN_FROM);
            x.assertAgrees("head of " + head, tolerance(), Twin.ALL);
            factors.assertAgrees("factors of " + head, tolerance(), Twin.ALL);
            double ofGain = kernels()
                    .equiNormHeadGradient(s, c, np, x.tested(), factors.tested(), GAIN_FROM, START, dy.tested());
            double expected = REFERENCE.equiNormHeadGradient(
                    s, c, np, x.reference(), factors.reference(), GAIN_FROM, START, dy.reference());
            dy.assertAgrees("gradient of head of " + head, tolerance(), Twin.ALL);
            dy.assertAll("columns past the last token", 0, i -> i % np >= live);
            assertThat(ofGain)
                    .as("gradient of the gain of " + head)
                    .isCloseTo(expected, within(tolerance() * Math.sqrt(size)));
        }
    }

    private Twin<A> normInput(TileLayout layout, int tokens, RandomGenerator random) {
        Twin<A> x = Twin.tiles(kernels(), layout, tokens, DEAD, random);
        for (int i = 0; i < x.length(); i++) {
            int row = i / TileLayout.LANES % layout.rows();
            if (row >= layout.scalars() && row < layout.scalars() + layout.channels()) {
                x.set(i, x.at(i) + SHIFT);
            }
            if (Twin.tokenOf(layout, i) == SMALL_TOKEN) {
                x.set(i, x.at(i) * SMALL);
            }
        }
        return x;
    }

    @Test
    default void gateAndItsGradientAreTheDefinition() {
        RandomGenerator random = random();
        for (TileLayout layout : KernelsUnderTest.layouts()) {
            for (Unary gate : GATES) {
                checkGate(layout, 17, GATES.get(random.nextInt(GATES.size())), gate, random);
            }
        }
        for (int tokens : TOKENS) {
            checkGate(new TileLayout(3, 5), tokens, Unary.GELU, Unary.GELU_TANH, random);
        }
    }

    private void checkGate(TileLayout layout, int tokens, Unary scalar, Unary gate, RandomGenerator random) {
        String what = layout + ", " + tokens + " tokens, " + scalar + ", " + gate;
        int tiles = TileLayout.tiles(tokens);
        IntPredicate live = Twin.liveRows(layout);
        Twin<A> x = Twin.tiles(kernels(), layout, tokens, DEAD, random);
        Twin<A> y = Twin.filled(kernels(), x.length(), Double.NaN);
        kernels().gate(layout, tiles, scalar, gate, x.tested(), y.tested());
        REFERENCE.gate(layout, tiles, scalar, gate, x.reference(), y.reference());
        y.assertAgrees(what, tolerance(), live);

        Twin<A> dy = Twin.tiles(kernels(), layout, tokens, 0, random);
        Twin<A> dx = Twin.filled(kernels(), x.length(), Double.NaN);
        kernels().gateGradient(layout, tiles, scalar, gate, x.tested(), dy.tested(), dx.tested());
        REFERENCE.gateGradient(layout, tiles, scalar, gate, x.reference(), dy.reference(), dx.reference());
        dx.assertAgrees("gradient of " + what, tolerance(), live);
        dx.assertAll(what + ", dead lanes", 0, i -> live.test(i) && Twin.tokenOf(layout, i) >= tokens);
    }

    @Test
    default void geometricProductAndItsGradientAreTheDefinition() {
        RandomGenerator random = random();
        for (int scalars : SCALARS) {
            for (int channels : CHANNELS) {
                checkProduct(new TileLayout(scalars, 2 * channels), channels, 17, random);
            }
        }
        for (int tokens : TOKENS) {
            checkProduct(new TileLayout(3, 10), 5, tokens, random);
        }
    }

    private void checkProduct(TileLayout in, int channels, int tokens, RandomGenerator random) {
        String what = in + ", " + tokens + " tokens";
        TileLayout out = new TileLayout(0, channels);
        int tiles = TileLayout.tiles(tokens);
        Twin<A> x = Twin.tiles(kernels(), in, tokens, DEAD, random);
        Twin<A> y = Twin.filled(kernels(), out.size(tokens), Double.NaN);
        kernels().geometricProduct(in, out, tiles, x.tested(), y.tested());
        REFERENCE.geometricProduct(in, out, tiles, x.reference(), y.reference());
        y.assertAgrees(what, tolerance(), Twin.liveRows(out));

        Twin<A> dy = Twin.tiles(kernels(), out, tokens, 0, random);
        Twin<A> dx = Twin.filled(kernels(), x.length(), Double.NaN);
        kernels().geometricProductGradient(in, out, tiles, x.tested(), dy.tested(), dx.tested());
        REFERENCE.geometricProductGradient(in, out, tiles, x.reference(), dy.reference(), dx.reference());
        IntPredicate live = Twin.liveRows(in);
        dx.assertAgrees("gradient of " + what, tolerance(), live);
        dx.assertAll(what + ", dead lanes", 0, i -> live.test(i) && Twin.tokenOf(in, i) >= tokens);
        dx.assertAll(what + ", scalars", 0, i -> i / TileLayout.LANES % in.rows() < in.scalars());
    }
}
