package rapidity.engine.kernel;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Packing, matrix products on columns, their gradients, and moving tokens.
interface LinearContract<A> extends KernelsUnderTest<A> {
    /// Rows and columns of matrices.
    List<Integer> WIDTHS = List.of(1, 2, 5, 8, 16, 27, 64);

    /// Marks numbers that a kernel must leave alone.
    double UNTOUCHED = 7;

    /// Numbers before and after the part of an array that a kernel is given.
    int MARGIN = 5;

    @Test
    default void tilesHoldTheTokensAndGiveThemBack() {
        RandomGenerator random = random();
        for (TileLayout layout : KernelsUnderTest.layouts()) {
            for (int tokens : TOKENS) {
                String what = layout + ", " + tokens + " tokens";
                Twin<A> mv = Twin.random(kernels(), tokens * layout.channels() * PairRows.ROWS, random);
                Twin<A> s = Twin.random(kernels(), tokens * layout.scalars(), random);
                Twin<A> x = Twin.filled(kernels(), layout.size(tokens), Double.NaN);
                kernels().toTiles(layout, tokens, orNull(mv), orNull(s), x.tested());
                REFERENCE.toTiles(layout, tokens, mv.reference(), s.reference(), x.reference());
                x.assertAgrees(what, 0, Twin.liveRows(layout));

                Twin<A> mvBack = Twin.filled(kernels(), mv.length(), UNTOUCHED);
                Twin<A> sBack = Twin.filled(kernels(), s.length(), UNTOUCHED);
                kernels().fromTiles(layout, tokens, x.tested(), mvBack.tested(), null);
                kernels().fromTiles(layout, tokens, x.tested(), null, sBack.tested());
                System.arraycopy(mv.reference(), 0, mvBack.reference(), 0, mv.length());
                System.arraycopy(s.reference(), 0, sBack.reference(), 0, s.length());
                mvBack.assertAgrees(what, 0, Twin.ALL);
                sBack.assertAgrees(what, 0, Twin.ALL);
            }
        }
    }

    private static <A> @Nullable A orNull(Twin<A> x) {
        return x.length() == 0 ? null : x.tested();
    }

    @Test
    default void packedMatricesHoldTheSignedWeightsBothWays() {
        RandomGenerator random = random();
        for (int n : WIDTHS) {
            for (int k : WIDTHS) {
                Matrix<A> matrix = matrix(n, k, random);
                matrix.packed().assertAgrees("pack " + n + " x " + k, 0, Twin.ALL);
            }
        }
    }

    @Test
    default void columnsTimesAMatrixAreTheDefinition() {
        RandomGenerator random = random();
        for (int n : WIDTHS) {
            for (int k : WIDTHS) {
                Matrix<A> matrix = matrix(n, k, random);
                for (int columns : List.of(0, 1, 2, 3, 7)) {
                    checkColumns(n, k, columns, matrix.packed(), matrix.forward(), random);
                    checkColumns(k, n, columns, matrix.packed(), matrix.transposed(), random);
                }
            }
        }
    }

    private void checkColumns(int n, int k, int columns, Twin<A> w, int wFrom, RandomGenerator random) {
        Twin<A> bias = Twin.random(kernels(), MARGIN + n, random);
        Twin<A> x = columns(columns, k, k, random);
        for (Store store : Store.values()) {
            for (boolean withBias : List.of(true, false)) {
                String what = n + " x " + k + ", " + columns + " columns, " + store + (withBias ? ", bias" : "");
                int rows = store == Store.SET ? n : TileLayout.padded(n);
                Twin<A> y = columns(columns, rows, TileLayout.padded(n), random);
                ColumnsCase<A> c = new ColumnsCase<>(n, k, columns, w, wFrom, withBias ? bias : null, x, y, store);
                c.run(kernels(), Twin::tested);
                c.run(REFERENCE, Twin::reference);
                y.assertAgrees(what, tolerance(), inRows(rows, columns, TileLayout.padded(n)));
                IntPredicate written = inRows(TileLayout.padded(n), columns, TileLayout.padded(n));
                y.assertAll(what + ", between the columns", Double.NaN, written.negate());
            }
        }
    }

    @Test
    default void lanesThatAreNotWantedDoNotChangeTheOthers() {
        RandomGenerator random = random();
        for (int n : WIDTHS) {
            for (int lanes = 1; lanes <= TileLayout.LANES; lanes += 3) {
                for (int cut = 0; cut <= 4; cut++) {
                    assertWantedLanes(n, lanes, cut, random);
                }
            }
        }
    }

