package rapidity.matrixelement;

import java.util.ArrayList;
import java.util.List;

/// The partial amplitudes once more, slow and close to the textbook: polarisations are given, sequences are lists,
/// every product is written as it stands in the recursion, the Z is emitted on the way and not in the middle. Nothing
/// is shared with the fast code. The sign of the quark-gluon vertex and the gluons' self-coupling can be changed.
final class SlowRecursion {
    private final double[] p;
    private final double[][] gluon;
    private final double[] z;
    private final double vertex;
    private final boolean selfCoupling;

    /// @param gluon polarisation vector of each gluon
    /// @param z polarisation vector of the Z
    SlowRecursion(double[] momenta, double[][] gluon, double[] z, double vertex, boolean selfCoupling) {
        p = momenta;
        this.gluon = gluon;
        this.z = z;
        this.vertex = vertex;
        this.selfCoupling = selfCoupling;
    }

    /// A(sigma), re and im.
    double[] amplitude(List<Integer> sigma) {
        double[] chi = spinor(vector(4));
        double[] x = afterZ(sigma);
        return new double[] {
            chi[0] * x[0] + chi[1] * x[1] + chi[2] * x[2] + chi[3] * x[3],
            chi[0] * x[1] - chi[1] * x[0] + chi[2] * x[3] - chi[3] * x[2]
        };
    }

    private double[] afterZ(List<Integer> s) {
        double[] x = bar(z, beforeZ(s));
        for (int cut = 0; cut < s.size(); cut++) {
            List<Integer> a = s.subList(0, cut);
            double[] q = minus(minus(vector(0), sum(a)), vector(8));
            double[] psi = til(q, afterZ(a));
            x = plus(x, bar(current(s.subList(cut, s.size())), psi), vertex / dot(q, q));
        }
        return x;
    }

    private double[] beforeZ(List<Integer> s) {
        if (s.isEmpty()) {
            return spinor(vector(0));
        }
        double[] psi = new double[4];
        for (int cut = 0; cut < s.size(); cut++) {
            psi = plus(psi, bar(current(s.subList(cut, s.size())), beforeZ(s.subList(0, cut))), vertex);
        }
        double[] q = minus(vector(0), sum(s));
        return plus(new double[4], til(q, psi), 1 / dot(q, q));
    }

    double[] current(List<Integer> s) {
        if (s.size() == 1) {
            return gluon[s.get(0)];
        }
        double[] t = new double[4];
        for (int i = 1; selfCoupling && i < s.size(); i++) {
            List<Integer> a = s.subList(0, i);
            List<Integer> rest = s.subList(i, s.size());
            double[] ja = current(a);
            double[] jb = current(rest);
            t = plus(t, minus(sum(a), sum(rest)), dot(ja, jb) / Math.sqrt(2));
            t = plus(t, jb, 2 * dot(sum(rest), ja) / Math.sqrt(2));
            t = plus(t, ja, -2 * dot(sum(a), jb) / Math.sqrt(2));
            for (int j = i + 1; j < s.size(); j++) {
                double[] middle = current(s.subList(i, j));
                double[] jc = current(s.subList(j, s.size()));
                t = plus(t, middle, dot(ja, jc));
                t = plus(t, jc, -0.5 * dot(ja, middle));
                t = plus(t, ja, -0.5 * dot(middle, jc));
            }
        }
        return plus(new double[4], t, 1 / dot(sum(s), sum(s)));
    }

    private double[] vector(int at) {
        return new double[] {p[at], p[at + 1], p[at + 2], p[at + 3]};
    }

    double[] sum(List<Integer> s) {
        double[] sum = new double[4];
        for (int g : s) {
            sum = plus(sum, vector(12 + 4 * g), 1);
        }
        return sum;
    }

    static double dot(double[] a, double[] b) {
        return a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3];
    }

    private static double[] plus(double[] a, double[] b, double c) {
        return new double[] {a[0] + c * b[0], a[1] + c * b[1], a[2] + c * b[2], a[3] + c * b[3]};
    }

    private static double[] minus(double[] a, double[] b) {
        return plus(a, b, -1);
    }

    /// (v0 + v.sigma) psi
    private static double[] bar(double[] v, double[] psi) {
        return new double[] {
            (v[0] + v[3]) * psi[0] + v[1] * psi[2] + v[2] * psi[3],
            (v[0] + v[3]) * psi[1] + v[1] * psi[3] - v[2] * psi[2],
            (v[0] - v[3]) * psi[2] + v[1] * psi[0] - v[2] * psi[1],
            (v[0] - v[3]) * psi[3] + v[1] * psi[1] + v[2] * psi[0]
        };
    }

    /// (v0 - v.sigma) psi
    private static double[] til(double[] v, double[] psi) {
        return bar(new double[] {v[0], -v[1], -v[2], -v[3]}, psi);
    }

    private static double[] spinor(double[] p) {
        double r = Math.sqrt(p[0] + Math.abs(p[3]));
        return p[3] >= 0 ? new double[] {-p[1] / r, p[2] / r, r, 0} : new double[] {r, 0, -p[1] / r, -p[2] / r};
    }

    /// All orders of 0..n-1.
    static List<List<Integer>> orderings(int n) {
        if (n == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (List<Integer> shorter : orderings(n - 1)) {
            for (int place = 0; place < n; place++) {
                List<Integer> longer = new ArrayList<>(shorter);
                longer.add(place, n - 1);
                all.add(List.copyOf(longer));
            }
        }
        return all;
    }
}
