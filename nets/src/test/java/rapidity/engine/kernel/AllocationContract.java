package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// No kernel allocates an array, or anything else, once the compiler is done with it. A vector kernel that grew past
/// the compiler's limits boxes its vectors and fails here.
interface AllocationContract<A> extends KernelsUnderTest<A> {
    int CALLS = 50;

    /// A kernel that still allocates after so much processor time allocates for good.
    long PATIENCE_SECONDS = 120;

    int N = 50;
    int[] SHAPE = {5, 8, 5};
    TileLayout IN = new TileLayout(13, 10);
    TileLayout OUT = new TileLayout(0, 5);
    VectorLayout GATED = new VectorLayout(9, 4);
    VectorLayout UNGATED = new VectorLayout(18, 12);
    AttentionSizes HEAD = new AttentionSizes(24, N, N, 0.2);

    @Test
    default void noKernelAllocatesAfterWarmUp() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Map<String, Runnable> calls = new LinkedHashMap<>();
        addTileKernels(calls);
        addAttention(calls);
        addNaturalKernels(calls);
        addGraphKernels(calls);
        addOptimizer(calls);
        addLorentzKernels(calls);
        Map<String, Long> allocating = new LinkedHashMap<>();
        calls.forEach((name, call) -> allocating.put(name, steadyBytes(call, threads)));
        allocating.values().removeIf(bytes -> bytes == 0);
        assertThat(allocating).as("bytes allocated by %d calls", CALLS).isEmpty();
    }

    private static long steadyBytes(Runnable call, ThreadMXBean threads) {
        long deadline = threads.getCurrentThreadCpuTime() + PATIENCE_SECONDS * 1_000_000_000L;
        long bytes;
        do {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        } while (bytes > 0 && threads.getCurrentThreadCpuTime() < deadline);
        return bytes;
    }

    private A numbers(int length) {
        return Twin.random(kernels(), length, random()).tested();
    }

    private void addTileKernels(Map<String, Runnable> calls) {
        Kernels<A> k = kernels();
        int tiles = TileLayout.tiles(N);
        A mv = numbers(N * 10 * 16);
        A s = numbers(N * 13);
        A x = numbers(IN.size(N));
        A dy = numbers(IN.size(N));
        A y = numbers(IN.size(N));
        A half = numbers(OUT.size(N));
        A gain = numbers(IN.rows());
        A stats = numbers(tiles * 48);
        int[] columns = {0, 800, 1600};
        A w = numbers(40 * 24);
        A scratch = numbers(16 * 40 * 24 + 64);
        calls.put("toTiles", () -> k.toTiles(IN, N, mv, s, x));
        calls.put("fromTiles", () -> k.fromTiles(IN, N, x, mv, s));
        calls.put("matrixColumns", () -> {
            k.matrixColumns(w, 0, gain, 0, 33, 20, x, columns, y, columns, 3, Store.SET);
            k.matrixColumns(w, 0, null, 0, 33, 20, x, columns, y, columns, 3, Store.ADD);
        });
        calls.put("weightGradient", () -> k.weightGradient(w, 0, 33, 20, dy, columns, x, columns, 3, scratch));
        calls.put("biasGradient", () -> k.biasGradient(w, 0, 33, dy, columns, 3));
        calls.put("equiNorm", () -> k.equiNorm(IN, tiles, x, gain, 0, y, stats));
        calls.put("equiNormGradient", () -> k.equiNormGradient(IN, tiles, x, stats, gain, 0, dy, dy, y, gain, 0));
        calls.put("gate", () -> k.gate(IN, tiles, Unary.GELU_TANH, Unary.GELU, x, y));
        calls.put("gateGradient", () -> k.gateGradient(IN, tiles, Unary.GELU_TANH, Unary.GELU, x, dy, y));
        calls.put("geometricProduct", () -> k.geometricProduct(IN, OUT, tiles, x, half));
        calls.put("geometricProductGradient", () -> k.geometricProductGradient(IN, OUT, tiles, x, half, y));
        addVectorKernels(calls);
        calls.put("clearDeadLanes", () -> k.clearDeadLanes(IN, N, y));
    }

    private void addVectorKernels(Map<String, Runnable> calls) {
        Kernels<A> k = kernels();
        int tiles = TileLayout.tiles(N);
        VectorGate gate = new VectorGate(Unary.GELU_TANH, Unary.SIGMOID, 1);
        A v = numbers(N * UNGATED.vectors() * 4);
        A s = numbers(N * UNGATED.scalars());
        A x = numbers(UNGATED.size(N));
        A dy = numbers(UNGATED.size(N));
        A y = numbers(UNGATED.size(N));
        A dx = numbers(UNGATED.size(N));
        A gain = numbers(UNGATED.rows());
        A stats = numbers(tiles * 3 * TileLayout.LANES);
        calls.put("toTiles of vectors", () -> k.toTiles(UNGATED, N, v, s, x));
        calls.put("fromTiles of vectors", () -> k.fromTiles(UNGATED, N, x, v, s));
        calls.put("rmsNorm", () -> {
            k.rmsNorm(UNGATED, tiles, x, null, 0, y, stats);
            k.rmsNorm(UNGATED, tiles, x, gain, 0, y, stats);
        });
        calls.put("rmsNormGradient", () -> {
            k.rmsNormGradient(UNGATED, tiles, x, stats, null, 0, dy, null, dx, null, 0);
            k.rmsNormGradient(UNGATED, tiles, x, stats, gain, 0, dy, dy, dx, gain, 0);
        });
        calls.put("equiNormHead", () -> {
            k.equiNormHead(5, 1, 48, y, stats, 0);
            k.equiNormHeadGradient(5, 1, 48, y, stats, 0, 0.5, dx);
        });
        calls.put("normaliseHead", () -> {
            k.normaliseHead(5, 3, 48, y, stats, 0);
            k.normaliseHeadGradient(5, 3, 48, y, stats, 0, dx);
        });
        calls.put("gatedUnit", () -> k.gatedUnit(UNGATED, GATED, tiles, gate, x, 0, y, 0));
        calls.put("gatedUnitGradient", () -> k.gatedUnitGradient(UNGATED, GATED, tiles, gate, x, 0, dy, 0, dx));
    }

    private void addAttention(Map<String, Runnable> calls) {
        Kernels<A> k = kernels();
        int[] rows = {0, 16, 48, 160, 320};
        int size = HEAD.features() * HEAD.paddedKeys();
        A x = numbers(IN.size(N));
        A signs = numbers(rows.length);
        A q = numbers(size);
        A v = numbers(size);
        A out = numbers(size);
        A dq = numbers(size);
        A dk = numbers(size);
        A dv = numbers(size);
        A stats = numbers(2 * HEAD.paddedQueries());
        A scratch = numbers(k.attentionScratch(HEAD));
        calls.put("gatherTokens", () -> k.gatherTokens(x, IN.tileSize(), rows, signs, 5, 33, 48, out));
        calls.put("scatterTokens", () -> k.scatterTokens(out, 48, rows, signs, 5, 33, x, IN.tileSize()));
        A mask = numbers(N * HEAD.paddedQueries());
        calls.put("attention", () -> k.attention(HEAD, q, q, v, null, out, stats, 0, scratch));
        calls.put("masked attention", () -> k.attention(HEAD, q, q, v, mask, out, stats, 0, scratch));
        calls.put("attentionGradient", () -> {
            k.attention(HEAD, q, q, v, null, out, stats, 0, scratch);
            k.attentionGradient(HEAD, q, q, v, null, stats, 0, out, out, dq, dk, dv, scratch);
        });
        calls.put("maskedAttentionGradient", () -> {
            k.attention(HEAD, q, q, v, mask, out, stats, 0, scratch);
            k.attentionGradient(HEAD, q, q, v, mask, stats, 0, out, out, dq, dk, dv, scratch);
        });
    }

    private void addNaturalKernels(Map<String, Runnable> calls) {
        Kernels<A> k = kernels();
        A a = numbers(200);
        A b = numbers(200);
        A y = numbers(200);
        A stats = numbers(20);
        int[] rows = {7, 3, 0, 3};
        int[] strides = {0, 1, 8};
        int[] order = {2, 0, 1};
        for (Unary f : Unary.values()) {
            calls.put("unary " + f, () -> k.unary(f, a, y, 200));
            calls.put("unaryGradient " + f, () -> k.unaryGradient(f, a, b, y, 200));
        }
        for (Binary f : Binary.values()) {
            calls.put("binary " + f, () -> {
                k.binary(f, a, b, y, 200);
                k.binary(f, a, strides, b, strides, y, SHAPE);
            });
        }
        calls.put("affine", () -> k.affine(a, 2, 3, y, 200));
        calls.put("sum, max", () -> {
            k.sum(a, 5, 8, 5, y);
            k.max(a, 5, 8, 5, y);
        });
        calls.put("permute", () -> k.permute(a, SHAPE, order, y));
        calls.put("copyBlocks", () -> k.copyBlocks(a, 1, 20, y, 2, 10, 9, 9));
        calls.put("gatherRows", () -> k.gatherRows(a, rows, 17, y));
        calls.put("scatterAddRows", () -> k.scatterAddRows(a, rows, 17, y));
        calls.put("gatherColumns", () -> k.gatherColumns(a, 14, 2, 12, 3, 9, 16, y));
        calls.put("scatterColumns", () -> k.scatterColumns(a, 16, 14, 2, 12, 3, 9, y));
        addMatrixProducts(calls, a, b, y);
        calls.put("softmax", () -> k.softmax(a, 10, 20, y));
        calls.put("softmaxGradient", () -> k.softmaxGradient(a, b, 10, 20, y));
        calls.put("layerNorm", () -> k.layerNorm(a, 10, 20, y, stats));
        calls.put("layerNormGradient", () -> k.layerNormGradient(a, stats, b, 10, 20, y));
    }

    private void addMatrixProducts(Map<String, Runnable> calls, A a, A b, A y) {
        Kernels<A> k = kernels();
        A scratch = k.allocate(k.matmulScratch(11, 13));
        for (Transposed t : Transposed.values()) {
            calls.put("matmul " + t, () -> k.matmul(t, a, 0, b, 0, y, 0, 9, 11, 13, scratch));
        }
        A panels = k.allocate(NaturalKernels.panelsSize(11, 13));
        calls.put("panels", () -> k.panels(Transposed.SECOND, b, 0, 11, 13, panels, 0));
        calls.put("matmulPanels", () -> k.matmulPanels(a, 0, panels, 0, y, 0, 9, 11, 13, scratch));
        calls.put("addMatmulTransposed", () -> k.addMatmulTransposed(a, b, y, 0, 9, 11, 13, scratch));
    }

    private void addLorentzKernels(Map<String, Runnable> calls) {
        Kernels<A> k = kernels();
        MessageLayout layout = new MessageLayout(3, 4, 2 * k.lanes());
        NodePairs pairs = NodePairs.all(4);
        int edges = pairs.count() * layout.jets();
        A p = numbers(8 * layout.nodes());
        A e = numbers(12 * edges);
        A de = numbers(12 * edges);
        A x = numbers(layout.featureRows() * layout.nodes());
        A y = numbers(layout.blockRows() * layout.nodes());
        A q = numbers(3);
        int to = pairs.count();
        calls.put("edges", () -> {
            k.edges(layout, pairs, 0, to, p, p, e, de);
            k.complexEdges(layout, pairs, 0, to, p, e);
            k.complexEdgesGradient(layout, pairs, 0, to, p, e, x);
        });
        calls.put("bells", () -> k.bells(3, edges, q, q, q, e, edges, e, de));
        calls.put("bellsGradient", () -> k.bellsGradient(3, edges, q, q, e, edges, e, e, q, q, q, de));
        calls.put("scalarMessages", () -> k.scalarMessages(layout, pairs, 0, to, e, x, y));
        calls.put("scalarMessagesGradient", () -> k.scalarMessagesGradient(layout, pairs, 0, to, e, x, y, de, x));
        calls.put("vectorMessages", () -> k.vectorMessages(layout, pairs, 0, to, p, e, x, y));
        calls.put("vectorMessagesGradient", () -> k.vectorMessagesGradient(layout, pairs, 0, to, p, e, x, y, de, x));
        calls.put("complexMessages", () -> k.complexMessages(layout, pairs, 0, to, p, e, x, y));
        calls.put(
                "complexMessagesGradient", () -> k.complexMessagesGradient(layout, pairs, 0, to, p, e, x, y, x, de, x));
        calls.put("constantMessages", () -> k.constantMessages(layout, 1, p, p, x, y));
        calls.put("constantMessagesGradient", () -> k.constantMessagesGradient(layout, 1, p, p, x, y, de, p, x, e));
        calls.put("nodeProducts", () -> {
            k.nodeProducts(layout, x, y);
            k.nodeProductsGradient(layout, x, y, x);
        });
        calls.put("bias, row sums", () -> {
            k.addBias(x, 3, 7, q);
            k.addRowSums(x, 3, 7, q);
        });
        calls.put("addRowProducts", () -> k.addRowProducts(x, 0, 5, y, 0, 3, 9, de));
    }

    private void addGraphKernels(Map<String, Runnable> calls) {
        Kernels<A> k = kernels();
        PairSizes sizes = new PairSizes(2, 3, 11);
        A x = numbers(66);
        A w = numbers(11);
        A d = numbers(18);
        A y = numbers(198);
        A dy = numbers(198);
        double[] metric = new double[11];
        calls.put("leaky", () -> k.leaky(y, w, 0.2, 18, 11, dy));
        calls.put("leakyGradient", () -> k.leakyGradient(y, dy, 0.2, 198, dy));
        calls.put("pairSquares", () -> k.pairSquares(sizes, metric, x, d));
        calls.put("pairSquaresGradient", () -> k.pairSquaresGradient(sizes, metric, x, d, y));
        calls.put("pairs", () -> k.pairs(sizes, x, x, d, w, 0.2, y));
        calls.put("pairsGradient", () -> k.pairsGradient(sizes, y, dy, d, w, 0.2, x, x, d, w));
    }

    private void addOptimizer(Map<String, Runnable> calls) {
        Kernels<A> k = kernels();
        AdamRule rule = new AdamRule(0.01, 0.9, 0.999, 1e-8, 0.1, 0.001, 0, 0.01);
        A p = numbers(333);
        A g = numbers(333);
        A m = numbers(333);
        A v = k.allocate(333);
        int[] source = {3, 0, -7, 200};
        LionRule lion = new LionRule(0.01, 0.9, 0.99, 0.01);
        calls.put("lion", () -> k.lion(lion, p, g, m, 0, 333));
        calls.put("adam", () -> k.adam(rule, p, g, m, v, 0, 333));
        calls.put("pack", () -> k.pack(p, source, 2, 2, g, 0, 100));
        calls.put("gatherSigned, scatterAddSigned", () -> {
            k.gatherSigned(p, source, g, 5);
            k.scatterAddSigned(p, 5, source, g);
        });
        calls.put("lerp, scale, add", () -> {
            k.lerp(p, 0.5, g, 333);
            k.scaleInPlace(g, 0.5, 333);
            k.addInto(p, g, 0, 333);
        });
        calls.put("fill, copy", () -> {
            k.fill(g, 3, 99, 0.5);
            k.copy(p, 1, g, 5, 33);
        });
    }
}
