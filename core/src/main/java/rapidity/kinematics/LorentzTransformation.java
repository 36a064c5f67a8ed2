package rapidity.kinematics;

import java.util.Arrays;
import rapidity.algebra.DualPair;
import rapidity.algebra.Multivector;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.random.RandomStream;

/// A Lorentz transformation p -> Lp of O(1,3), active: it moves the particles, not the observer.
///
/// It acts in the same way on four-vectors and, through their products, on multivectors.
public final class LorentzTransformation {
    private static final int N = SpacetimeAlgebra.GENERATORS;

    /// Of a matrix from elsewhere, relative to the square of its Lorentz factor.
    private static final double METRIC_TOLERANCE = 1e-6;

    /// Row-major: `entries[N * row + column]`.
    private final double[] entries;

    /// +1 or -1. Known from how the transformation was made, and not spoilt by rounding.
    private final int determinant;

    private LorentzTransformation(double[] entries, int determinant) {
        this.entries = entries;
        this.determinant = determinant;
    }

    /// The transformation that changes nothing.
    public static LorentzTransformation identity() {
        return diagonal(1, 1, 1, 1);
    }

    /// Space inversion: three-momenta turn around. Improper, orthochronous.
    public static LorentzTransformation parity() {
        return diagonal(1, -1, -1, -1);
    }

    /// Time inversion: energies change sign. Improper.
    public static LorentzTransformation timeReversal() {
        return diagonal(-1, 1, 1, 1);
    }

    /// The action of a versor u, even or odd, on vectors: the twisted sandwich.
    ///
    /// @throws IllegalArgumentException if u has no inverse, or mixes even and odd grades
    public static LorentzTransformation of(Multivector u) {
        double[] entries = new double[N * N];
        for (int column = 0; column < N; column++) {
            double[] image = u.actOn(Multivector.blade(1 + column)).vectorPart();
            for (int row = 0; row < N; row++) {
                entries[N * row + column] = image[row];
            }
        }
        return new LorentzTransformation(entries, u.isOdd() ? -1 : 1);
    }

    /// The boost by a rapidity along a direction, which need not be of unit length: a particle at rest gets the
    /// velocity `tanh(rapidity)`, and `gamma = cosh(rapidity)`.
    ///
    /// @throws IllegalArgumentException if the direction is zero or not finite
    public static LorentzTransformation boost(double nx, double ny, double nz, double rapidity) {
        double[] n = unit(nx, ny, nz);
        double sinh = Math.sinh(rapidity);
        // cosh - 1 without cancellation
        double half = Math.sinh(rapidity / 2);
        double excess = 2 * half * half;
        double[] entries = new double[N * N];
        entries[0] = 1 + excess;
        for (int i = 0; i < 3; i++) {
            entries[1 + i] = sinh * n[i];
            entries[N * (1 + i)] = sinh * n[i];
            for (int j = 0; j < 3; j++) {
                entries[N * (1 + i) + 1 + j] = (i == j ? 1 : 0) + excess * n[i] * n[j];
            }
        }
        return new LorentzTransformation(entries, 1);
    }

    /// The right-handed rotation by an angle about an axis, which need not be of unit length.
    ///
    /// @throws IllegalArgumentException if the axis is zero or not finite
    public static LorentzTransformation rotation(double nx, double ny, double nz, double angle) {
        double[] n = unit(nx, ny, nz);
        double s = Math.sin(angle / 2);
        return ofQuaternion(Math.cos(angle / 2), s * n[0], s * n[1], s * n[2]);
    }

    /// A uniformly distributed rotation.
    public static LorentzTransformation randomRotation(RandomStream random) {
        double w = random.nextGaussian();
        double x = random.nextGaussian();
        double y = random.nextGaussian();
        double z = random.nextGaussian();
        double norm = Math.sqrt(w * w + x * x + y * y + z * z);
        return ofQuaternion(w / norm, x / norm, y / norm, z / norm);
    }

    /// A random proper orthochronous transformation, rotation times boost times rotation, with the rapidity of the
    /// boost uniform in [0, maxRapidity): gamma never exceeds cosh(maxRapidity).
    ///
    /// @throws IllegalArgumentException if maxRapidity is negative or not finite
    public static LorentzTransformation random(RandomStream random, double maxRapidity) {
        if (!(maxRapidity >= 0 && Double.isFinite(maxRapidity))) {
            throw new IllegalArgumentException("the largest rapidity must be finite and not negative: " + maxRapidity);
        }
        LorentzTransformation boost = boost(0, 0, 1, maxRapidity * random.nextDouble());
        return randomRotation(random).times(boost).times(randomRotation(random));
    }

