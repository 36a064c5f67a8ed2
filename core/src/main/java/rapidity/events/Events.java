package rapidity.events;

import java.util.Arrays;
import rapidity.kinematics.Body;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.TopPair;

/// Events of t tbar with a number of further jets, one multiplicity: `b1 q1 q2 b2 q3 q4 j1..jn`.
///
/// The first top decays into b1 and a W, which decays into q1 and q2, the second one into b2, q3 and q4, see [TopPair].
///
/// @param jets the number n of further jets
/// @param momenta (E, px, py, pz) in GeV, [events, 6 + n, 4]: the array itself, neither copied nor checked
/// @source Spinner et al., arXiv:2405.14806, App. C.3
public record Events(int jets, double[] momenta) {
    /// @throws IllegalArgumentException if the momenta are not those of whole events
    public Events {
        if (jets < 0 || momenta.length % (4 * (TopPair.HARD + jets)) != 0) {
            throw new IllegalArgumentException("expected events of 4 (6 + n) numbers with n = " + jets
                    + " further jets, got " + momenta.length + " numbers");
        }
    }

    /// The number of particles of an event.
    public int particles() {
        return TopPair.HARD + jets;
    }

    /// The count of numbers of an event.
    public int rowLength() {
        return 4 * particles();
    }

    /// The number of events.
    public int size() {
        return momenta.length / rowLength();
    }

    /// The momentum of a particle.
    public FourVector momentum(int event, int particle) {
        int at = event * rowLength() + 4 * particle;
        return new FourVector(momenta[at], momenta[at + 1], momenta[at + 2], momenta[at + 3]);
    }

    /// The momentum of several particles together, such as a top.
    public FourVector momentum(int event, Body body) {
        return body.momentum(momenta, event * rowLength());
    }

    /// The events from .. to-1, a copy.
    ///
    /// @throws IllegalArgumentException if the range is not within the events
    public Events slice(int from, int to) {
        if (from < 0 || from > to || to > size()) {
            throw new IllegalArgumentException("events " + from + " to " + to + " are not within " + size());
        }
        return new Events(jets, Arrays.copyOfRange(momenta, from * rowLength(), to * rowLength()));
    }

    /// A copy of some of the events, in the given order.
    ///
    /// @throws IllegalArgumentException if there is no such event
    public Events rows(int[] events) {
        double[] chosen = new double[Math.multiplyExact(events.length, rowLength())];
        for (int i = 0; i < events.length; i++) {
            if (events[i] < 0 || events[i] >= size()) {
                throw new IllegalArgumentException("there is no event " + events[i] + " among " + size());
            }
            System.arraycopy(momenta, events[i] * rowLength(), chosen, i * rowLength(), rowLength());
        }
        return new Events(jets, chosen);
    }
}
