package rapidity.matrixelement;

/// [GluonCurrents] for several points side by side.
final class LaneCurrents {
    /// Arrays for each slot: E, x, y, z, E+z, E-z.
    static final int COMPONENTS = 6;

    /// J(s; h) at 6 * (firstSlot(s) + h).
    final double[][] current;
    /// P of every set of gluons, at 4 * set.
    final double[][] momentum;
    /// 1/P^2 of every set of gluons.
    final double[][] propagator;

    private final GluonSequences sequences;
    private final double[][] kept;
    private final double[][] ofSecond;
    private final double[][] ofFirst;
    private final double[][] sum;
    private final double[][] zero;
    private final double[] product;
    private final double[] scaled;

    LaneCurrents(GluonSequences sequences, int lanes) {
        this.sequences = sequences;
        int cuts = (sequences.gluons() + 1) << sequences.gluons();
        current = Lanes.arrays(COMPONENTS * sequences.slots(), lanes);
        momentum = Lanes.arrays(4 << sequences.gluons(), lanes);
        propagator = Lanes.arrays(1 << sequences.gluons(), lanes);
        kept = Lanes.arrays(sequences.slots(), lanes);
        ofSecond = Lanes.arrays(cuts, lanes);
        ofFirst = Lanes.arrays(cuts, lanes);
        sum = Lanes.arrays(5, lanes);
        zero = Lanes.arrays(5, lanes);
        product = new double[lanes];
        scaled = new double[lanes];
    }

    /// Takes the momenta of all sets and the polarisation vectors of one point.
    void start(GluonCurrents point, int lane) {
        for (int i = 4; i < momentum.length; i++) {
            momentum[i][lane] = point.momentum[i];
        }
        for (int set = 1; set < propagator.length; set++) {
            propagator[set][lane] = point.propagator(set);
        }
        for (int gluon = 0; gluon < sequences.gluons(); gluon++) {
            int slot = sequences.firstSlot(1 + gluon);
            for (int state = 0; state < 2; state++) {
                for (int mu = 0; mu < 4; mu++) {
                    current[COMPONENTS * (slot + state) + mu][lane] = point.current[4 * (slot + state) + mu];
                }
            }
        }
    }

    /// Light-cone components of the polarisation vectors.
    void finishStart() {
        for (int gluon = 0; gluon < sequences.gluons(); gluon++) {
            int slot = sequences.firstSlot(1 + gluon);
            lightCone(COMPONENTS * slot);
            lightCone(COMPONENTS * (slot + 1));
        }
    }

    private void lightCone(int j) {
        Lanes.sumAndDifference(current[j + 4], current[j + 5], current[j], current[j + 3]);
    }

    /// As [GluonCurrents#recurse].
    void recurse(int s) {
        int length = sequences.length(s);
        int set = sequences.set(s);
        int[] slots = sequences.partSlots(s);
        for (int cut = 1; cut < length; cut++) {
            project(slots[cut], 1 << cut, 4 * set, GluonCurrents.SQRT2, ofSecond, cut << length);
            int suffix = slots[cut * (length + 1) + length];
            project(suffix, 1 << (length - cut), 4 * set, -GluonCurrents.SQRT2, ofFirst, cut << length);
        }
        int mirrorSlot = sequences.firstSlot(sequences.mirror(s));
        for (int h = 0; h < 1 << length; h++) {
            pairs(slots, sequences.prefixSets(s), length, h);
            triples(slots, length, h);
            store(slots[length] + h, mirrorSlot + GluonSequences.mirrorState(h, length), set, length);
        }
    }

    private void store(int slot, int mirrored, int set, int length) {
        double reflection = (length & 1) == 0 ? -1 : 1;
        double[] half = scaled;
        Lanes.mirror(kept[slot], kept[mirrored], -reflection, sum[4]);
        Lanes.combine(half, GluonCurrents.INVERSE_SQRT2, sum[4], 0, sum[4]);
        int j = COMPONENTS * slot;
        int m = COMPONENTS * mirrored;
        double[] c = propagator[set];
        for (int mu = 0; mu < 4; mu++) {
            Lanes.propagate(current[j + mu], current[m + mu], reflection, c, sum[mu], half, momentum[4 * set + mu]);
        }
        lightCone(j);
        lightCone(m);
    }

    private void project(int slot, int states, int at, double weight, double[][] coefficient, int to) {
        for (int h = 0; h < states; h++) {
            Lanes.dot(product, momentum, at, current, COMPONENTS * (slot + h));
            Lanes.combine(coefficient[to + h], weight, product, -0.5, kept[slot + h]);
        }
    }

    private void pairs(int[] slots, int[] prefixSet, int length, int h) {
        double[][] start = zero;
        for (int cut = 1; cut < length; cut++) {
            int low = h & ((1 << cut) - 1);
            int high = h >> cut;
            int a = COMPONENTS * (slots[cut] + low);
            int b = COMPONENTS * (slots[cut * (length + 1) + length] + high);
            int p = 4 * prefixSet[cut];
            Lanes.dot(product, current, a, current, b);
            Lanes.addAndScale(sum[4], start[4], scaled, GluonCurrents.SQRT2, product);
            double[] second = ofSecond[(cut << length) + low];
            double[] first = ofFirst[(cut << length) + high];
            for (int mu = 0; mu < 4; mu++) {
                double[] jb = current[b + mu];
                Lanes.addProducts(sum[mu], start[mu], scaled, momentum[p + mu], second, jb, first, current[a + mu]);
            }
            start = sum;
        }
    }

    private void triples(int[] slots, int length, int h) {
        for (int from = 1; from < length - 1; from++) {
            int a = COMPONENTS * (slots[from] + (h & ((1 << from) - 1)));
            for (int to = from + 1; to < length; to++) {
                int b = COMPONENTS * (slots[from * (length + 1) + to] + ((h >> from) & ((1 << (to - from)) - 1)));
                Lanes.dot(product, current, a, current, COMPONENTS * (slots[to * (length + 1) + length] + (h >> to)));
                Lanes.addProduct(sum, product, current, b);
            }
        }
    }
}
