package rapidity.metrics;

/// Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations: slow for large matrices, and accurate.
final class SymmetricMatrix {
    private static final int MOST_SWEEPS = 60;

    private final int n;
    private final double[] a;
    private final double[] vectors;

    private SymmetricMatrix(double[] a, int n) {
        this.n = n;
        this.a = a.clone();
        vectors = new double[n * n];
        for (int i = 0; i < n; i++) {
            vectors[i * n + i] = 1;
        }
    }

    /// `Tr sqrt(S T)` of positive semi-definite matrices: the sum of the roots of the eigenvalues of `D^(1/2) V^T T V
    /// D^(1/2)` with `S = V D V^T`.
    static double traceOfRootOfProduct(double[] s, double[] t, int n) {
        SymmetricMatrix first = new SymmetricMatrix(s, n);
        first.diagonalise();
        double[] half = new double[n * n];
        for (int i = 0; i < n; i++) {
            double root = Math.sqrt(Math.max(0, first.a[i * n + i]));
            for (int k = 0; k < n; k++) {
                half[k * n + i] = first.vectors[k * n + i] * root;
            }
        }
        double[] right = product(t, half, n);
        double[] middle = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    middle[i * n + j] += half[k * n + i] * right[k * n + j];
                }
            }
        }
        SymmetricMatrix second = new SymmetricMatrix(middle, n);
        second.diagonalise();
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += Math.sqrt(Math.max(0, second.a[i * n + i]));
        }
        return trace;
    }

    private static double[] product(double[] x, double[] y, int n) {
        double[] r = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n; j++) {
                    r[i * n + j] += x[i * n + k] * y[k * n + j];
                }
            }
        }
        return r;
    }

    private void diagonalise() {
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            boolean rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    double size = Math.abs(a[p * n + p]) + Math.abs(a[q * n + q]);
                    if (Math.abs(a[p * n + q]) > 1e-17 * size) {
                        rotate(p, q);
                        rotated = true;
                    }
                }
            }
            if (!rotated) {
                return;
            }
        }
    }

    /// The rotation that makes entry (p, q) vanish.
    private void rotate(int p, int q) {
        double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < n; k++) {
            turn(a, k * n + p, k * n + q, c, s);
        }
        for (int k = 0; k < n; k++) {
            turn(a, p * n + k, q * n + k, c, s);
            turn(vectors, k * n + p, k * n + q, c, s);
        }
        a[p * n + q] = 0;
        a[q * n + p] = 0;
    }

    private static void turn(double[] x, int i, int j, double c, double s) {
        double xi = x[i];
        x[i] = c * xi - s * x[j];
        x[j] = s * xi + c * x[j];
    }
}
