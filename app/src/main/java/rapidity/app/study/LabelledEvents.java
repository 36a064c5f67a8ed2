package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rapidity.data.DataFile;
import rapidity.data.dataset.AmplitudeEvents;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyArray;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.LorentzTransformation;
import rapidity.matrixelement.StandardModel;
import rapidity.model.EventMomenta;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Events with their exact amplitudes.
///
/// @param amplitudes one per event, GeV^(2 - 2n) for n gluons
record LabelledEvents(EventMomenta momenta, double[] amplitudes) {
    /// More would not fit into arrays.
    static final int LARGEST = Integer.MAX_VALUE / 64;

    private static final int ROWS_AT_ONCE = 10_000;

    /// Reads a file.
    ///
    /// @param gluons that the events may have
    /// @param flags one per row, 0 for u type and 1 for d type: only u type is kept
    /// @throws DataFormatException if a file holds anything else
    static LabelledEvents read(Path file, List<Integer> gluons, Optional<Path> flags) throws IOException {
        double zMass = StandardModel.DEFAULT.zMass();
        try (AmplitudeEvents events =
                AmplitudeEvents.of(DataFile.of(file.toString()).open(), zMass, AmplitudeEvents.LabelColumn.REQUIRED)) {
            if (!gluons.contains(events.gluons())) {
                throw new DataFormatException(
                        file,
                        "columns",
                        gluons.stream()
                                .map(n -> "events with " + n + (n == 1 ? " gluon (" : " gluons (") + (4 * (n + 3) + 1)
                                        + " columns)")
                                .collect(Collectors.joining(" or ")),
                        events.columns() + " columns");
            }
            if (events.count() < 1 || events.count() > LARGEST) {
                throw new DataFormatException(
                        file, "shape", "1 to " + LARGEST + " events, which are kept in memory", events.count() + "");
            }
            BitSet kept = new BitSet();
            kept.set(0, (int) events.count());
            if (flags.isPresent()) {
                kept = upType(flags.get(), (int) events.count());
            }
            return read(events, kept);
        }
    }

    private static BitSet upType(Path flags, int rows) throws IOException {
        try (NpyArray array = NpyArray.open(flags)) {
            if (array.rows() != rows || array.rowLength() != 1) {
                throw new DataFormatException(
                        flags,
                        "shape",
                        rows + " flags, one for each event",
                        "the shape " + array.header().shape());
            }
            double[] values = array.doubles(0, rows);
            BitSet kept = new BitSet();
            for (int i = 0; i < rows; i++) {
                if (values[i] != 0 && values[i] != 1) {
                    throw new DataFormatException(flags, "row " + i, "0 for u type or 1 for d type", values[i] + "");
                }
                kept.set(i, values[i] == 0);
            }
            if (kept.isEmpty()) {
                throw new DataFormatException(flags, "contents", "a 0, for an event of u type", "none");
            }
            return kept;
        }
    }

    private static LabelledEvents read(AmplitudeEvents events, BitSet kept) throws IOException {
        int columns = events.columns();
        int n = kept.cardinality();
        double[] momenta = new double[n * (columns - 1)];
        double[] amplitudes = new double[n];
        int to = 0;
        for (int from = 0; from < events.count(); from += ROWS_AT_ONCE) {
            int end = (int) Math.min(from + ROWS_AT_ONCE, events.count());
            double[] rows = events.rows(from, end);
            for (int i = kept.nextSetBit(from); i >= 0 && i < end; i = kept.nextSetBit(i + 1)) {
                int at = (i - from) * columns;
                System.arraycopy(rows, at, momenta, to * (columns - 1), columns - 1);
                amplitudes[to++] = rows[at + columns - 1];
            }
        }
        return new LabelledEvents(new EventMomenta(events.gluons() + 3, momenta), amplitudes);
    }

    int size() {
        return amplitudes.length;
    }

    /// The events of these rows, in this order.
    LabelledEvents rows(int... rows) {
        return new LabelledEvents(momenta.rows(rows), amplitudes(rows));
    }

    /// The same events with each other's amplitudes.
    ///
    /// @param order the event whose amplitude each gets
    LabelledEvents withAmplitudesOf(int... order) {
        return new LabelledEvents(momenta, amplitudes(order));
    }

    /// The same events, each in a frame of its own: from the rest frame of quark and antiquark boosted to that of a
    /// momentum of 0.1 N(0, 1), at most 0.3, along each axis for a mass of one; and turned at random.
    ///
    /// @source lloca-experiments (arXiv:2505.20280), `prepare: lorentz`
    LabelledEvents inRandomFrames(RandomStreams streams) {
        EventMomenta moved =
                new EventMomenta(momenta.particles(), momenta.values().clone());
        int width = 4 * momenta.particles();
        for (int event = 0; event < size(); event++) {
            RandomStream random = streams.stream("frames", event);
            FourVector other = FourVector.ofMomentum(moderate(random), moderate(random), moderate(random), 1);
            LorentzTransformation turned = LorentzTransformation.randomRotation(random);
            FourVector quarks = momenta.at(event, 0).plus(momenta.at(event, 1));
            for (int k = 0; k < momenta.particles(); k++) {
                FourVector p = turned.apply(
                        momenta.at(event, k).boostedToRestOf(quarks).boostedToRestOf(other));
                int at = event * width + 4 * k;
                moved.values()[at] = p.e();
                moved.values()[at + 1] = p.px();
                moved.values()[at + 2] = p.py();
                moved.values()[at + 3] = p.pz();
            }
        }
        return new LabelledEvents(moved, amplitudes);
    }

    private static double moderate(RandomStream random) {
        return Math.clamp(0.1 * random.nextGaussian(), -0.3, 0.3);
    }

    private double[] amplitudes(int... rows) {
        return IntStream.of(rows).mapToDouble(i -> amplitudes[i]).toArray();
    }
}
