package rapidity.matrixelement;

/// [QuarkLine] for several points side by side.
final class LaneQuarkLine {
    /// psi(s; h) or phi(s; h) at 4 * (firstSlot(s) + h).
    final double[][] spinor;

    private final GluonSequences sequences;
    private final QuarkLine.End end;
    /// The propagators of every set of gluons, at 4 * set: Q0-Q3, Q0+Q3, Q1, Q2.
    private final double[][] propagator;

    private final double[][] sum;
    private final double[][] zero;
    private final double[][] q = new double[4][];

    LaneQuarkLine(GluonSequences sequences, QuarkLine.End end, int lanes) {
        this.sequences = sequences;
        this.end = end;
        spinor = Lanes.arrays(4 * sequences.slots(), lanes);
        propagator = Lanes.arrays(4 << sequences.gluons(), lanes);
        sum = Lanes.arrays(4, lanes);
        zero = Lanes.arrays(4, lanes);
    }

    /// Takes the external spinor and the propagators of one point.
    void start(QuarkLine point, double[] momentum, int lane) {
        for (int i = 0; i < 4; i++) {
            spinor[i][lane] = point.spinor[i];
        }
        for (int set = 1; set < 1 << sequences.gluons(); set++) {
            point.propagate(momentum, 4 * set);
            for (int i = 0; i < 4; i++) {
                propagator[4 * set + i][lane] = point.propagator(i);
            }
        }
    }

    /// As [QuarkLine#recurse].
    void recurse(int s, LaneCurrents gluons) {
        int length = sequences.length(s);
        int[] slots = sequences.partSlots(s);
        boolean fromQuark = end == QuarkLine.End.QUARK;
        int firstCut = fromQuark ? 0 : 1;
        System.arraycopy(propagator, 4 * sequences.set(s), q, 0, 4);
        for (int h = 0; h < 1 << length; h++) {
            double[][] start = zero;
            for (int cut = firstCut; cut < firstCut + length; cut++) {
                int prefix = slots[cut] + (h & ((1 << cut) - 1));
                int suffix = slots[cut * (length + 1) + length] + (h >> cut);
                int a = fromQuark ? prefix : suffix;
                int b = fromQuark ? suffix : prefix;
                Lanes.addBar(sum, start, gluons.current, LaneCurrents.COMPONENTS * b, spinor, 4 * a);
                start = sum;
            }
            Lanes.til(spinor, 4 * (slots[length] + h), q, sum);
        }
    }
}
