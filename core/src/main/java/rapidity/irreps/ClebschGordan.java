package rapidity.irreps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The coefficients that couple two irreps of the Lorentz group to a third one, in canonical bases:
///
/// ```
/// z[q] = sum over q1, q2 of  H[q, q1, q2] z1[q1] z2[q2]
///
/// H[q, q1, q2] = sum over a, b, d, g, e, h of
///     T(k,n)[a, b, q] c(k1,k2,k)[d, e, a] c(n1,n2,n)[g, h, b] T(k1,n1)[d, g, q1] T(k2,n2)[e, h, q2]
/// ```
///
/// where c are the coefficients of SU(2) and T(k,n) those that couple k/2 and n/2 to the spins of the canonical basis.
/// All are real. Few are not zero, and only those are kept: 61 of 169 for the irreps of scalars and vectors, 2022 of
/// 10609 for all with k and n below 3. They are derived when they are asked for.
///
/// @source Bogatskiy et al., arXiv:2006.04780, Sec. 3
public final class ClebschGordan {
    private final Irrep first;
    private final Irrep second;
    private final Irrep result;
    private final List<Term> terms;

    /// A coefficient that is not zero.
    ///
    /// @param row component of the result
    /// @param first component of the first factor
    /// @param second component of the second factor
    public record Term(int row, int first, int second, double value) {}

    private ClebschGordan(Irrep first, Irrep second, Irrep result, List<Term> terms) {
        this.first = first;
        this.second = second;
        this.result = result;
        this.terms = List.copyOf(terms);
    }

    /// @throws IllegalArgumentException if the product of the two does not contain the third
    public static ClebschGordan of(Irrep first, Irrep second, Irrep result) {
        if (!first.times(second).contains(result)) {
            throw new IllegalArgumentException(
                    "the product of irreps " + first + " and " + second + " does not contain " + result);
        }
        return new ClebschGordan(first, second, result, new Derivation(first, second, result).terms());
    }

    public Irrep first() {
        return first;
    }

    public Irrep second() {
        return second;
    }

    public Irrep result() {
        return result;
    }

    /// The coefficients that are not zero, by rows, then by components of the first factor.
    public List<Term> terms() {
        return terms;
    }

    /// All coefficients as a matrix: rows are components of the result, columns pairs of components of the factors,
    /// those of the second running fastest.
    public ComplexMatrix matrix() {
        double[][] dense = new double[result.dimension()][first.dimension() * second.dimension()];
        for (Term t : terms) {
            dense[t.row][t.first * second.dimension() + t.second] = t.value;
        }
        return ComplexMatrix.of(dense.length, dense[0].length, (row, column) -> Complex.of(dense[row][column]));
    }

    /// The product of two vectors, complex and bilinear: nothing is conjugated.
    ///
    /// @throws IllegalArgumentException if their lengths are not the dimensions of the irreps
    public Complex[] apply(Complex[] x, Complex[] y) {
        if (x.length != first.dimension() || y.length != second.dimension()) {
            throw new IllegalArgumentException("irreps " + first + " and " + second + " have " + first.dimension()
                    + " and " + second.dimension() + " components, got " + x.length + " and " + y.length);
        }
        Complex[] z = new Complex[result.dimension()];
        Arrays.fill(z, Complex.ZERO);
        for (Term t : terms) {
            z[t.row] = z[t.row].plus(x[t.first].times(y[t.second]).times(t.value));
        }
        return z;
    }

    @Override
    public String toString() {
        return first + "x" + second + "->" + result;
    }

    /// The sums over the projections of the spins k/2 and n/2: since projections add up, two of the six remain.
    private record Derivation(Irrep first, Irrep second, Irrep result, Tables tables) {
        /// Smaller numbers are rounding.
        private static final double ZERO = 1e-13;

        Derivation(Irrep first, Irrep second, Irrep result) {
            this(first, second, result, new Tables(new HashMap<>()));
        }

        List<Term> terms() {
            List<Term> r = new ArrayList<>();
            for (int q = 0; q < result.dimension(); q++) {
                for (int q1 = 0; q1 < first.dimension(); q1++) {
                    for (int q2 = 0; q2 < second.dimension(); q2++) {
                        double value = value(q, q1, q2);
                        if (Math.abs(value) > ZERO) {
                            r.add(new Term(q, q1, q2, value));
                        }
                    }
                }
            }
            return r;
        }

        private double value(int q, int q1, int q2) {
            int m1 = first.projection(q1);
            int m2 = second.projection(q2);
            if (m1 + m2 != result.projection(q)) {
                return 0;
            }
            double[][] inFirst = tables.of(first.k(), first.n(), first.spin(q1));
            double[][] inSecond = tables.of(second.k(), second.n(), second.spin(q2));
            double[][] inResult = tables.of(result.k(), result.n(), result.spin(q));
            double[][] left = tables.of(first.k(), second.k(), result.k());
            double[][] right = tables.of(first.n(), second.n(), result.n());
            double sum = 0;
            for (int d = 0; d <= first.k(); d++) {
                int g = (m1 + first.n() + first.k()) / 2 - d;
                for (int e = 0; e <= second.k(); e++) {
                    int h = (m2 + second.n() + second.k()) / 2 - e;
                    int a = d + e - (first.k() + second.k() - result.k()) / 2;
                    int b = g + h - (first.n() + second.n() - result.n()) / 2;
                    boolean exists = within(g, first.n()) && within(h, second.n());
                    if (exists && within(a, result.k()) && within(b, result.n())) {
                        sum += inResult[a][b] * left[d][e] * right[g][h] * inFirst[d][g] * inSecond[e][h];
                    }
                }
            }
            return sum;
        }

        private static boolean within(int index, int most) {
            return index >= 0 && index <= most;
        }
    }

    /// Coefficients of SU(2), each table derived once.
    private record Tables(Map<List<Integer>, double[][]> known) {
        double[][] of(int j1, int j2, int j) {
            return known.computeIfAbsent(List.of(j1, j2, j), spins -> SpinCoupling.table(j1, j2, j));
        }
    }
}
