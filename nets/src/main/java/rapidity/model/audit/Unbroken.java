package rapidity.model.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import rapidity.algebra.Multivector;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.kinematics.LorentzTransformation;
import rapidity.model.audit.AuditSubject.Answer;
import rapidity.random.RandomStream;

/// The subgroup of boosts and rotations under which a model is equivariant, with its spurions, if any: the generators g
/// for which
///
/// ```
/// D_g f = d/dt [f(exp(t g) x) - exp(t g) f(x)] = 0        at t = 0
/// ```
///
/// D is linear in g, so that they are the null space of a matrix with six columns: K_x, K_y, K_z (boosts) and J_x, J_y,
/// J_z (rotations). Little groups such as that of a light-like spurion, whose generators are sums of boosts and
/// rotations, are found as well.
///
/// @param generators a basis, each with six coefficients
public record Unbroken(List<double[]> generators) {
    private static final int N = LorentzAlgebra.N;
    private static final double STEP = 1e-4;

    /// Of a derivative relative to the largest output: the finite difference is good to 1e-8.
    private static final double NOTHING = 1e-6;

    private static final String[] NAMES = {"K_x", "K_y", "K_z", "J_x", "J_y", "J_z"};

    public Unbroken {
        generators = List.copyOf(generators);
    }

    static Unbroken of(AuditSubject f, AuditInput x) {
        Answer y = f.apply(x);
        double[][] d = new double[N][];
        for (int g = 0; g < N; g++) {
            double[] up = residual(f, x, y, generator(g, STEP));
            double[] down = residual(f, x, y, generator(g, -STEP));
            d[g] = new double[up.length];
            for (int i = 0; i < up.length; i++) {
                d[g][i] = (up[i] - down[i]) / (2 * STEP);
            }
        }
        return new Unbroken(nullSpace(gram(d)));
    }

    private static LorentzTransformation generator(int g, double t) {
        double[] r = new double[N];
        r[g] = t;
        return LorentzAlgebra.exp(r);
    }

    /// The boosts and rotations that leave some multivectors where they are: no model is looked at, and the generators
    /// are exact up to rounding.
    static Unbroken leaving(List<Multivector> spurions) {
        double[][] d = new double[N][spurions.size() * SpacetimeAlgebra.COMPONENTS];
        for (int i = 0; i < spurions.size(); i++) {
            double[] s = spurions.get(i).toArray();
            double largest = Arrays.stream(s).map(Math::abs).max().orElse(0);
            for (int g = 0; g < N && largest > 0; g++) {
                double[] ds = LorentzAlgebra.derivative(LorentzAlgebra.generator(g), spurions.get(i))
                        .times(1 / largest)
                        .toArray();
                System.arraycopy(ds, 0, d[g], i * ds.length, ds.length);
            }
        }
        return new Unbroken(nullSpace(gram(d)));
    }

    /// A random element `exp(size g)`, with g of unit length.
    ///
    /// @throws IllegalArgumentException if the group has no generator
    LorentzTransformation element(RandomStream random, double size) {
        if (generators.isEmpty()) {
            throw new IllegalArgumentException("a group without generators has one element only");
        }
        double[] g = new double[N];
        for (double[] one : generators) {
            double c = random.nextGaussian();
            Arrays.setAll(g, k -> g[k] + c * one[k]);
        }
        double length = Math.sqrt(Arrays.stream(g).map(c -> c * c).sum());
        Arrays.setAll(g, k -> g[k] * size / length);
        return LorentzAlgebra.exp(g);
    }

    /// Whether all boosts are among them, and then everything is.
    public boolean hasBoosts() {
        return generators.size() == N;
    }

    /// Whether all rotations are among them.
    public boolean hasRotations() {
        return hasBoosts() || basis().equals("J_x, J_y, J_z");
    }

    /// f(L x) - L f(x), vectors and scalars each in units of their largest value.
    private static double[] residual(AuditSubject f, AuditInput x, Answer y, LorentzTransformation t) {
        Answer found = f.apply(x.moved(t));
        Answer expected = SymmetryAudit.moved(y, t);
        double[] r = new double[found.vectors().length + found.scalars().length];
        subtract(found.vectors(), expected.vectors(), r, 0);
        subtract(found.scalars(), expected.scalars(), r, found.vectors().length);
        return r;
    }

