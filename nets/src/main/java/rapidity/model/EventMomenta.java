package rapidity.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.UnphysicalMomentum;

/// Four-momenta of events that all have the same number of particles, in GeV.
///
/// @param particles per event
/// @param values `[events, particles, 4]`, components (E, px, py, pz); not copied
public record EventMomenta(int particles, double[] values) {
    static final int COMPONENTS = 4;

    /// @throws IllegalArgumentException if the numbers do not make whole events
    public EventMomenta {
        if (particles < 1 || values.length % (COMPONENTS * particles) != 0) {
            throw new IllegalArgumentException("expected events of " + COMPONENTS * particles + " numbers (" + particles
                    + " particles), got " + values.length + " numbers");
        }
    }

    /// Number of events.
    public int size() {
        return values.length / width();
    }

    /// Numbers per event.
    int width() {
        return COMPONENTS * particles;
    }

    /// The events of these rows, in this order.
    public EventMomenta rows(int... rows) {
        double[] r = new double[rows.length * width()];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * width(), r, i * width(), width());
        }
        return new EventMomenta(particles, r);
    }

    /// Events from .. to - 1.
    public EventMomenta slice(int from, int to) {
        return new EventMomenta(particles, Arrays.copyOfRange(values, from * width(), to * width()));
    }

    public FourVector at(int event, int particle) {
        int i = event * width() + particle * COMPONENTS;
        return new FourVector(values[i], values[i + 1], values[i + 2], values[i + 3]);
    }

    /// Does nothing if the events are of these particles, and physical.
    ///
    /// @throws IllegalArgumentException if they have another number of particles, or a momentum is not finite, has
    ///     negative energy or has E < |p| beyond rounding: with event, particle and numbers
    public void check(List<Particle> expected) {
        if (particles != expected.size()) {
            String names =
                    String.join(" ", expected.stream().map(Particle::name).toList());
            throw new IllegalArgumentException(
                    "expected events of " + expected.size() + " particles (" + names + "), got " + particles);
        }
        for (int event = 0; event < size(); event++) {
            for (int k = 0; k < particles; k++) {
                FourVector p = at(event, k);
                Optional<String> fault = UnphysicalMomentum.faultOf(p);
                if (fault.isPresent()) {
                    String name = "particle " + (k + 1) + " (" + expected.get(k).name() + ") of event";
                    throw new IllegalArgumentException(new UnphysicalMomentum(event, p, fault.get()).sentence(name));
                }
            }
        }
    }
}
