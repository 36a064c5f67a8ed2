package rapidity.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rapidity.bench.KernelBench.Case;
import rapidity.engine.kernel.AdamRule;
import rapidity.engine.kernel.AttentionSizes;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.Store;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.Transposed;
import rapidity.engine.kernel.Unary;

/// The kernel calls of one block, and of networks on natural arrays.
///
/// @param <A> float[] or double[]
final class KernelCases<A> {
    /// Multivector channels and scalars of the block and of its heads together, and of one head.
    private static final TileLayout BLOCK = new TileLayout(32, 16);

    private static final TileLayout QKV = new TileLayout(192, 96);
    private static final TileLayout SIDES = new TileLayout(0, 64);
    private static final TileLayout HIDDEN = new TileLayout(0, 32);
    private static final TileLayout HEAD = new TileLayout(8, 4);
    private static final int HEADS = 8;
    private static final int FEATURES = 72;

    private final Kernels<A> kernels;
    private final int jets;
    private final int particles;
    private final int tokens;
    private final int tiles;
    private final RandomGenerator random = new SplittableRandom(1);
    private final List<Case> cases = new ArrayList<>();

    KernelCases(Kernels<A> kernels, int jets, int particles) {
        this.kernels = kernels;
        this.jets = jets;
        this.particles = particles;
        tokens = jets * particles;
        tiles = TileLayout.tiles(tokens);
    }

    List<Case> all() {
        linear("qkv", BLOCK, QKV);
        linear("left and right", BLOCK, SIDES);
        moves(TileLayout.LANES * TileLayout.tiles(particles));
        norms(TileLayout.LANES * TileLayout.tiles(particles));
        attention("attention", null);
        attention("masked attention", kernels.allocate(particles * TileLayout.LANES * TileLayout.tiles(particles)));
        product();
        elementwise();
        natural();
        return cases;
    }

    private void add(String name, double flops, Runnable call) {
        cases.add(new Case(name, flops, call));
    }

    private A numbers(int length) {
        A x = kernels.allocate(length);
        for (int i = 0; i < length; i++) {
            kernels.set(x, i, random.nextGaussian());
        }
        return x;
    }

    /// Offsets of pairs `first .. first + n - 1` in all tiles.
    private int[] columns(TileLayout layout, int first, int n) {
        return IntStream.range(0, tiles * n)
                .map(i -> i / n * layout.tileSize() + (first == 0 ? 0 : layout.pairRow(first + i % n) * 16))
                .toArray();
    }

    private void linear(String name, TileLayout in, TileLayout out) {
        A x = numbers(in.size(tokens));
        A y = numbers(out.size(tokens));
        A g = kernels.allocate(1 << 16);
        A w = numbers(1 << 16);
        A bias = numbers(1 << 10);
        A dx = numbers(in.size(tokens));
        A scratch = kernels.allocate(1 << 20);
        int n0 = out.scalars() + 2 * out.channels();
        int k0 = in.scalars() + 2 * in.channels();
        int n = 2 * out.channels();
        int k = 2 * in.channels();
        double flops = 2.0 * tokens * (n0 * k0 + 7 * n * k);
        int[][] xs = {columns(in, 0, 1), columns(in, 1, 4), columns(in, 5, 3)};
        int[][] ys = {columns(out, 0, 1), columns(out, 1, 4), columns(out, 5, 3)};
        add(name + " forward", flops, () -> {
            kernels.matrixColumns(w, 0, bias, 0, n0, k0, x, xs[0], y, ys[0], tiles, Store.SET);
            kernels.matrixColumns(w, 0, null, 0, n, k, x, xs[1], y, ys[1], 4 * tiles, Store.SET);
            kernels.matrixColumns(w, 0, null, 0, n, k, x, xs[2], y, ys[2], 3 * tiles, Store.SET);
        });
        add(name + " input gradient", flops, () -> {
            kernels.matrixColumns(w, 0, null, 0, k0, n0, y, ys[0], dx, xs[0], tiles, Store.SET);
            kernels.matrixColumns(w, 0, null, 0, k, n, y, ys[1], dx, xs[1], 4 * tiles, Store.SET);
            kernels.matrixColumns(w, 0, null, 0, k, n, y, ys[2], dx, xs[2], 3 * tiles, Store.SET);
        });
        add(name + " weight gradient", flops, () -> {
            kernels.weightGradient(g, 0, n0, k0, y, ys[0], x, xs[0], tiles, scratch);
            kernels.weightGradient(g, 0, n, k, y, ys[1], x, xs[1], 4 * tiles, scratch);
            kernels.weightGradient(g, 0, n, k, y, ys[2], x, xs[2], 3 * tiles, scratch);
            kernels.biasGradient(g, 0, n0, y, ys[0], tiles);
        });
    }