    /// Of the last `cut` of six columns only some lanes are wanted.
    private void assertWantedLanes(int n, int lanes, int cut, RandomGenerator random) {
        int columns = 6;
        int k = 11;
        Matrix<A> m = matrix(n, k, random);
        Twin<A> x = columns(columns, k, k, random);
        int space = TileLayout.padded(n);
        Twin<A> y = columns(columns, n, space, random);
        A w = m.packed().tested();
        int[] from = columnOffsets(columns, k);
        int[] to = columnOffsets(columns, space);
        A xs = x.tested();
        A ys = y.tested();
        kernels().matrixColumns(w, m.forward(), null, 0, n, k, xs, from, ys, to, columns, cut, lanes, Store.SET);
        double[] r = m.packed().reference();
        REFERENCE.matrixColumns(
                r, m.forward(), null, 0, n, k, x.reference(), from, y.reference(), to, columns, Store.SET);
        int whole = columns - cut;
        y.assertAgrees(
                n + " rows, " + cut + " columns of " + lanes + " lanes",
                tolerance(),
                i -> IntStream.range(0, columns)
                        .anyMatch(c -> i >= to[c]
                                && i < to[c] + n * TileLayout.LANES
                                && (c < whole || (i - to[c]) % TileLayout.LANES < lanes)));
    }

    /// Whether a number lies in the first `rows` of one of the columns with space for `space` rows.
    private static IntPredicate inRows(int rows, int columns, int space) {
        return i -> IntStream.of(columnOffsets(columns, space))
                .anyMatch(from -> i >= from && i < from + rows * TileLayout.LANES);
    }

    /// Arguments and result of a matrix product on columns.
    record ColumnsCase<A>(
            int n,
            int k,
            int columns,
            Twin<A> w,
            int wFrom,
            @Nullable Twin<A> bias,
            Twin<A> x,
            Twin<A> y,
            Store store) {
        <B> void run(Kernels<B> kernels, Function<Twin<A>, B> of) {
            kernels.matrixColumns(
                    of.apply(w),
                    wFrom,
                    bias == null ? null : of.apply(bias),
                    MARGIN,
                    n,
                    k,
                    of.apply(x),
                    columnOffsets(columns, k),
                    of.apply(y),
                    columnOffsets(columns, TileLayout.padded(n)),
                    columns,
                    store);
        }
    }

    /// A packed random matrix with zeros, signs and repeated weights.
    record Matrix<A>(Twin<A> packed, int forward, int transposed) {}

    private Matrix<A> matrix(int n, int k, RandomGenerator random) {
        Twin<A> weights = Twin.random(kernels(), n * k + 1, random);
        int[] source = IntStream.range(0, n * k)
                .map(i -> random.nextInt(2 * weights.length() + 1) - weights.length())
                .toArray();
        int transposed = MARGIN + TileLayout.padded(n) * k + MARGIN;
        Twin<A> packed = Twin.filled(kernels(), transposed + TileLayout.padded(k) * n + MARGIN, UNTOUCHED);
        kernels().pack(weights.tested(), source, n, k, packed.tested(), MARGIN, transposed);
        REFERENCE.pack(weights.reference(), source, n, k, packed.reference(), MARGIN, transposed);
        return new Matrix<>(packed, MARGIN, transposed);
    }

    /// Columns in descending order, an odd number of lanes apart.
    private static int[] columnOffsets(int columns, int rows) {
        return IntStream.range(0, columns)
                .map(c -> MARGIN + (columns - 1 - c) * (rows * TileLayout.LANES + 3))
                .toArray();
    }

    /// Random columns of `rows` rows with space for `space` rows; NaN elsewhere.
    private Twin<A> columns(int columns, int rows, int space, RandomGenerator random) {
        Twin<A> x = Twin.filled(kernels(), 2 * MARGIN + columns * (space * TileLayout.LANES + 3), Double.NaN);
        for (int from : columnOffsets(columns, space)) {
            for (int i = 0; i < rows * TileLayout.LANES; i++) {
                x.set(from + i, random.nextGaussian());
            }
        }
        return x;
    }

