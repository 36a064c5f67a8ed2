package rapidity.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import rapidity.bench.KernelBench.Case;
import rapidity.engine.kernel.AttentionSizes;
import rapidity.engine.kernel.Block;
import rapidity.engine.kernel.Kernels;
import rapidity.engine.kernel.Store;
import rapidity.engine.kernel.TileLayout;
import rapidity.engine.kernel.Unary;
import rapidity.engine.kernel.VectorGate;
import rapidity.engine.kernel.VectorLayout;

/// The kernel calls of one block of L-GATr-slim: 32 vectors, 96 scalars, 8 heads, 4 times as wide inside the MLP.
///
/// @param <A> float[] or double[]
final class SlimKernelCases<A> {
    private static final VectorLayout BLOCK = new VectorLayout(96, 32);
    private static final VectorLayout QKV = new VectorLayout(288, 96);
    private static final VectorLayout HIDDEN = new VectorLayout(384, 128);
    private static final VectorLayout UNGATED = new VectorLayout(768, 384);
    private static final int HEADS = 8;
    private static final int VECTORS = 4;
    private static final int SCALARS = 12;
    private static final int FEATURES = 4 * VECTORS + SCALARS;

    private final Kernels<A> kernels;
    private final int jets;
    private final int particles;
    private final int tokens;
    private final int tiles;
    private final RandomGenerator random = new SplittableRandom(1);
    private final List<Case> cases = new ArrayList<>();

    SlimKernelCases(Kernels<A> kernels, int jets, int particles) {
        this.kernels = kernels;
        this.jets = jets;
        this.particles = particles;
        tokens = jets * particles;
        tiles = TileLayout.tiles(tokens);
    }