    /// Rows of the features of a head: 16 rows of 4 channels, then 8 scalars.
    private static int[] headRows(TileLayout layout, int part, int head) {
        int channel = part * 32 + head * 4;
        int[] rows = new int[FEATURES];
        for (int f = 0; f < 64; f++) {
            rows[f] = 16 * layout.row(f / 8, f / 4 % 2, channel + f % 4);
        }
        for (int f = 64; f < FEATURES; f++) {
            rows[f] = 16 * (part * 64 + head * 8 + f - 64);
        }
        return rows;
    }

    private void moves(int np) {
        A x = numbers(QKV.size(tokens));
        A q = numbers(FEATURES * np);
        int[][] rows = IntStream.range(0, 3 * HEADS)
                .mapToObj(i -> headRows(QKV, i / HEADS, i % HEADS))
                .toArray(int[][]::new);
        add("gather q, k, v", 0, () -> {
            for (int i = 0; i < jets * rows.length; i++) {
                int token = i / rows.length * particles;
                kernels.gatherTokens(x, QKV.tileSize(), rows[i % rows.length], null, token, particles, np, q);
            }
        });
        add("scatter q, k, v", 0, () -> {
            for (int i = 0; i < jets * rows.length; i++) {
                int token = i / rows.length * particles;
                kernels.scatterTokens(q, np, rows[i % rows.length], null, token, particles, x, QKV.tileSize());
            }
        });
    }

    private void norms(int np) {
        A head = numbers(FEATURES * np);
        A gradient = numbers(FEATURES * np);
        A factors = kernels.allocate(2 * np);
        add("norm of heads", 0, () -> {
            for (int i = 0; i < jets * 3 * HEADS; i++) {
                kernels.equiNormHead(HEAD.scalars(), HEAD.channels(), np, head, factors, 0);
            }
        });
        add("norm of heads gradient", 0, () -> {
            for (int i = 0; i < jets * 3 * HEADS; i++) {
                kernels.equiNormHeadGradient(HEAD.scalars(), HEAD.channels(), np, head, factors, 0, 1, gradient);
            }
        });
    }

    private void attention(String name, @Nullable A mask) {
        AttentionSizes sizes = new AttentionSizes(FEATURES, particles, particles, 1 / Math.sqrt(FEATURES));
        int np = sizes.paddedKeys();
        int size = FEATURES * np;
        A q = numbers(size);
        A k = numbers(size);
        A v = numbers(size);
        A out = numbers(size);
        A dOut = numbers(size);
        A stats = kernels.allocate(2 * np);
        A scratch = kernels.allocate(kernels.attentionScratch(sizes));
        double flops = 4.0 * jets * HEADS * FEATURES * particles * particles;
        add(name, flops, () -> {
            for (int i = 0; i < jets * HEADS; i++) {
                kernels.attention(sizes, q, k, v, mask, out, stats, 0, scratch);
            }
        });
        A dq = numbers(size);
        A dk = numbers(size);
        A dv = numbers(size);
        add(name + " gradient", 2.5 * flops, () -> {
            for (int i = 0; i < jets * HEADS; i++) {
                kernels.attentionGradient(sizes, q, k, v, mask, stats, 0, out, dOut, dq, dk, dv, scratch);
            }
        });
    }

