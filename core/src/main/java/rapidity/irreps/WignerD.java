package rapidity.irreps;

import java.math.BigInteger;

/// The matrices by which the irreps of the Lorentz group transform, in canonical bases: `z -> D z`, and
///
/// ```
/// D(M N) = D(M) D(N)
/// ```
public final class WignerD {
    private WignerD() {}

    /// The matrix of an irrep.
    ///
    /// ```
    /// D^(k,n)(M) = H [ S^k(M) (x) S^n((M^+)^-1) ] H^T         H couples (k,0) and (0,n)
    /// ```
    ///
    /// For `M` of Euler angles the second factor is the conjugate of `S^n` at the angles (-alpha, beta, -gamma).
    ///
    /// @source Bogatskiy et al., arXiv:2006.04780, App. A
    public static ComplexMatrix of(Irrep irrep, SpinTransformation m) {
        ComplexMatrix h = ClebschGordan.of(new Irrep(irrep.k(), 0), new Irrep(0, irrep.n()), irrep)
                .matrix();
        ComplexMatrix factors =
                spin(irrep.k(), m).kronecker(spin(irrep.n(), m.adjoint().inverse()));
        return h.times(factors).times(h.adjoint());
    }

    /// The matrix S of a spin, given twice: that of the symmetric products of so many spins 1/2. For rotations it is
    /// Wigner's D matrix, and for Euler angles `diag(exp(i alpha m)) d(beta) diag(exp(i gamma m))`.
    ///
    /// ```
    /// M = [ a  b ]        S[r, s] = sqrt( C(2j, s) / C(2j, r) ) sum over u of
    ///     [ c  d ]              C(2j - s, r - u) C(s, u) a^(2j-s-r+u) c^(r-u) b^(s-u) d^u
    /// ```
    ///
    /// Rows r and columns s count projections from -j.
    static ComplexMatrix spin(int twice, SpinTransformation m) {
        return ComplexMatrix.of(twice + 1, twice + 1, (r, s) -> {
            Complex sum = Complex.ZERO;
            for (int u = Math.max(0, r + s - twice); u <= Math.min(r, s); u++) {
                BigInteger ways = SpinCoupling.binomial(twice - s, r - u).multiply(SpinCoupling.binomial(s, u));
                Complex product = m.entry(0, 0)
                        .pow(twice - s - r + u)
                        .times(m.entry(1, 0).pow(r - u))
                        .times(m.entry(0, 1).pow(s - u))
                        .times(m.entry(1, 1).pow(u));
                sum = sum.plus(product.times(ways.doubleValue()));
            }
            double columns = SpinCoupling.binomial(twice, s).doubleValue();
            double rows = SpinCoupling.binomial(twice, r).doubleValue();
            return sum.times(Math.sqrt(columns / rows));
        });
    }
}
