package rapidity.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// A token's numbers are the same bits alone in another lane and among others.
interface TokenAloneContract<A> extends KernelsUnderTest<A> {
    int AMONG = 50;
    int LANE_ALONE = 7;
    TileLayout WIDE = new TileLayout(9, 6);
    TileLayout HALF = new TileLayout(0, 3);
    VectorLayout VECTORS = new VectorLayout(10, 6);

    /// A kernel on tiles: x and perhaps dy of one layout in, y of the other out.
    @FunctionalInterface
    interface TileKernel<A> {
        void apply(int tiles, A x, A dy, A y);
    }

    private void check(String what, Layout in, Layout out, TileKernel<A> kernel) {
        check(what, in, in, out, kernel);
    }

    private void check(String what, Layout in, Layout gradient, Layout out, TileKernel<A> kernel) {
        RandomGenerator random = random();
        Twin<A> x = Twin.tiles(kernels(), in, AMONG, 0, random);
        Twin<A> dy = Twin.tiles(kernels(), gradient, AMONG, 0, random);
        Twin<A> y = Twin.filled(kernels(), out.size(AMONG), Double.NaN);
        kernel.apply(TileLayout.tiles(AMONG), x.tested(), dy.tested(), y.tested());
        IntPredicate live = Twin.liveRows(out);
        for (int token : List.of(0, 5, 15, 16, 49)) {
            Twin<A> alone = Twin.filled(kernels(), out.tileSize(), Double.NaN);
            kernel.apply(
                    1, alone(x, in, token).tested(), alone(dy, gradient, token).tested(), alone.tested());
            for (int row = 0; row < out.rows(); row++) {
                int i = row * TileLayout.LANES;
                if (live.test(i)) {
                    assertThat(alone.at(i + LANE_ALONE))
                            .as("%s, token %d, row %d", what, token, row)
                            .isEqualTo(y.at(at(out, token) + i));
                }
            }
        }
    }

    private static int at(Layout layout, int token) {
        return token / TileLayout.LANES * layout.tileSize() + token % TileLayout.LANES;
    }

    /// The token in a tile of its own, other lanes 0.
    private Twin<A> alone(Twin<A> x, Layout layout, int token) {
        Twin<A> alone = Twin.filled(kernels(), layout.tileSize(), 0);
        for (int row = 0; row < layout.rows(); row++) {
            alone.set(row * TileLayout.LANES + LANE_ALONE, x.at(at(layout, token) + row * TileLayout.LANES));
        }
        return alone;
    }

    @Test
    default void matrixProductsOfATokenDoNotDependOnTheOthers() {
        int n = 13;
        int k = WIDE.scalars() + 2 * WIDE.channels();
        Twin<A> w = Twin.random(kernels(), TileLayout.padded(n) * k, random());
        Twin<A> bias = Twin.random(kernels(), n, random());
        TileLayout out = new TileLayout(n, 0);
        check("matrixColumns", WIDE, out, (tiles, x, dy, y) -> {
            int[] xColumns = new int[tiles];
            int[] yColumns = new int[tiles];
            for (int tile = 0; tile < tiles; tile++) {
                xColumns[tile] = tile * WIDE.tileSize();
                yColumns[tile] = tile * out.tileSize();
            }
            kernels().matrixColumns(w.tested(), 0, bias.tested(), 0, n, k, x, xColumns, y, yColumns, tiles, Store.SET);
        });
    }

    @Test
    default void theNormOfATokenDoesNotDependOnTheOthers() {
        check("equiNorm", WIDE, WIDE, (tiles, x, dy, y) -> {
            A stats = kernels().allocate(tiles * 48);
            kernels().equiNorm(WIDE, tiles, x, null, 0, y, stats);
        });
        check("equiNormGradient", WIDE, WIDE, (tiles, x, dy, y) -> {
            A stats = kernels().allocate(tiles * 48);
            kernels().equiNorm(WIDE, tiles, x, null, 0, y, stats);
            kernels().equiNormGradient(WIDE, tiles, x, stats, null, 0, dy, null, y, null, 0);
        });
    }

    @Test
    default void theGateOfATokenDoesNotDependOnTheOthers() {
        for (Unary f : TileContract.GATES) {
            check("gate " + f, WIDE, WIDE, (tiles, x, dy, y) -> kernels().gate(WIDE, tiles, f, f, x, y));
            check(
                    "gateGradient " + f,
                    WIDE,
                    WIDE,
                    (tiles, x, dy, y) -> kernels().gateGradient(WIDE, tiles, f, f, x, dy, y));
        }
    }

    @Test
    default void theNormOfATokensVectorsDoesNotDependOnTheOthers() {
        check("rmsNorm", VECTORS, VECTORS, (tiles, x, dy, y) -> {
            A stats = kernels().allocate(tiles * TileLayout.LANES);
            kernels().rmsNorm(VECTORS, tiles, x, null, 0, y, stats);
        });
        check("rmsNormGradient", VECTORS, VECTORS, (tiles, x, dy, y) -> {
            A stats = kernels().allocate(tiles * TileLayout.LANES);
            kernels().rmsNorm(VECTORS, tiles, x, null, 0, y, stats);
            kernels().rmsNormGradient(VECTORS, tiles, x, stats, null, 0, dy, null, y, null, 0);
        });
    }

    @Test
    default void theGatedUnitOfATokenDoesNotDependOnTheOthers() {
        VectorLayout out = new VectorLayout(VECTORS.scalars() / 2, VECTORS.vectors() / 3);
        for (Unary f : TileContract.GATES) {
            VectorGate gate = new VectorGate(f, f, 0.5);
            check(
                    "gatedUnit " + f,
                    VECTORS,
                    out,
                    (tiles, x, dy, y) -> kernels().gatedUnit(VECTORS, out, tiles, gate, x, 0, y, 0));
            check(
                    "gatedUnitGradient " + f,
                    VECTORS,
                    out,
                    VECTORS,
                    (tiles, x, dy, y) -> kernels().gatedUnitGradient(VECTORS, out, tiles, gate, x, 0, dy, 0, y));
        }
    }

    @Test
    default void theProductOfATokenDoesNotDependOnTheOthers() {
        check("geometricProduct", WIDE, HALF, (tiles, x, dy, y) -> kernels().geometricProduct(WIDE, HALF, tiles, x, y));
        check(
                "geometricProductGradient",
                WIDE,
                HALF,
                WIDE,
                (tiles, x, dy, y) -> kernels().geometricProductGradient(WIDE, HALF, tiles, x, dy, y));
    }
}
