package rapidity.kinematics;

import java.util.List;
import java.util.Locale;

/// A number of an event, of one body or between two. An event is the momenta (E, px, py, pz) of its particles one after
/// another.
public sealed interface Observable {
    /// Such as `tt-m` or `b1-q1-delta-r`.
    String name();

    /// Its value.
    ///
    /// @param offset where the event begins
    double of(double[] momenta, int offset);

    /// What is measured of one body, by the methods of [FourVector].
    enum Quantity {
        E,
        PX,
        PY,
        PZ,
        PT,
        PHI,
        ETA,
        M
    }

    /// What is measured between two bodies, first minus second.
    enum Separation {
        DELTA_ETA,
        /// Wrapped into [-pi, pi).
        DELTA_PHI,
        DELTA_R
    }

    /// A quantity of a body.
    record OfBody(Body body, Quantity quantity) implements Observable {
        @Override
        public String name() {
            return body.name() + "-" + quantity.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public double of(double[] momenta, int offset) {
            FourVector p = body.momentum(momenta, offset);
            return switch (quantity) {
                case E -> p.e();
                case PX -> p.px();
                case PY -> p.py();
                case PZ -> p.pz();
                case PT -> p.pt();
                case PHI -> p.phi();
                case ETA -> p.eta();
                case M -> p.mass();
            };
        }
    }

    /// How far two bodies are apart.
    record OfPair(Body first, Body second, Separation separation) implements Observable {
        @Override
        public String name() {
            String what = separation.name().toLowerCase(Locale.ROOT).replace('_', '-');
            return first.name() + "-" + second.name() + "-" + what;
        }

        @Override
        public double of(double[] momenta, int offset) {
            FourVector p = first.momentum(momenta, offset);
            FourVector q = second.momentum(momenta, offset);
            return switch (separation) {
                case DELTA_ETA -> p.eta() - q.eta();
                case DELTA_PHI -> p.deltaPhi(q);
                case DELTA_R -> p.deltaR(q);
            };
        }
    }

    /// Its values in events of equally many particles.
    ///
    /// @throws IllegalArgumentException if the numbers are no whole events
    default double[] column(double[] momenta, int particles) {
        return rows(List.of(this), momenta, particles);
    }

    /// The values of several, event after event: `[events, observables]`.
    ///
    /// @throws IllegalArgumentException if the numbers are no whole events
    static double[] rows(List<Observable> observables, double[] momenta, int particles) {
        int event = 4 * particles;
        if (particles < 1 || momenta.length % event != 0) {
            throw new IllegalArgumentException(
                    momenta.length + " numbers are no events of " + particles + " particles of four numbers");
        }
        int width = observables.size();
        double[] r = new double[momenta.length / event * width];
        for (int i = 0; i < r.length; i++) {
            r[i] = observables.get(i % width).of(momenta, i / width * event);
        }
        return r;
    }
}