    private static void subtract(double[] found, double[] expected, double[] r, int from) {
        double largest = 0;
        for (double e : expected) {
            largest = Math.max(largest, Math.abs(e));
        }
        for (int i = 0; i < found.length; i++) {
            r[from + i] = (found[i] - expected[i]) / (largest == 0 ? 1 : largest);
        }
    }

    private static double[][] gram(double[][] d) {
        double[][] r = new double[N][N];
        for (int a = 0; a < N; a++) {
            for (int b = 0; b < N; b++) {
                for (int i = 0; i < d[a].length; i++) {
                    r[a][b] += d[a][i] * d[b][i] / d[a].length;
                }
            }
        }
        return r;
    }

    /// By Gauss-Jordan elimination with complete pivoting, so that a generator which is kept by itself appears by
    /// itself.
    private static List<double[]> nullSpace(double[][] gram) {
        List<Integer> free = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        List<Integer> pivots = new ArrayList<>();
        double[][] a = gram.clone();
        while (!free.isEmpty()) {
            int best = free.getFirst();
            for (int k : free) {
                best = a[k][k] > a[best][best] ? k : best;
            }
            if (!(a[best][best] > NOTHING * NOTHING)) {
                break;
            }
            eliminate(a, best);
            free.remove((Integer) best);
            pivots.add(best);
        }
        List<double[]> r = new ArrayList<>();
        for (int k : free) {
            double[] g = new double[N];
            g[k] = 1;
            for (int p : pivots) {
                g[p] = -a[p][k];
            }
            r.add(g);
        }
        return r;
    }

    private static void eliminate(double[][] a, int pivot) {
        double[] row = a[pivot].clone();
        for (int k = 0; k < N; k++) {
            row[k] /= a[pivot][pivot];
        }
        for (int i = 0; i < N; i++) {
            double[] r = row.clone();
            if (i != pivot) {
                for (int k = 0; k < N; k++) {
                    r[k] = a[i][k] - a[i][pivot] * row[k];
                }
            }
            a[i] = r;
        }
    }

    /// The generators in words, such as `J_z, K_x + J_y`.
    public String basis() {
        return generators.isEmpty()
                ? "none"
                : generators.stream().map(Unbroken::text).collect(Collectors.joining(", "));
    }

    private static String text(double[] g) {
        StringBuilder r = new StringBuilder();
        for (int k = 0; k < N; k++) {
            if (Math.abs(g[k]) > 1e-3) {
                boolean first = r.isEmpty();
                r.append(g[k] < 0 ? (first ? "-" : " - ") : first ? "" : " + ");
                double size = Math.abs(g[k]);
                r.append(Math.abs(size - 1) < 1e-3 ? "" : String.format(Locale.ROOT, "%.3g ", size))
                        .append(NAMES[k]);
            }
        }
        return r.toString();
    }

    /// The group, where it has a name.
    public String group() {
        return switch (basis()) {
            case "K_x, K_y, K_z, J_x, J_y, J_z" -> "SO+(1,3), all boosts and rotations";
            case "J_x, J_y, J_z" -> "SO(3), rotations";
            case "K_x, K_y, J_z" -> "SO+(1,2), boosts across z and rotations around it";
            case "K_z, J_z" -> "SO+(1,1) x SO(2), boosts along z and rotations around it";
            case "K_z" -> "SO+(1,1), boosts along z";
            case "J_x" -> "SO(2), rotations around x";
            case "J_y" -> "SO(2), rotations around y";
            case "J_z" -> "SO(2), rotations around z";
            case "none" -> "no boost and no rotation";
            default ->
                generators.size() == 3 && basis().contains("J_z") && basis().contains("+")
                        ? "ISO(2), the little group of a light-like vector along z"
                        : generators.size() == 1
                                ? "a group of one parameter"
                                : "a group of " + generators.size() + " parameters";
        };
    }
}
