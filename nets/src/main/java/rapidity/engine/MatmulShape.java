package rapidity.engine;

import rapidity.engine.kernel.Transposed;

/// Sizes of a batched matrix product: `c (m x n) = a (m x k) b (k x n)` for every leading index of a; b has the same
/// leading axes, or none.
record MatmulShape(Shape out, int batches, int m, int n, int k, int aStride, int bStride) {
    static MatmulShape of(Transposed transposed, Shape a, Shape b) {
        int m = a.axis(transposed.first() ? -1 : -2);
        int k = a.axis(transposed.first() ? -2 : -1);
        int n = b.axis(transposed.second() ? -2 : -1);
        int kb = b.axis(transposed.second() ? -1 : -2);
        int batches = a.outer(-2);
        boolean shared = b.rank() == 2;
        if (k != kb || (!shared && (b.rank() != a.rank() || b.outer(-2) != batches))) {
            throw new IllegalArgumentException(
                    "matrices " + a + " and " + b + " do not fit (transposed: " + transposed + ")");
        }
        return new MatmulShape(a.with(-2, m).with(-1, n), batches, m, n, k, m * k, shared ? 0 : k * n);
    }
}
