package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ModifiedBesselTest {
    /// What the von Mises distribution is promised.
    private static final double RELATIVE = 1e-14;

    /// k, ln I0(k) - k, I1(k) / I0(k) of mpmath 1.3 with 40 digits, which are those of
    /// `numpy.log(scipy.special.i0e(k))` and `scipy.special.i1e(k) / scipy.special.i0e(k)` to their rounding:
    ///
    /// ```
    /// mp.dps = 40; mp.log(mp.besseli(0, k)), mp.besseli(1, k) / mp.besseli(0, k)
    /// ```
    private static final double[][] GOLDEN = {
        {1e-8, -9.9999999750000002e-9, 5.0e-9},
        {4.5399929762484854e-05, -4.5399414474079311e-5, 2.2699964875393913e-5},
        {0.001, -0.00099975000001562502, 0.00049999993750001043},
        {0.1, -0.097501560766123762, 0.049937603987938922},
        {0.5, -0.4384502808145187, 0.24249961258080195},
        {1.0, -0.76408564149282135, 0.44638996589653451},
        {2.5, -1.309161328803972, 0.76499674758880992},
        {7.0, -1.8725070849171512, 0.92553221079415218},
        {15.0, -2.2643308905230937, 0.96606956398650812},
        {19.9, -2.407850181378648, 0.9745414658579312},
        {20.0, -2.4103895717557257, 0.97467050788980713},
        {20.1, -2.4129161232110203, 0.97479824759824659},
        {35.0, -2.6929885245147615, 0.98560919093126831},
        {100.0, -3.2202673100574163, 0.99498737300516877},
        {148.4131591025766, -3.4180934322063636, 0.99662531286313572},
        {10000.0, -5.524096218567699, 0.99994999874987498},
        {1e9, -11.280571451552878, 0.9999999995},
    };

    @Test
    void logarithmsAndTheirDerivativeAreThoseOfManyDigits() {
        for (double[] row : GOLDEN) {
            double k = row[0];
            double[] found = {ModifiedBessel.logScaledI0(k), ModifiedBessel.ratio(k)};
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i] / row[i + 1]).as("number %d at %s", i, k).isCloseTo(1, within(RELATIVE));
            }
        }
    }

    @Test
    void nothingOverflowsAndZeroHasItsLimits() {
        assertThat(ModifiedBessel.logScaledI0(0)).isZero();
        assertThat(ModifiedBessel.ratio(0)).isZero();
        assertThat(ModifiedBessel.logScaledI0(1e300) / (-0.5 * Math.log(2 * Math.PI * 1e300)))
                .isCloseTo(1, within(RELATIVE));
        assertThat(ModifiedBessel.ratio(1e300)).isEqualTo(1);
    }
}