    @Test
    default void gradientsOfWeightsAndBiasAddUpColumnsAndLanesAndTouchNothingElse() {
        RandomGenerator random = random();
        for (int n : WIDTHS) {
            for (int k : WIDTHS) {
                for (int columns : List.of(0, 1, 3, 28, 103)) {
                    String what = "gradient of " + n + " x " + k + ", " + columns + " columns";
                    double terms = Math.sqrt(columns * TileLayout.LANES);
                    Twin<A> x = columns(columns, k, TileLayout.padded(k), random);
                    Twin<A> dy = columns(columns, n, TileLayout.padded(n), random);
                    Twin<A> g = Twin.filled(kernels(), MARGIN + n * k + MARGIN, UNTOUCHED);
                    Twin<A> b = Twin.filled(kernels(), MARGIN + n + MARGIN, UNTOUCHED);
                    weightGradient(kernels(), n, k, g.tested(), b.tested(), dy.tested(), x.tested(), columns);
                    weightGradient(
                            REFERENCE, n, k, g.reference(), b.reference(), dy.reference(), x.reference(), columns);
                    g.assertAgrees(what, tolerance(), terms, Twin.ALL);
                    b.assertAgrees(what, tolerance(), terms, Twin.ALL);
                    g.assertAll(what, UNTOUCHED, i -> i < MARGIN || i >= MARGIN + n * k);
                    b.assertAll(what, UNTOUCHED, i -> i < MARGIN || i >= MARGIN + n);
                }
            }
        }
    }

    private static <B> void weightGradient(Kernels<B> kernels, int n, int k, B g, B b, B dy, B x, int columns) {
        int[] xColumns = columnOffsets(columns, TileLayout.padded(k));
        int[] yColumns = columnOffsets(columns, TileLayout.padded(n));
        B scratch = kernels.allocate(16 * TileLayout.padded(n) * TileLayout.padded(k) + 64);
        kernels.fill(scratch, 0, kernels.length(scratch), Double.NaN);
        kernels.weightGradient(g, MARGIN, n, k, dy, yColumns, x, xColumns, columns, scratch);
        kernels.biasGradient(b, MARGIN, n, dy, yColumns, columns);
    }

    @Test
    default void tokensAreGatheredWithSignsAndScatteredBack() {
        RandomGenerator random = random();
        TileLayout layout = new TileLayout(3, 5);
        int[] rows = {32, 0, layout.rows() * TileLayout.LANES - TileLayout.LANES, 160, 48};
        for (int token : List.of(0, 1, 15, 16, 37)) {
            for (int n : TOKENS) {
                for (boolean withSigns : List.of(true, false)) {
                    checkTokens(layout, rows, token, n, withSigns, random);
                }
            }
        }
    }

    private void checkTokens(
            TileLayout layout, int[] rows, int token, int n, boolean withSigns, RandomGenerator random) {
        String what = n + " tokens from " + token;
        Twin<A> signs = Twin.filled(kernels(), rows.length, 1);
        signs.set(1, -1);
        signs.set(4, -1);
        @Nullable A sign = withSigns ? signs.tested() : null;
        double @Nullable [] signReference = withSigns ? signs.reference() : null;
        int np = TileLayout.tiles(n) * TileLayout.LANES;
        Twin<A> x = Twin.random(kernels(), layout.size(token + n), random);
        Twin<A> out = Twin.filled(kernels(), rows.length * np + MARGIN, UNTOUCHED);
        int size = layout.tileSize();
        kernels().gatherTokens(x.tested(), size, rows, sign, token, n, np, out.tested());
        REFERENCE.gatherTokens(x.reference(), size, rows, signReference, token, n, np, out.reference());
        out.assertAgrees(what, 0, Twin.ALL);

        Twin<A> back = Twin.filled(kernels(), layout.size(token + n + 1), UNTOUCHED);
        kernels().scatterTokens(out.tested(), np, rows, sign, token, n, back.tested(), size);
        REFERENCE.scatterTokens(out.reference(), np, rows, signReference, token, n, back.reference(), size);
        back.assertAgrees(what, 0, Twin.ALL);
    }

    @Test
    default void deadLanesAreClearedAndNoOther() {
        for (TileLayout layout : KernelsUnderTest.layouts()) {
            for (int tokens : TOKENS) {
                Twin<A> x = Twin.filled(kernels(), layout.size(tokens), UNTOUCHED);
                kernels().clearDeadLanes(layout, tokens, x.tested());
                x.assertAll("alive", UNTOUCHED, i -> Twin.tokenOf(layout, i) < tokens);
                x.assertAll("dead", 0, i -> Twin.tokenOf(layout, i) >= tokens);
            }
        }
    }
}
