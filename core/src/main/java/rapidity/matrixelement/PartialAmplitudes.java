package rapidity.matrixelement;

/// The colour-stripped amplitudes A(sigma; h, z) of a left-handed quark line with unit Z coupling, for every ordering
/// sigma of the gluons along the line, their polarisation states h and the three states z of the Z, at one point.
///
/// The line is cut where the Z leaves it, with all that happens before in psi and all that happens after in phi:
///
/// ```
/// A(sigma; h, z) = sum_{sigma=ab} phi(b)^+ bar(eps_z) psi(a)
/// ```
///
/// Rows of the result count (h with bits by gluon, z, re/im), the last fastest.
final class PartialAmplitudes {
    static final int Z_STATES = 3;

    /// A, one array over rows for each ordering.
    final double[][] amplitude;
    /// The three polarisation vectors of the Z.
    final double[] zPolarization = new double[4 * Z_STATES];

    private final GluonSequences sequences;
    private final GluonCurrents currents;
    private final QuarkLine quark;
    private final QuarkLine antiquark;
    private final int[][] statesByGluon;
    private final double[] joined = new double[8];
    private final double zMass;

    PartialAmplitudes(GluonSequences sequences, double zMass, double vertex) {
        this.sequences = sequences;
        this.zMass = zMass;
        currents = new GluonCurrents(sequences);
        quark = new QuarkLine(sequences, QuarkLine.End.QUARK, vertex);
        antiquark = new QuarkLine(sequences, QuarkLine.End.ANTIQUARK, vertex);
        int first = sequences.first(sequences.gluons());
        int orderings = sequences.count() - first;
        statesByGluon = new int[orderings][];
        for (int ordering = 0; ordering < orderings; ordering++) {
            statesByGluon[ordering] = sequences.statesByGluon(first + ordering);
        }
        amplitude = new double[orderings][rows(sequences.gluons())];
    }

    int gluons() {
        return sequences.gluons();
    }

    GluonCurrents currents() {
        return currents;
    }

    QuarkLine quark() {
        return quark;
    }

    QuarkLine antiquark() {
        return antiquark;
    }

    /// For each state of an ordering, with bits by place, the same state with bits by gluon. Not to be changed.
    int[] statesByGluon(int ordering) {
        return statesByGluon[ordering];
    }

    /// Number of rows for each ordering.
    static int rows(int gluons) {
        return (2 * Z_STATES) << gluons;
    }

    /// All amplitudes of the point whose momenta, in the order q, qbar, Z, gluons, begin at `momenta[offset]`.
    void calculate(double[] momenta, int offset) {
        start(momenta, offset);
        recurse();
    }

    /// External momenta, spinors and polarisation vectors.
    void start(double[] momenta, int offset) {
        quark.start(momenta, offset);
        antiquark.start(momenta, offset + 4);
        Polarization.massive(momenta, offset + 8, zMass, zPolarization, 0);
        currents.start(momenta, offset + 12);
    }

    /// Everything that follows from the external states.
    void recurse() {
        int orderings = sequences.first(sequences.gluons());
        for (int s = 1; s < orderings; s++) {
            extend(s);
            spinors(s);
        }
        for (int s = orderings; s < sequences.count(); s++) {
            int mirror = sequences.mirror(s);
            if (s <= mirror) {
                extend(s);
                contract(s, s - orderings);
                contract(mirror, mirror - orderings);
            }
        }
    }

    private void extend(int s) {
        if (sequences.length(s) > 1 && s < sequences.mirror(s)) {
            currents.recurse(s);
        }
    }

    private void spinors(int s) {
        if (sequences.length(s) > 0) {
            quark.recurse(s, currents);
            antiquark.recurse(s, currents);
        }
    }

    private void contract(int s, int ordering) {
        spinors(s);
        int length = sequences.length(s);
        int[] slots = sequences.partSlots(s);
        for (int h = 0; h < 1 << length; h++) {
            join(slots, length, h);
            emitZ(amplitude[ordering], 2 * Z_STATES * statesByGluon[ordering][h]);
        }
    }

    /// The sum over cuts of the products conj(phi_i) psi_j.
    private void join(int[] slots, int length, int h) {
        double[] psi = quark.spinor;
        double[] phi = antiquark.spinor;
        double re00 = 0;
        double im00 = 0;
        double re01 = 0;
        double im01 = 0;
        double re10 = 0;
        double im10 = 0;
        double re11 = 0;
        double im11 = 0;
        for (int cut = 0; cut <= length; cut++) {
            int a = 4 * (slots[cut] + (h & ((1 << cut) - 1)));
            int b = 4 * (slots[cut * (length + 1) + length] + (h >> cut));
            re00 += phi[b] * psi[a] + phi[b + 1] * psi[a + 1];
            im00 += phi[b] * psi[a + 1] - phi[b + 1] * psi[a];
            re01 += phi[b] * psi[a + 2] + phi[b + 1] * psi[a + 3];
            im01 += phi[b] * psi[a + 3] - phi[b + 1] * psi[a + 2];
            re10 += phi[b + 2] * psi[a] + phi[b + 3] * psi[a + 1];
            im10 += phi[b + 2] * psi[a + 1] - phi[b + 3] * psi[a];
            re11 += phi[b + 2] * psi[a + 2] + phi[b + 3] * psi[a + 3];
            im11 += phi[b + 2] * psi[a + 3] - phi[b + 3] * psi[a + 2];
        }
        joined[0] = re00;
        joined[1] = im00;
        joined[2] = re11;
        joined[3] = im11;
        joined[4] = re01 + re10;
        joined[5] = im01 + im10;
        joined[6] = im01 - im10;
        joined[7] = re10 - re01;
    }

    /// phi^+ bar(eps_z) psi for the three states z, re and im.
    private void emitZ(double[] row, int to) {
        for (int z = 0; z < Z_STATES; z++) {
            double plus = zPolarization[4 * z] + zPolarization[4 * z + 3];
            double minus = zPolarization[4 * z] - zPolarization[4 * z + 3];
            double e1 = zPolarization[4 * z + 1];
            double e2 = zPolarization[4 * z + 2];
            for (int part = 0; part < 2; part++) {
                row[to + 2 * z + part] =
                        plus * joined[part] + minus * joined[2 + part] + e1 * joined[4 + part] + e2 * joined[6 + part];
            }
        }
    }
}