    private void product() {
        A x = numbers(SIDES.size(tokens));
        A dx = numbers(SIDES.size(tokens));
        A y = numbers(HIDDEN.size(tokens));
        double flops = 512.0 * tokens * HIDDEN.channels();
        add("product", flops, () -> kernels.geometricProduct(SIDES, HIDDEN, tiles, x, y));
        add("product gradient", 2 * flops, () -> kernels.geometricProductGradient(SIDES, HIDDEN, tiles, x, y, dx));
    }

    private void elementwise() {
        A x = numbers(BLOCK.size(tokens));
        A y = numbers(BLOCK.size(tokens));
        A z = numbers(BLOCK.size(tokens));
        A stats = kernels.allocate(tiles * 48);
        add("norm", 0, () -> kernels.equiNorm(BLOCK, tiles, x, null, 0, y, stats));
        add("norm gradient", 0, () -> kernels.equiNormGradient(BLOCK, tiles, x, stats, null, 0, y, z, z, null, 0));
        for (Unary f : List.of(Unary.GELU_TANH, Unary.GELU)) {
            add("gate " + f, 0, () -> kernels.gate(BLOCK, tiles, f, f, x, y));
            add("gate gradient " + f, 0, () -> kernels.gateGradient(BLOCK, tiles, f, f, x, y, z));
        }
        add("add", 0, () -> kernels.addInto(x, y, 0, BLOCK.size(tokens)));
        int weights = 90_000;
        A p = numbers(weights);
        A g = numbers(weights);
        A m = numbers(weights);
        A v = kernels.allocate(weights);
        AdamRule rule = new AdamRule(1e-6, 0.9, 0.999, 1e-8, 1, 1, 0, 0.01);
        add("adam on 90,000", 0, () -> kernels.adam(rule, p, g, m, v, 0, weights));
        int[] source = random.ints(384 * 64, -weights, weights).toArray();
        A packed = kernels.allocate(2 * 384 * 64);
        add("pack 384 x 64", 0, () -> kernels.pack(p, source, 384, 64, packed, 0, 384 * 64));
        A natural = numbers(tokens * 16 * 16);
        A s = numbers(tokens * 32);
        add("to tiles", 0, () -> kernels.toTiles(BLOCK, tokens, natural, s, x));
        add("from tiles", 0, () -> kernels.fromTiles(BLOCK, tokens, x, natural, s));
    }

    private void natural() {
        int width = 128;
        A x = numbers(tokens * width);
        A y = numbers(tokens * width);
        A z = numbers(tokens * width);
        A w = numbers(width * width);
        A stats = kernels.allocate(2 * tokens);
        double flops = 2.0 * tokens * width * width;
        A scratch = kernels.allocate(kernels.matmulScratch(width, Math.max(width, tokens)));
        add(
                "matmul x w^T",
                flops,
                () -> kernels.matmul(Transposed.SECOND, x, 0, w, 0, y, 0, tokens, width, width, scratch));
        add(
                "matmul x w",
                flops,
                () -> kernels.matmul(Transposed.NEITHER, x, 0, w, 0, y, 0, tokens, width, width, scratch));
        add(
                "matmul x^T y",
                flops,
                () -> kernels.matmul(Transposed.FIRST, x, 0, y, 0, w, 0, width, width, tokens, scratch));
        add("softmax of 128", 0, () -> kernels.softmax(x, tokens, width, z));
        add("layer norm of 128", 0, () -> kernels.layerNorm(x, tokens, width, z, stats));
        add("gelu of 128", 0, () -> kernels.unary(Unary.GELU, x, z, tokens * width));
    }
}
