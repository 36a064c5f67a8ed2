package rapidity.matrixelement;

/// The colour-ordered currents J(s; h) of every sequence s of gluons in every polarisation state h (four real numbers
/// each, because the polarisation vectors are real), from shorter ones (Berends-Giele recursion):
///
/// ```
/// J(i)  = eps_i                                                             one gluon
/// J(s)  = 1/P_s^2 ( T3(s) + T4(s) )                                         P_s: sum of the momenta of s
/// T3(s) = 1/sqrt2 sum_{s=ab}  [ (J_a.J_b)(P_a - P_b) + 2 (P_b.J_a) J_b - 2 (P_a.J_b) J_a ]
/// T4(s) =         sum_{s=abc} [ (J_a.J_c) J_b - 1/2 (J_a.J_b) J_c - 1/2 (J_b.J_c) J_a ]
/// ```
///
/// It is calculated in the form that current conservation, P_s.J(s) = 0, and D(s) = sum_{s=ab} J_a.J_b, kept with each
/// sequence, allow:
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
    static final double SQRT2 = Math.sqrt(2);
    static final double INVERSE_SQRT2 = 1 / SQRT2;

    /// J(s; h) at 4 * (firstSlot(s) + h).
    final double[] current;
    /// P of every set of gluons, at 4 * set.
    final double[] momentum;

    private final GluonSequences sequences;
    private final double[] kept;
    private final double[] ofSecond;
    private final double[] ofFirst;
    private final double[] sum = new double[5];

    GluonCurrents(GluonSequences sequences) {
        this.sequences = sequences;
        current = new double[4 * sequences.slots()];
        kept = new double[sequences.slots()];
        momentum = new double[4 << sequences.gluons()];
        ofSecond = new double[(sequences.gluons() + 1) << sequences.gluons()];
        ofFirst = new double[(sequences.gluons() + 1) << sequences.gluons()];
    }

    /// Starts a point: momenta of all sets and both polarisation vectors of each gluon.
    void start(double[] momenta, int firstGluon) {
        int gluons = sequences.gluons();
        for (int set = 1; set < 1 << gluons; set++) {
            int gluon = Integer.numberOfTrailingZeros(set);
            int rest = 4 * (set & (set - 1));
            for (int mu = 0; mu < 4; mu++) {
                momentum[4 * set + mu] = momentum[rest + mu] + momenta[firstGluon + 4 * gluon + mu];
            }
        }
        for (int gluon = 0; gluon < gluons; gluon++) {
            int slot = 4 * sequences.firstSlot(1 + gluon);
            Polarization.transverse(momenta, firstGluon + 4 * gluon, current, slot);
        }
    }

    /// 1/P^2 of a set of gluons.
    double propagator(int set) {
        double p0 = momentum[4 * set];
        double p1 = momentum[4 * set + 1];
        double p2 = momentum[4 * set + 2];
        double p3 = momentum[4 * set + 3];
        return 1 / (p0 * p0 - p1 * p1 - p2 * p2 - p3 * p3);
    }

    /// Calculates J(s) and its mirror image, all states, from the currents of the parts of s.
    void recurse(int s) {
        int length = sequences.length(s);
        int at = 4 * sequences.set(s);
        double p0 = momentum[at];
        double p1 = momentum[at + 1];
        double p2 = momentum[at + 2];
        double p3 = momentum[at + 3];
        double propagator = propagator(sequences.set(s));
        int[] slots = sequences.partSlots(s);
        int[] prefixSet = sequences.prefixSets(s);
        project(slots, length, at);
        double reflection = (length & 1) == 0 ? -1 : 1;
        int mirrorSlot = sequences.firstSlot(sequences.mirror(s));
        for (int h = 0; h < 1 << length; h++) {
            pairs(slots, prefixSet, length, h);
            triples(slots, length, h);
            double half = INVERSE_SQRT2 * sum[4];
            double j0 = propagator * (sum[0] - half * p0);
            double j1 = propagator * (sum[1] - half * p1);
            double j2 = propagator * (sum[2] - half * p2);
            double j3 = propagator * (sum[3] - half * p3);
            int mirrored = mirrorSlot + GluonSequences.mirrorState(h, length);
            store(mirrored, reflection * j0, reflection * j1, reflection * j2, reflection * j3, -reflection * sum[4]);
            store(slots[length] + h, j0, j1, j2, j3, sum[4]);
        }
    }

    private void store(int slot, double j0, double j1, double j2, double j3, double d) {
        current[4 * slot] = j0;
        current[4 * slot + 1] = j1;
        current[4 * slot + 2] = j2;
        current[4 * slot + 3] = j3;
        kept[slot] = d;
    }

    /// For every cut s = ab what multiplies J_b, sqrt2 P_s.J_a - D(a)/2, and what multiplies J_a, -sqrt2 P_s.J_b -
    /// D(b)/2. Each has the states of a or b, from `cut << length` on.
    private void project(int[] slots, int length, int at) {
        for (int cut = 1; cut < length; cut++) {
            project(slots[cut], 1 << cut, at, SQRT2, ofSecond, cut << length);
            project(slots[cut * (length + 1) + length], 1 << (length - cut), at, -SQRT2, ofFirst, cut << length);
        }
    }

    private void project(int slot, int states, int at, double weight, double[] coefficient, int to) {
        double p0 = momentum[at];
        double p1 = momentum[at + 1];
        double p2 = momentum[at + 2];
        double p3 = momentum[at + 3];
        for (int h = 0; h < states; h++) {
            int j = 4 * (slot + h);
            double product = p0 * current[j] - p1 * current[j + 1] - p2 * current[j + 2] - p3 * current[j + 3];
            coefficient[to + h] = weight * product - 0.5 * kept[slot + h];
        }
    }

    /// The sum over s = ab for the state h, and D(s; h).
    private void pairs(int[] slots, int[] prefixSet, int length, int h) {
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        double t3 = 0;
        double d = 0;
        for (int cut = 1; cut < length; cut++) {
            int low = h & ((1 << cut) - 1);
            int high = h >> cut;
            int a = 4 * (slots[cut] + low);
            int b = 4 * (slots[cut * (length + 1) + length] + high);
            double product = dot(a, b);
            d += product;
            product *= SQRT2;
            int p = 4 * prefixSet[cut];
            double second = ofSecond[(cut << length) + low];
            double first = ofFirst[(cut << length) + high];
            t0 += product * momentum[p] + second * current[b] + first * current[a];
            t1 += product * momentum[p + 1] + second * current[b + 1] + first * current[a + 1];
            t2 += product * momentum[p + 2] + second * current[b + 2] + first * current[a + 2];
            t3 += product * momentum[p + 3] + second * current[b + 3] + first * current[a + 3];
        }
        sum[0] = t0;
        sum[1] = t1;
        sum[2] = t2;
        sum[3] = t3;
        sum[4] = d;
    }

    /// The sum over s = abc for the state h.
    private void triples(int[] slots, int length, int h) {
        double t0 = sum[0];
        double t1 = sum[1];
        double t2 = sum[2];
        double t3 = sum[3];
        for (int from = 1; from < length - 1; from++) {
            int a = 4 * (slots[from] + (h & ((1 << from) - 1)));
            for (int to = from + 1; to < length; to++) {
                int b = 4 * (slots[from * (length + 1) + to] + ((h >> from) & ((1 << (to - from)) - 1)));
                double product = dot(a, 4 * (slots[to * (length + 1) + length] + (h >> to)));
                t0 += product * current[b];
                t1 += product * current[b + 1];
                t2 += product * current[b + 2];
                t3 += product * current[b + 3];
            }
        }
        sum[0] = t0;
        sum[1] = t1;
        sum[2] = t2;
        sum[3] = t3;
    }

    private double dot(int a, int b) {
        return current[a] * current[b]
                - current[a + 1] * current[b + 1]
                - current[a + 2] * current[b + 2]
                - current[a + 3] * current[b + 3];
    }
}
