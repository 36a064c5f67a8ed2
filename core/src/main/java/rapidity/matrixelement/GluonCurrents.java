package rapidity.matrixelement;

/// The colour-ordered currents J(s; h) of every sequence s of gluons in every polarisation state h (four real numbers each,
/// because the polarisation vectors are real), from shorter ones (Berends-Giele recursion):
///
/// ```
/// J(i)  = eps_i                                                             one gluon
/// J(s)  = 1/P_s^2 ( T3(s) + T4(s) )                                         P_s: sum of the momenta of s
/// T3(s) = 1/sqrt2 sum_{s=ab}  [ (J_a.J_b)(P_a - P_b) + 2 (P_b.J_a) J_b - 2 (P_a.J_b) J_a ]
/// T4(s) =         sum_{s=abc} [ (J_a.J_c) J_b - 1/2 (J_a.J_b) J_c - 1/2 (J_b.J_c) J_a ]
/// ```
///
/// It is calculated in the form that current conservation, P_s.J(s) = 0, and D(s) = sum_{s=ab} J_a.J_b, kept with
/// each sequence, allow:
///
/// ```
/// T3 + T4 = sum_{s=ab} [ sqrt2 (J_a.J_b) P_a + (sqrt2 P_s.J_a - D(a)/2) J_b - (sqrt2 P_s.J_b + D(b)/2) J_a ]
///         - D(s)/sqrt2 P_s + sum_{s=abc} (J_a.J_c) J_b
/// ```
///
/// A sequence read backwards costs nothing: J(mirror of s) = (-1)^(k+1) J(s) with the bits of h reversed too.
///
/// @source F. A. Berends, W. T. Giele, Nucl. Phys. B306 (1988) 759; normalisation of L. Dixon, hep-ph/9601359
final class GluonCurrents {
    private static final double SQRT2 = Math.sqrt(2);

    /// J(s; h) at 4 * (firstSlot(s) + h).
    final double[] current;
    /// P of every set of gluons, at 4 * set.
    final double[] momentum;

    private final GluonSequences sequences;
    private final double[] kept;
    private final double[] alongFirst;
    private final double[] alongSecond;
    private final double[] sum = new double[5];

    GluonCurrents(GluonSequences sequences) {
        this.sequences = sequences;
        current = new double[4 * sequences.slots()];
        kept = new double[sequences.slots()];
        momentum = new double[4 << sequences.gluons()];
        alongFirst = new double[(sequences.gluons() + 1) << sequences.gluons()];
        alongSecond = new double[(sequences.gluons() + 1) << sequences.gluons()];
    }

    /// Starts a point: momenta of all sets and both polarisation vectors of each gluon.
    void start(double[] momenta, int firstGluon) {
        int gluons = sequences.gluons();
        for (int set = 1; set < 1 << gluons; set++) {
            int gluon = Integer.numberOfTrailingZeros(set);
            int rest = 4 * (set & set - 1);
            for (int mu = 0; mu < 4; mu++) {
                momentum[4 * set + mu] = momentum[rest + mu] + momenta[firstGluon + 4 * gluon + mu];
            }
        }
        for (int gluon = 0; gluon < gluons; gluon++) {
            int slot = 4 * sequences.firstSlot(1 + gluon);
            Polarization.transverse(momenta, firstGluon + 4 * gluon, current, slot);
        }
    }

    /// Calculates J(s) and its mirror image, all states, from the currents of the parts of s.
    void recurse(int s) {
        int length = sequences.length(s);
        int at = 4 * sequences.set(s);
        double p0 = momentum[at];
        double p1 = momentum[at + 1];
        double p2 = momentum[at + 2];
        double p3 = momentum[at + 3];
        double propagator = 1 / (p0 * p0 - p1 * p1 - p2 * p2 - p3 * p3);
        projections(s, length);
        int slot = sequences.firstSlot(s);
        int mirrorSlot = sequences.firstSlot(sequences.mirror(s));
        double reflection = (length & 1) == 0 ? -1 : 1;
        for (int h = 0; h < 1 << length; h++) {
            pairs(s, length, h);
            triples(s, length, h);
            double half = sum[4] / SQRT2;
            double j0 = propagator * (sum[0] - half * p0);
            double j1 = propagator * (sum[1] - half * p1);
            double j2 = propagator * (sum[2] - half * p2);
            double j3 = propagator * (sum[3] - half * p3);
            int mirrored = mirrorSlot + GluonSequences.mirrorState(h, length);
            store(mirrored, reflection * j0, reflection * j1, reflection * j2, reflection * j3, -reflection * sum[4]);
            store(slot + h, j0, j1, j2, j3, sum[4]);
        }
    }

