package rapidity.data.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.data.format.event.EventRecord;
import rapidity.data.format.event.LheInit;
import rapidity.data.format.event.RecordedParticle;
import rapidity.events.Events;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.TopPair;

/// Events of t tbar + jets as records of particles. Jets have no flavour beyond b, no charge, no colour and no beams;
/// what a record wants of these is made up, consistently:
///
/// ```
///  1  g     incoming, along +z: E = (sum E + sum pz) / 2      2  g     incoming, along -z: E = (sum E - sum pz) / 2
///  3  t     from 1, 2: b1 + q1 + q2                           4  tbar  from 1, 2: b2 + q3 + q4
///  5  W+    from 3: q1 + q2                                   6  b     from 3: b1
///  7  u     from 5: q1                                        8  dbar  from 5: q2
///  9  W-    from 4: q3 + q4                                  10  bbar  from 4: b2
/// 11  d     from 9: q3                                       12  ubar  from 9: q4
/// 13, ..  g  from 1, 2: j1, ..
/// ```
///
/// Incoming gluons carry energy and longitudinal momentum of all jets; transverse momentum, which reconstructed jets do
/// not balance, they cannot. Colour runs t - g1 - g2 - j1 .. jn - tbar, and from q1 to q2, q3 to q4. Every event is of
/// the process whose number is that of its jets, 6 + n; cross sections are not known, 1 pb stands for them.
public final class TtbarRecord {
    /// Of protons.
    private static final int BEAM = 2212;

    private static final double BEAM_ENERGY = 6500;
    private static final int INCOMING = -1;
    private static final int OUTGOING = 1;
    private static final int DECAYED = 2;
    private static final int GLUON = 21;
    private static final int TOP = 6;
    private static final int W = 24;
    private static final int BOTTOM = 5;
    private static final int UP = 2;
    private static final int DOWN = 1;
    private static final int FIRST_LINE = 501;

    /// What a person should know of such a file.
    public static final String COMMENT =
            "t tbar + jets, written by Rapidity. Outgoing particles are reconstructed jets:"
                    + " b from their tags, light flavours, charges, colours and the incoming gluons are made up;"
                    + " transverse momentum is not balanced; cross sections are not known, 1 pb stands for them.";

    private final Events events;
    private final int event;
    private final List<RecordedParticle> particles = new ArrayList<>();

    private TtbarRecord(Events events, int event) {
        this.events = events;
        this.event = event;
    }

    /// The init block of files with events of these numbers of further jets.
    public static LheInit init(List<Integer> jets, Weighting weighting) {
        return new LheInit(
                List.of(BEAM, BEAM),
                List.of(BEAM_ENERGY, BEAM_ENERGY),
                List.of(0, 0, 0, 0),
                weighting == Weighting.WEIGHTED ? LheInit.WEIGHTED : LheInit.UNWEIGHTED,
                jets.stream()
                        .map(n -> new LheInit.Process(1, 0, 1, TopPair.HARD + n))
                        .toList());
    }

    /// The record of an event.
    public static EventRecord of(Events events, int event, double weight) {
        TtbarRecord record = new TtbarRecord(events, event);
        record.fill();
        return new EventRecord(
                events.particles(),
                weight,
                List.of(),
                EventRecord.UNKNOWN,
                EventRecord.UNKNOWN,
                EventRecord.UNKNOWN,
                record.particles);
    }

    private void fill() {
        int jets = events.jets();
        // the lines between neighbours in t - g1 - g2 - j1 .. jn - tbar
        int[] line = IntStream.range(FIRST_LINE, FIRST_LINE + jets + 3).toArray();
        int plus = FIRST_LINE + line.length;
        int last = line[jets + 2];
        FourVector sum = IntStream.range(0, events.particles())
                .mapToObj(particle -> events.momentum(event, particle))
                .reduce(FourVector.ZERO, FourVector::plus);
        double forward = (sum.e() + sum.pz()) / 2;
        double backward = (sum.e() - sum.pz()) / 2;
        add(GLUON, INCOMING, List.of(), line[0], line[1], new FourVector(forward, 0, 0, forward));
        add(GLUON, INCOMING, List.of(), line[1], line[2], new FourVector(backward, 0, 0, -backward));
        add(TOP, DECAYED, List.of(1, 2), line[0], 0, events.momentum(event, TopPair.TOP));
        add(-TOP, DECAYED, List.of(1, 2), 0, last, events.momentum(event, TopPair.ANTITOP));
        add(W, DECAYED, List.of(3), 0, 0, events.momentum(event, TopPair.W_PLUS));
        jet(BOTTOM, List.of(3), line[0], 0, 0);
        jet(UP, List.of(5), plus, 0, 1);
        jet(-DOWN, List.of(5), 0, plus, 2);
        add(-W, DECAYED, List.of(4), 0, 0, events.momentum(event, TopPair.W_MINUS));
        jet(-BOTTOM, List.of(4), 0, last, 3);
        jet(DOWN, List.of(9), plus + 1, 0, 4);
        jet(-UP, List.of(9), 0, plus + 1, 5);
        for (int j = 0; j < jets; j++) {
            jet(GLUON, List.of(1, 2), line[j + 3], line[j + 2], TopPair.HARD + j);
        }
    }

    private void jet(int pdg, List<Integer> mothers, int colour, int anticolour, int particle) {
        add(pdg, OUTGOING, mothers, colour, anticolour, events.momentum(event, particle));
    }

    private void add(int pdg, int status, List<Integer> mothers, int colour, int anticolour, FourVector momentum) {
        particles.add(new RecordedParticle(
                pdg, status, mothers, colour, anticolour, momentum, momentum.mass(), 0, RecordedParticle.NO_SPIN));
    }
}