    List<Case> all() {
        linear("slim qkv", BLOCK, QKV);
        linear("slim attention out", BLOCK, BLOCK);
        linear("slim gated unit", BLOCK, UNGATED);
        linear("slim mlp out", HIDDEN, BLOCK);
        elementwise();
        attention();
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

    /// Offsets of the columns of a block in all tiles.
    private int[] columns(VectorLayout layout, Block block) {
        int[] rows = layout.columns(block);
        return IntStream.range(0, tiles * rows.length)
                .map(i -> i / rows.length * layout.tileSize() + rows[i % rows.length] * TileLayout.LANES)
                .toArray();
    }

    private void linear(String name, VectorLayout in, VectorLayout out) {
        A x = numbers(in.size(tokens));
        A y = numbers(out.size(tokens));
        A dx = numbers(in.size(tokens));
        A w = numbers(1 << 18);
        A g = kernels.allocate(1 << 18);
        A scratch = kernels.allocate(1 << 22);
        int[][] xs = {columns(in, Block.SCALARS), columns(in, Block.VECTORS)};
        int[][] ys = {columns(out, Block.SCALARS), columns(out, Block.VECTORS)};
        int[] n = {out.scalars(), out.vectors()};
        int[] k = {in.scalars(), in.vectors()};
        double flops = 2.0 * tokens * (n[0] * k[0] + 4 * n[1] * k[1]);
        add(name + " forward", flops, () -> {
            for (int i = 0; i < 2; i++) {
                kernels.matrixColumns(w, 0, null, 0, n[i], k[i], x, xs[i], y, ys[i], xs[i].length, Store.SET);
            }
        });
        add(name + " input gradient", flops, () -> {
            for (int i = 0; i < 2; i++) {
                kernels.matrixColumns(w, 0, null, 0, k[i], n[i], y, ys[i], dx, xs[i], xs[i].length, Store.SET);
            }
        });
        add(name + " weight gradient", flops, () -> {
            for (int i = 0; i < 2; i++) {
                kernels.weightGradient(g, 0, n[i], k[i], y, ys[i], x, xs[i], xs[i].length, scratch);
            }
            kernels.biasGradient(g, 0, n[0], y, ys[0], tiles);
        });
    }

    private void elementwise() {
        A x = numbers(BLOCK.size(tokens));
        A y = numbers(BLOCK.size(tokens));
        A z = numbers(BLOCK.size(tokens));
        A gain = numbers(BLOCK.rows());
        A stats = kernels.allocate(tiles * TileLayout.LANES);
        add("slim norm", 0, () -> kernels.rmsNorm(BLOCK, tiles, x, gain, 0, y, stats));
        add("slim norm gradient", 0, () -> kernels.rmsNormGradient(BLOCK, tiles, x, stats, gain, 0, y, z, z, gain, 0));
        A wide = numbers(UNGATED.size(tokens));
        A dWide = numbers(UNGATED.size(tokens));
        A hidden = numbers(HIDDEN.size(tokens));
        VectorGate gate = new VectorGate(Unary.GELU_TANH, Unary.SIGMOID, 0.5);
        add("slim gate", 0, () -> kernels.gatedUnit(UNGATED, HIDDEN, tiles, gate, wide, 0, hidden, 0));
        add(
                "slim gate gradient",
                0,
                () -> kernels.gatedUnitGradient(UNGATED, HIDDEN, tiles, gate, wide, 0, hidden, 0, dWide));
        add("slim add", 0, () -> kernels.addInto(x, y, 0, BLOCK.size(tokens)));
    }

    /// Rows of the features of a head: 12 scalars, then 4 rows of 4 vectors.
    private static int[] headRows(int part, int head) {
        int group = part * HEADS + head;
        return IntStream.range(0, FEATURES)
                .map(f -> f < SCALARS
                        ? group * SCALARS + f
                        : QKV.row((f - SCALARS) / VECTORS, group * VECTORS + (f - SCALARS) % VECTORS))
                .map(row -> row * TileLayout.LANES)
                .toArray();
    }

    private void moves(AttentionSizes sizes) {
        A x = numbers(QKV.size(tokens));
        A head = numbers(FEATURES * sizes.paddedKeys());
        int[][] rows = IntStream.range(0, 3 * HEADS)
                .mapToObj(i -> headRows(i / HEADS, i % HEADS))
                .toArray(int[][]::new);
        int np = sizes.paddedKeys();
        add("slim gather q, k, v", 0, () -> {
            for (int i = 0; i < jets * rows.length; i++) {
                int token = i / rows.length * particles;
                int[] places = rows[i % rows.length];
                kernels.gatherTokens(x, QKV.tileSize(), places, null, token, particles, np, head);
            }
        });
        add("slim scatter q, k, v", 0, () -> {
            for (int i = 0; i < jets * rows.length; i++) {
                int token = i / rows.length * particles;
                int[] places = rows[i % rows.length];
                kernels.scatterTokens(head, np, places, null, token, particles, x, QKV.tileSize());
            }
        });
    }

    private void norms(int np) {
        A head = numbers(FEATURES * np);
        A gradient = numbers(FEATURES * np);
        A factors = kernels.allocate(np);
        add("slim norm of heads", 0, () -> {
            for (int i = 0; i < jets * 3 * HEADS; i++) {
                kernels.normaliseHead(SCALARS, VECTORS, np, head, factors, 0);
            }
        });
        add("slim norm of heads gradient", 0, () -> {
            for (int i = 0; i < jets * 3 * HEADS; i++) {
                kernels.normaliseHeadGradient(SCALARS, VECTORS, np, head, factors, 0, gradient);
            }
        });
    }

    private void attention() {
        AttentionSizes sizes = new AttentionSizes(FEATURES, particles, particles, 1 / Math.sqrt(FEATURES));
        moves(sizes);
        norms(sizes.paddedKeys());
        int size = FEATURES * sizes.paddedKeys();
        A q = numbers(size);
        A k = numbers(size);
        A v = numbers(size);
        A out = numbers(size);
        A dOut = numbers(size);
        A dq = numbers(size);
        A dk = numbers(size);
        A dv = numbers(size);
        A stats = kernels.allocate(2 * sizes.paddedQueries());
        A scratch = kernels.allocate(kernels.attentionScratch(sizes));
        double flops = 4.0 * jets * HEADS * FEATURES * particles * particles;
        add("slim attention", flops, () -> {
            for (int i = 0; i < jets * HEADS; i++) {
                kernels.attention(sizes, q, k, v, null, out, stats, 0, scratch);
            }
        });
        add("slim attention gradient", 2.5 * flops, () -> {
            for (int i = 0; i < jets * HEADS; i++) {
                kernels.attentionGradient(sizes, q, k, v, null, stats, 0, out, dOut, dq, dk, dv, scratch);
            }
        });
    }
}
