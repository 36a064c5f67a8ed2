package rapidity.sampling;

import rapidity.matrixelement.QuarkFlavour;
import rapidity.matrixelement.StandardModel;

/// A cheap stand-in B for abs(M)^2 of q qbar -> Z + n gluons. It equals it for n = 1 and has all soft limits right at
/// leading colour, and so makes a good density of points for exact labels:
///
/// ```
/// B   = g^(2n) kappa / (36 n!) 8 (8/3)^(n-1) 1/2 [ (2 p_q.p_Z)^2 + (2 p_qb.p_Z)^2 ] E_n
/// E_n = sum over orderings of 1 / [ (p_q.k_1)(k_1.k_2) .. (k_n.p_qb) ]
/// ```
///
/// E_n needs no list of orderings: T({j}, j) = 1/(p_q.k_j), T(K, j) = sum_{i in K} T(K without j, i)/(k_i.k_j), and E_n
/// = sum_j T(all, j)/(k_j.p_qb).
///
/// Keeps the arrays of a calculation: one for each thread.
public final class LeadingColourDensity {
    private final int gluons;
    private final double factor;
    private final double[] inverse;
    private final double[] chain;

    /// @throws IllegalArgumentException if there is no gluon
    public LeadingColourDensity(int gluons, QuarkFlavour flavour, StandardModel model) {
        if (gluons < 1) {
            throw new IllegalArgumentException("expected at least one gluon, got " + gluons);
        }
        this.gluons = gluons;
        double value = model.kappa(flavour) / 36 * 3 / 2;
        for (int i = 1; i <= gluons; i++) {
            value *= 4 * Math.PI * model.alphaS() * 8 / 3 / i;
        }
        factor = value;
        inverse = new double[gluons * gluons];
        chain = new double[gluons * (1 << gluons)];
    }

    /// B of the event `[q, qbar, Z, g1..gn]` whose momenta begin at `momenta[offset]`, in GeV^(2-2n).
    public double value(double[] momenta, int offset) {
        double quark = 2 * dot(momenta, offset, offset + 8);
        double antiquark = 2 * dot(momenta, offset + 4, offset + 8);
        return factor * (quark * quark + antiquark * antiquark) * orderings(momenta, offset);
    }

    private double orderings(double[] p, int offset) {
        int first = offset + 12;
        for (int i = 0; i < gluons; i++) {
            chain[gluons * (1 << i) + i] = 1 / dot(p, offset, first + 4 * i);
            for (int j = 0; j < i; j++) {
                double product = 1 / dot(p, first + 4 * i, first + 4 * j);
                inverse[gluons * i + j] = product;
                inverse[gluons * j + i] = product;
            }
        }
        for (int set = 3; set < 1 << gluons; set++) {
            if ((set & (set - 1)) != 0) {
                extend(set);
            }
        }
        double sum = 0;
        int all = gluons * ((1 << gluons) - 1);
        for (int j = 0; j < gluons; j++) {
            sum += chain[all + j] / dot(p, first + 4 * j, offset + 4);
        }
        return sum;
    }

    /// T(set, j) for all j in a set of two or more.
    private void extend(int set) {
        for (int last = set; last != 0; last &= last - 1) {
            int j = Integer.numberOfTrailingZeros(last);
            int shorter = set ^ (1 << j);
            double sum = 0;
            for (int rest = shorter; rest != 0; rest &= rest - 1) {
                int i = Integer.numberOfTrailingZeros(rest);
                sum += chain[gluons * shorter + i] * inverse[gluons * i + j];
            }
            chain[gluons * set + j] = sum;
        }
    }

    private static double dot(double[] p, int a, int b) {
        return p[a] * p[b] - p[a + 1] * p[b + 1] - p[a + 2] * p[b + 2] - p[a + 3] * p[b + 3];
    }
}
