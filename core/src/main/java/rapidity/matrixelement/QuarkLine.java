package rapidity.matrixelement;

/// One half of the left-handed line of massless quarks, from the incoming quark or from the incoming antiquark up to
/// the Z: a two-component spinor (re, im, re, im) for each sequence s of emitted gluons and each polarisation state h,
///
/// ```
/// psi() = chi(p_q)     psi(s) =  til(Q)/Q^2 sum_{s=ab} S bar(J_b) psi(a)     Q = p_q  - P_s    from the quark
/// phi() = chi(p_qb)    phi(s) = -til(Q)/Q^2 sum_{s=ab} S bar(J_a) phi(b)     Q = p_qb - P_s    from the antiquark
/// ```
///
/// with bar(v) = v0 + v.sigma, til(v) = v0 - v.sigma, chi(p) the solution of bar(p) chi = 0 with chi^+ chi = 2E, and
/// the block of gluons that is emitted last (J_b, J_a) not empty. Sequences run from the quark outwards to the
/// antiquark, and then S = +1/sqrt2; with the other sign every result with two gluons or more is wrong and the gauge
/// test fails.
final class QuarkLine {
    /// S, the vertex of a quark and a gluon in the normalisation of the currents.
    static final double VERTEX = 1 / Math.sqrt(2);

    /// psi(s; h) or phi(s; h) at 4 * (firstSlot(s) + h).
    final double[] spinor;

    private final GluonSequences sequences;
    private final End end;
    private final double vertex;
    private double e;
    private double px;
    private double py;
    private double pz;
    private double qMinus;
    private double qPlus;
    private double q1;
    private double q2;

    /// Where the line begins.
    enum End {
        QUARK,
        ANTIQUARK
    }

    QuarkLine(GluonSequences sequences, End end, double vertex) {
        this.sequences = sequences;
        this.end = end;
        this.vertex = end == End.QUARK ? vertex : -vertex;
        spinor = new double[4 * sequences.slots()];
    }

    /// Starts a point with the spinor chi(p) of the incoming particle; of its two forms the one whose root does not
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

    /// Calculates the spinors of s in all states from those of shorter sequences and the currents of the parts of s.
    void recurse(int s, GluonCurrents gluons) {
        propagate(gluons.momentum, 4 * sequences.set(s));
        int length = sequences.length(s);
        int[] slots = sequences.partSlots(s);
        double[] j = gluons.current;
        boolean fromQuark = end == End.QUARK;
        int firstCut = fromQuark ? 0 : 1;
        for (int h = 0; h < 1 << length; h++) {
            double re0 = 0;
            double im0 = 0;
            double re1 = 0;
            double im1 = 0;
            for (int cut = firstCut; cut < firstCut + length; cut++) {
                int prefix = 4 * (slots[cut] + (h & ((1 << cut) - 1)));
                int suffix = 4 * (slots[cut * (length + 1) + length] + (h >> cut));
                int a = fromQuark ? prefix : suffix;
                int b = fromQuark ? suffix : prefix;
                double jPlus = j[b] + j[b + 3];
                double jMinus = j[b] - j[b + 3];
                re0 += jPlus * spinor[a] + j[b + 1] * spinor[a + 2] + j[b + 2] * spinor[a + 3];
                im0 += jPlus * spinor[a + 1] + j[b + 1] * spinor[a + 3] - j[b + 2] * spinor[a + 2];
                re1 += jMinus * spinor[a + 2] + j[b + 1] * spinor[a] - j[b + 2] * spinor[a + 1];
                im1 += jMinus * spinor[a + 3] + j[b + 1] * spinor[a + 1] + j[b + 2] * spinor[a];
            }
            store(
                    slots[length] + h,
                    qMinus * re0 - q1 * re1 - q2 * im1,
                    qMinus * im0 - q1 * im1 + q2 * re1,
                    qPlus * re1 - q1 * re0 + q2 * im0,
                    qPlus * im1 - q1 * im0 - q2 * re0);
        }
    }

    /// The propagator times the vertex, S Q/Q^2, for the set of gluons whose momentum is at `momentum[at]`.
    void propagate(double[] momentum, int at) {
        double q0 = e - momentum[at];
        q1 = px - momentum[at + 1];
        q2 = py - momentum[at + 2];
        double q3 = pz - momentum[at + 3];
        double scale = vertex / (q0 * q0 - q1 * q1 - q2 * q2 - q3 * q3);
        qMinus = scale * (q0 - q3);
        qPlus = scale * (q0 + q3);
        q1 *= scale;
        q2 *= scale;
    }

    /// What [#propagate] calculated: Q0-Q3, Q0+Q3, Q1, Q2, each times S/Q^2.
    double propagator(int component) {
        return switch (component) {
            case 0 -> qMinus;
            case 1 -> qPlus;
            case 2 -> q1;
            default -> q2;
        };
    }
}
