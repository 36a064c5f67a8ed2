package rapidity.matrixelement;

import rapidity.kinematics.Angles;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.LorentzTransformation;
import rapidity.kinematics.PhaseSpace;
import rapidity.random.RandomStream;

/// Points of q qbar -> Z + n gluons for tests: flat in phase space, all gluons hard and well apart.
final class Points {
    static final double Z_MASS = StandardModel.DEFAULT.zMass();
    private static final double PT_MIN = 20;
    private static final double DELTA_R_MIN = 0.4;

    private Points() {}

    /// A point in the centre-of-mass frame, beams along z.
    static double[] draw(int gluons, double w, RandomStream random) {
        double[] masses = new double[gluons + 1];
        masses[0] = Z_MASS;
        PhaseSpace phaseSpace = PhaseSpace.of(masses);
        double[] p = new double[4 * (gluons + 3)];
        p[0] = w / 2;
        p[3] = w / 2;
        p[4] = w / 2;
        p[7] = -w / 2;
        do {
            phaseSpace.draw(w, random, p, 8);
        } while (!hard(p));
        return p;
    }

    private static boolean hard(double[] p) {
        for (int i = 12; i < p.length; i += 4) {
            FourVector k = vector(p, i);
            boolean apart = k.pt() > PT_MIN;
            for (int j = 12; j < i; j += 4) {
                FourVector l = vector(p, j);
                apart &= Angles.distance(k.eta() - l.eta(), k.phi() - l.phi()) > DELTA_R_MIN;
            }
            if (!apart) {
                return false;
            }
        }
        return true;
    }

    static FourVector vector(double[] p, int at) {
        return new FourVector(p[at], p[at + 1], p[at + 2], p[at + 3]);
    }

    static void set(double[] p, int at, FourVector v) {
        p[at] = v.e();
        p[at + 1] = v.px();
        p[at + 2] = v.py();
        p[at + 3] = v.pz();
    }

    static double[] transformed(LorentzTransformation map, double[] p) {
        double[] q = new double[p.length];
        for (int at = 0; at < p.length; at += 4) {
            set(q, at, map.apply(vector(p, at)));
        }
        return q;
    }

    /// The point with the four-vectors of two particles exchanged.
    static double[] swapped(double[] p, int i, int j) {
        double[] q = p.clone();
        set(q, 4 * i, vector(p, 4 * j));
        set(q, 4 * j, vector(p, 4 * i));
        return q;
    }

    /// Puts the Z on its mass shell for its three-momentum and rebuilds both beams along z from the final state, whose
    /// transverse momenta balance.
    static double[] rebuilt(double[] p) {
        double[] q = p.clone();
        set(q, 8, FourVector.ofMomentum(p[9], p[10], p[11], Z_MASS));
        double plus = 0;
        double minus = 0;
        for (int at = 8; at < q.length; at += 4) {
            plus += (q[at] + q[at + 3]) / 2;
            minus += (q[at] - q[at + 3]) / 2;
        }
        set(q, 0, new FourVector(plus, 0, 0, plus));
        set(q, 4, new FourVector(minus, 0, 0, -minus));
        return q;
    }
}
