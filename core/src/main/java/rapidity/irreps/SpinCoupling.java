package rapidity.irreps;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/// Clebsch-Gordan coefficients of SU(2), with the phases of Condon and Shortley. All spins and projections are given
/// twice, so that they are whole numbers.
///
/// ```
/// <j1 m1 j2 m2 | j m> = sqrt( A ) sum over v of (-1)^v C(j1+j2-j, v) C(j+j1-j2, j1-m1-v) C(j+j2-j1, j2+m2-v)
///
/// A = (2j+1) (j1+m1)! (j1-m1)! (j2+m2)! (j2-m2)! (j+m)! (j-m)!
///     / ( (j1+j2+j+1)! (j1+j2-j)! (j+j1-j2)! (j+j2-j1)! )
/// ```
///
/// The sum and the square are computed in whole numbers: the result is right to its last digits for spins of any size.
///
/// @source Racah 1942, in binomial coefficients C
public final class SpinCoupling {
    private SpinCoupling() {}

    /// One coefficient.
    ///
    /// @return zero where the spins or the projections do not couple
    /// @throws IllegalArgumentException if a projection does not belong to its spin
    public static double coefficient(int j1, int m1, int j2, int m2, int j, int m) {
        requireProjection(j1, m1);
        requireProjection(j2, m2);
        requireProjection(j, m);
        boolean couples = j >= Math.abs(j1 - j2) && j <= j1 + j2 && (j1 + j2 + j) % 2 == 0;
        if (!couples || m1 + m2 != m) {
            return 0;
        }
        BigInteger sum = sum(j1, m1, j2, m2, j);
        BigInteger above = sum.multiply(sum)
                .multiply(BigInteger.valueOf(j + 1L))
                .multiply(both(j1, m1))
                .multiply(both(j2, m2))
                .multiply(both(j, m));
        BigInteger below = factorial((j1 + j2 + j) / 2 + 1)
                .multiply(factorial((j1 + j2 - j) / 2))
                .multiply(factorial((j + j1 - j2) / 2))
                .multiply(factorial((j + j2 - j1) / 2));
        BigDecimal square = new BigDecimal(above).divide(new BigDecimal(below), MathContext.DECIMAL128);
        return sum.signum() * square.sqrt(MathContext.DECIMAL128).doubleValue();
    }

    private static void requireProjection(int j, int m) {
        if (j < 0 || Math.abs(m) > j || (j - m) % 2 != 0) {
            throw new IllegalArgumentException("a spin " + j + "/2 has no projection " + m + "/2");
        }
    }

    private static BigInteger sum(int j1, int m1, int j2, int m2, int j) {
        int n = (j1 + j2 - j) / 2;
        BigInteger r = BigInteger.ZERO;
        for (int v = 0; v <= n; v++) {
            BigInteger term = binomial(n, v)
                    .multiply(binomial((j + j1 - j2) / 2, (j1 - m1) / 2 - v))
                    .multiply(binomial((j + j2 - j1) / 2, (j2 + m2) / 2 - v));
            r = v % 2 == 0 ? r.add(term) : r.subtract(term);
        }
        return r;
    }

    /// `(j + m)! (j - m)!`.
    private static BigInteger both(int j, int m) {
        return factorial((j + m) / 2).multiply(factorial((j - m) / 2));
    }

    static BigInteger binomial(int n, int k) {
        if (k < 0 || k > n) {
            return BigInteger.ZERO;
        }
        BigInteger r = BigInteger.ONE;
        for (int i = 0; i < k; i++) {
            r = r.multiply(BigInteger.valueOf((long) n - i)).divide(BigInteger.valueOf(i + 1L));
        }
        return r;
    }

    private static BigInteger factorial(int n) {
        BigInteger r = BigInteger.ONE;
        for (int i = 2; i <= n; i++) {
            r = r.multiply(BigInteger.valueOf(i));
        }
        return r;
    }

    /// All coefficients of three spins, `[m1 + j1][m2 + j2]`: the third projection follows. Zeros where there is none.
    static double[][] table(int j1, int j2, int j) {
        double[][] r = new double[j1 + 1][j2 + 1];
        for (int a = 0; a <= j1; a++) {
            for (int b = 0; b <= j2; b++) {
                int m1 = 2 * a - j1;
                int m2 = 2 * b - j2;
                r[a][b] = Math.abs(m1 + m2) > j ? 0 : coefficient(j1, m1, j2, m2, j, m1 + m2);
            }
        }
        return r;
    }
}
