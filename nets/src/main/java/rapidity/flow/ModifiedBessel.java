package rapidity.flow;

/// The modified Bessel functions I0 and I1 of an argument k >= 0, as far as the von Mises distribution needs them:
/// never overflowing, with a relative accuracy of some units in the last place.
///
/// ```
/// I_n(k) = (k/2)^n sum_j (k^2/4)^j / (j! (j + n)!)                                          k below 20
/// I_n(k) = e^k / sqrt(2 pi k) sum_j prod_(i = 1 .. j) ((2i - 1)^2 - 4n^2) / (8 k i)         from there on
/// ```
///
/// All terms of I0 are positive, so nothing cancels. The second series diverges in the end, but at k = 20 its smallest
/// term is 4e-18.
///
/// @source Abramowitz, Stegun, Handbook of Mathematical Functions, 9.6.10 and 9.7.1
final class ModifiedBessel {
    private static final double LARGE = 20;
    private static final double NEGLIGIBLE = 0x1p-56;

    private ModifiedBessel() {}

    /// `ln I0(k) - k`.
    static double logScaledI0(double k) {
        return k < LARGE ? Math.log1p(rest(0, k)) - k : Math.log1p(restAtLarge(0, k)) - 0.5 * Math.log(2 * Math.PI * k);
    }

    /// `I1(k) / I0(k)`, the derivative of `ln I0(k)`.
    static double ratio(double k) {
        return k < LARGE
                ? 0.5 * k * (1 + rest(1, k)) / (1 + rest(0, k))
                : (1 + restAtLarge(1, k)) / (1 + restAtLarge(0, k));
    }

    /// The sum of the first series without its first term.
    private static double rest(int order, double k) {
        double sum = 0;
        double term = 1;
        for (int j = 1; term > NEGLIGIBLE * sum; j++) {
            term *= 0.25 * k * k / (j * (j + order));
            sum += term;
        }
        return sum;
    }

    /// The sum of the second series without its first term.
    private static double restAtLarge(int order, double k) {
        double sum = 0;
        double term = 1;
        for (int j = 1; Math.abs(term) > NEGLIGIBLE; j++) {
            term *= ((2 * j - 1) * (2 * j - 1) - 4 * order) / (8 * k * j);
            sum += term;
        }
        return sum;
    }
}