    private void store(int slot, double j0, double j1, double j2, double j3, double d) {
        current[4 * slot] = j0;
        current[4 * slot + 1] = j1;
        current[4 * slot + 2] = j2;
        current[4 * slot + 3] = j3;
        kept[slot] = d;
    }

    /// For every cut s = ab: sqrt2 P_s.J_a - D(a)/2 and sqrt2 P_s.J_b + D(b)/2, for the states of a and of b.
    private void projections(int s, int length) {
        for (int cut = 1; cut < length; cut++) {
            int a = sequences.part(s, 0, cut);
            int b = sequences.part(s, cut, length);
            project(a, s, -0.5, alongFirst, cut << length);
            project(b, s, 0.5, alongSecond, cut << length);
        }
    }

    private void project(int part, int s, double weight, double[] along, int to) {
        int at = 4 * sequences.set(s);
        double p0 = momentum[at];
        double p1 = momentum[at + 1];
        double p2 = momentum[at + 2];
        double p3 = momentum[at + 3];
        int slot = sequences.firstSlot(part);
        for (int h = 0; h < sequences.states(part); h++) {
            int j = 4 * (slot + h);
            double product = p0 * current[j] - p1 * current[j + 1] - p2 * current[j + 2] - p3 * current[j + 3];
            along[to + h] = SQRT2 * product + weight * kept[slot + h];
        }
    }

    private void pairs(int s, int length, int h) {
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        double t3 = 0;
        double d = 0;
        for (int cut = 1; cut < length; cut++) {
            int first = sequences.part(s, 0, cut);
            int low = h & (1 << cut) - 1;
            int high = h >> cut;
            int a = 4 * (sequences.firstSlot(first) + low);
            int b = 4 * (sequences.firstSlot(sequences.part(s, cut, length)) + high);
            int p = 4 * sequences.set(first);
            double product = current[a] * current[b]
                    - current[a + 1] * current[b + 1]
                    - current[a + 2] * current[b + 2]
                    - current[a + 3] * current[b + 3];
            d += product;
            product *= SQRT2;
            double ofSecond = alongFirst[(cut << length) + low];
            double ofFirst = alongSecond[(cut << length) + high];
            t0 += product * momentum[p] + ofSecond * current[b] - ofFirst * current[a];
            t1 += product * momentum[p + 1] + ofSecond * current[b + 1] - ofFirst * current[a + 1];
            t2 += product * momentum[p + 2] + ofSecond * current[b + 2] - ofFirst * current[a + 2];
            t3 += product * momentum[p + 3] + ofSecond * current[b + 3] - ofFirst * current[a + 3];
        }
        sum[0] = t0;
        sum[1] = t1;
        sum[2] = t2;
        sum[3] = t3;
        sum[4] = d;
    }

    private void triples(int s, int length, int h) {
        for (int from = 1; from < length - 1; from++) {
            int a = 4 * (sequences.firstSlot(sequences.part(s, 0, from)) + (h & (1 << from) - 1));
            for (int to = from + 1; to < length; to++) {
                int middle = h >> from & (1 << to - from) - 1;
                int b = 4 * (sequences.firstSlot(sequences.part(s, from, to)) + middle);
                int c = 4 * (sequences.firstSlot(sequences.part(s, to, length)) + (h >> to));
                double product = current[a] * current[c]
                        - current[a + 1] * current[c + 1]
                        - current[a + 2] * current[c + 2]
                        - current[a + 3] * current[c + 3];
                sum[0] += product * current[b];
                sum[1] += product * current[b + 1];
                sum[2] += product * current[b + 2];
                sum[3] += product * current[b + 3];
            }
        }
    }
}