    private static LorentzTransformation ofQuaternion(double w, double x, double y, double z) {
        return ofRows(
                new double[] {1, 0, 0, 0},
                new double[] {0, 1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)},
                new double[] {0, 2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)},
                new double[] {0, 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)});
    }

    /// The transformation of a matrix, given by its rows.
    ///
    /// @throws IllegalArgumentException if the matrix does not respect the metric to six digits, or reflects space or
    ///     time
    public static LorentzTransformation proper(double[][] rows) {
        if (rows.length != N || Arrays.stream(rows).anyMatch(row -> row.length != N)) {
            throw new IllegalArgumentException("a Lorentz transformation has " + N + " x " + N + " entries");
        }
        LorentzTransformation r = ofRows(rows);
        double size = r.entries[0] * r.entries[0];
        LorentzTransformation square = r.times(r.inverse());
        for (int i = 0; i < N * N; i++) {
            double expected = i % (N + 1) == 0 ? 1 : 0;
            if (!(Math.abs(square.entries[i] - expected) <= METRIC_TOLERANCE * size)) {
                throw new IllegalArgumentException("no Lorentz transformation: " + Arrays.deepToString(rows));
            }
        }
        if (r.entries[0] < 0 || r.spatialDeterminant() < 0) {
            throw new IllegalArgumentException("space or time is reflected by " + Arrays.deepToString(rows));
        }
        return r;
    }

    /// Of the 3 x 3 block of space, at least 1 in absolute value: its sign is that of the whole, if time keeps its
    /// direction.
    private double spatialDeterminant() {
        double r = 0;
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            r += entry(1, 1 + i) * (entry(2, 1 + j) * entry(3, 1 + k) - entry(2, 1 + k) * entry(3, 1 + j));
        }
        return r;
    }

    private static LorentzTransformation ofRows(double[]... rows) {
        return new LorentzTransformation(
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(), 1);
    }

    private static LorentzTransformation diagonal(int t, int x, int y, int z) {
        return new LorentzTransformation(new double[] {t, 0, 0, 0, 0, x, 0, 0, 0, 0, y, 0, 0, 0, 0, z}, t * x * y * z);
    }

    private static double[] unit(double nx, double ny, double nz) {
        double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
        if (!(length > 0 && Double.isFinite(length))) {
            throw new IllegalArgumentException("(" + nx + ", " + ny + ", " + nz + ") is no direction");
        }
        return new double[] {nx / length, ny / length, nz / length};
    }

    /// The entry that the component `column` of p contributes to the component `row` of Lp.
    public double entry(int row, int column) {
        return entries[N * row + column];
    }

    /// +1 for a proper transformation, -1 for one that contains an odd number of reflections.
    public int determinant() {
        return determinant;
    }

    /// The Lorentz factor of the boost that this contains, |L00|.
    public double gamma() {
        return Math.abs(entries[0]);
    }

    /// First `first`, then this.
    public LorentzTransformation times(LorentzTransformation first) {
        double[] product = new double[N * N];
        for (int row = 0; row < N; row++) {
            for (int column = 0; column < N; column++) {
                double sum = 0;
                for (int k = 0; k < N; k++) {
                    sum += entry(row, k) * first.entry(k, column);
                }
                product[N * row + column] = sum;
            }
        }
        return new LorentzTransformation(product, determinant * first.determinant);
    }

    /// The inverse, `eta L^T eta`: no rounding at all.
    public LorentzTransformation inverse() {
        double[] inverse = new double[N * N];
        for (int row = 0; row < N; row++) {
            for (int column = 0; column < N; column++) {
                inverse[N * row + column] =
                        SpacetimeAlgebra.metric(row) * SpacetimeAlgebra.metric(column) * entry(column, row);
            }
        }
        return new LorentzTransformation(inverse, determinant);
    }

    /// The transformed four-vector Lp.
    public FourVector apply(FourVector p) {
        return new FourVector(
                row(0, p.e(), p.px(), p.py(), p.pz()),
                row(1, p.e(), p.px(), p.py(), p.pz()),
                row(2, p.e(), p.px(), p.py(), p.pz()),
                row(3, p.e(), p.px(), p.py(), p.pz()));
    }

    /// The transformed four-vectors.
    public FourVectors apply(FourVectors p) {
        FourVectors q = FourVectors.zeros(p.size());
        double[][] out = {q.e(), q.px(), q.py(), q.pz()};
        for (int row = 0; row < N; row++) {
            applyRow(row, p, out[row]);
        }
        return q;
    }

    private void applyRow(int row, FourVectors p, double[] out) {
        double a = entry(row, 0);
        double b = entry(row, 1);
        double c = entry(row, 2);
        double d = entry(row, 3);
        double[] e = p.e();
        double[] px = p.px();
        double[] py = p.py();
        double[] pz = p.pz();
        for (int i = 0; i < out.length; i++) {
            out[i] = a * e[i] + b * px[i] + c * py[i] + d * pz[i];
        }
    }

    private double row(int row, double e, double px, double py, double pz) {
        return entry(row, 0) * e + entry(row, 1) * px + entry(row, 2) * py + entry(row, 3) * pz;
    }

    /// The transformed multivector.
    public Multivector apply(Multivector x) {
        double[][] matrix = onMultivectors();
        double[] image = new double[SpacetimeAlgebra.COMPONENTS];
        for (int i = 0; i < image.length; i++) {
            for (int j = 0; j < image.length; j++) {
                image[i] += matrix[i][j] * x.component(j);
            }
        }
        return Multivector.of(image);
    }

    /// The 16 x 16 matrix that acts on the components of multivectors. It respects products, `L(xy) = (Lx)(Ly)`.
    ///
    /// Scalars stay, vectors transform by L, the bivectors e_0k by products of two columns, and all duals follow from
    /// `L(x I) = det L (Lx) I`, so that no determinant of a large boost is ever summed up.
    public double[][] onMultivectors() {
        double[][] matrix = new double[SpacetimeAlgebra.COMPONENTS][SpacetimeAlgebra.COMPONENTS];
        for (DualPair pair : SpacetimeAlgebra.dualPairs()) {
            Multivector image = imageOf(pair.component());
            Multivector dual = image.dual().times(determinant * pair.sign());
            for (int i = 0; i < matrix.length; i++) {
                matrix[i][pair.component()] = image.component(i);
                matrix[i][pair.dual()] = dual.component(i);
            }
        }
        return matrix;
    }

    private Multivector imageOf(int blade) {
        return switch (SpacetimeAlgebra.grade(blade)) {
            case 0 -> Multivector.ONE;
            case 1 -> column(blade - 1);
            default -> column(0).times(column(blade - N)).grade(2);
        };
    }

    private Multivector column(int k) {
        return Multivector.vector(entry(0, k), entry(1, k), entry(2, k), entry(3, k));
    }
}
