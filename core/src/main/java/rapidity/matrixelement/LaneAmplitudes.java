package rapidity.matrixelement;

/// [PartialAmplitudes] for several points side by side: rows of the result count (h with bits by gluon, z, re/im,
/// point), the last fastest. External states are calculated point by point, all that follows from them for all points
/// at once.
final class LaneAmplitudes {
    /// A, one array over rows for each ordering.
    final double[][] amplitude;

    private final GluonSequences sequences;
    private final PartialAmplitudes point;
    private final LaneCurrents currents;
    private final LaneQuarkLine quark;
    private final LaneQuarkLine antiquark;
    private final int lanes;
    /// For each state of the Z: e0+e3, e0-e3, e1, e2.
    private final double[][] zPolarization;

    private final double[][] joined;
    private final double[][] zero;
    private final double[][] combined;
    private final double[] result;

    LaneAmplitudes(PartialAmplitudes point, GluonSequences sequences, int lanes) {
        this.point = point;
        this.sequences = sequences;
        this.lanes = lanes;
        currents = new LaneCurrents(sequences, lanes);
        quark = new LaneQuarkLine(sequences, QuarkLine.End.QUARK, lanes);
        antiquark = new LaneQuarkLine(sequences, QuarkLine.End.ANTIQUARK, lanes);
        zPolarization = Lanes.arrays(4 * PartialAmplitudes.Z_STATES, lanes);
        joined = Lanes.arrays(8, lanes);
        zero = Lanes.arrays(8, lanes);
        combined = Lanes.arrays(4, lanes);
        result = new double[lanes];
        int orderings = sequences.count() - sequences.first(sequences.gluons());
        amplitude = new double[orderings][PartialAmplitudes.rows(sequences.gluons()) * lanes];
    }

    /// All amplitudes of as many points as there are lanes; point i begins at `momenta[offset + i * stride]`.
    void calculate(double[] momenta, int offset, int stride) {
        for (int lane = 0; lane < lanes; lane++) {
            point.start(momenta, offset + lane * stride);
            currents.start(point.currents(), lane);
            quark.start(point.quark(), point.currents().momentum, lane);
            antiquark.start(point.antiquark(), point.currents().momentum, lane);
            for (int z = 0; z < 4 * PartialAmplitudes.Z_STATES; z += 4) {
                double[] e = point.zPolarization;
                zPolarization[z][lane] = e[z] + e[z + 3];
                zPolarization[z + 1][lane] = e[z] - e[z + 3];
                zPolarization[z + 2][lane] = e[z + 1];
                zPolarization[z + 3][lane] = e[z + 2];
            }
        }
        currents.finishStart();
        recurse();
    }

    private void recurse() {
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
        int[] byGluon = point.statesByGluon(ordering);
        for (int h = 0; h < 1 << length; h++) {
            double[][] start = zero;
            for (int cut = 0; cut <= length; cut++) {
                int a = 4 * (slots[cut] + (h & ((1 << cut) - 1)));
                int b = 4 * (slots[cut * (length + 1) + length] + (h >> cut));
                Lanes.addConjugateProduct(joined, start, 0, antiquark.spinor, b, quark.spinor, a);
                Lanes.addConjugateProduct(joined, start, 4, antiquark.spinor, b + 2, quark.spinor, a);
                start = joined;
            }
            emitZ(amplitude[ordering], 2 * PartialAmplitudes.Z_STATES * byGluon[h]);
        }
    }

    /// phi^+ bar(eps_z) psi for the three states z; joined holds the elements 00, 01, 10, 11.
    private void emitZ(double[] rows, int to) {
        Lanes.sumAndDifference(combined[0], combined[3], joined[4], joined[2]);
        Lanes.sumAndDifference(combined[1], combined[2], joined[3], joined[5]);
        for (int z = 0; z < PartialAmplitudes.Z_STATES; z++) {
            for (int part = 0; part < 2; part++) {
                Lanes.sumOfProducts(
                        result,
                        zPolarization[4 * z],
                        joined[part],
                        zPolarization[4 * z + 1],
                        joined[6 + part],
                        zPolarization[4 * z + 2],
                        combined[part],
                        zPolarization[4 * z + 3],
                        combined[2 + part]);
                System.arraycopy(result, 0, rows, (to + 2 * z + part) * lanes, lanes);
            }
        }
    }
}
