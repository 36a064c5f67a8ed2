package rapidity.matrixelement;

/// The left-handed line of a massless quark that has emitted the gluons of a sequence s: one two-component spinor psi(s; h)
/// (re, im, re, im) for each polarisation state h,
///
/// ```
/// psi()  = chi(p)                                       bar(p) chi = 0, chi^+ chi = 2E
/// psi(s) = til(Q)/Q^2 sum_{s=ab} S bar(J_b) psi(a)      Q = p - P_s, b not empty, a may be empty
/// ```
///
/// with bar(v) = v0 + v.sigma, til(v) = v0 - v.sigma. The sequence runs from the quark outwards, and then S = +1/sqrt2;
/// with the other sign every result with two gluons or more is wrong and the gauge test fails.
final class QuarkLine {
    /// S, the vertex of a quark and a gluon in the normalisation of the currents.
    static final double VERTEX = 1 / Math.sqrt(2);

    /// psi(s; h) at 4 * (firstSlot(s) + h).
    final double[] spinor;

    private final GluonSequences sequences;
    private final double vertex;
    private double e;
    private double px;
    private double py;
    private double pz;

    QuarkLine(GluonSequences sequences, double vertex) {
        this.sequences = sequences;
        this.vertex = vertex;
        spinor = new double[4 * sequences.slots()];
    }

    /// Starts a point with the spinor chi(p) of the incoming quark or antiquark; of its two forms the one whose root does not
    /// cancel.
    void start(double[] momenta, int at) {
        e = momenta[at];
        px = momenta[at + 1];
        py = momenta[at + 2];
        pz = momenta[at + 3];
        double root = Math.sqrt(e + Math.abs(pz));
        if (pz >= 0) {
            store(0, -px / root, py / root, root, 0);
        } else {
            store(0, root, 0, -px / root, -py / root);
        }
    }

    private void store(int slot, double re0, double im0, double re1, double im1) {
        spinor[4 * slot] = re0;
        spinor[4 * slot + 1] = im0;
        spinor[4 * slot + 2] = re1;
        spinor[4 * slot + 3] = im1;
    }

    /// Calculates psi(s) for all states from the spinors of shorter sequences and the currents of the parts of s.
    void recurse(int s, GluonCurrents gluons) {
        int length = sequences.length(s);
        int at = 4 * sequences.set(s);
        double q0 = e - gluons.momentum[at];
        double q1 = px - gluons.momentum[at + 1];
        double q2 = py - gluons.momentum[at + 2];
        double q3 = pz - gluons.momentum[at + 3];
        double scale = vertex / (q0 * q0 - q1 * q1 - q2 * q2 - q3 * q3);
        q0 *= scale;
        q1 *= scale;
        q2 *= scale;
        q3 *= scale;
        double[] j = gluons.current;
        int slot = sequences.firstSlot(s);
        for (int h = 0; h < 1 << length; h++) {
            double re0 = 0;
            double im0 = 0;
            double re1 = 0;
            double im1 = 0;
            for (int cut = 0; cut < length; cut++) {
                int a = 4 * (sequences.firstSlot(sequences.part(s, 0, cut)) + (h & (1 << cut) - 1));
                int b = 4 * (sequences.firstSlot(sequences.part(s, cut, length)) + (h >> cut));
                double plus = j[b] + j[b + 3];
                double minus = j[b] - j[b + 3];
                re0 += plus * spinor[a] + j[b + 1] * spinor[a + 2] + j[b + 2] * spinor[a + 3];
                im0 += plus * spinor[a + 1] + j[b + 1] * spinor[a + 3] - j[b + 2] * spinor[a + 2];
                re1 += minus * spinor[a + 2] + j[b + 1] * spinor[a] - j[b + 2] * spinor[a + 1];
                im1 += minus * spinor[a + 3] + j[b + 1] * spinor[a + 1] + j[b + 2] * spinor[a];
            }
            store(
                    slot + h,
                    (q0 - q3) * re0 - q1 * re1 - q2 * im1,
                    (q0 - q3) * im0 - q1 * im1 + q2 * re1,
                    (q0 + q3) * re1 - q1 * re0 + q2 * im0,
                    (q0 + q3) * im1 - q1 * im0 - q2 * re0);
        }
    }
}
