package rapidity.model;

import java.util.Arrays;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Attend;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// How events become tokens: for each event a global token, from which the amplitude is read, and one token per
/// particle in the order of the file. Types are one-hot codes; that of the global token is the number of the process
/// among those that are learnt jointly.
final class AmplitudeTokens {
    private static final int COMPONENTS = EventMomenta.COMPONENTS;

    private final AmplitudePreprocessing constants;
    private final int particles;
    private final int process;
    private final int types;

    /// @param process its number
    /// @param types length of the codes
    AmplitudeTokens(AmplitudePreprocessing constants, int process, int types) {
        this.constants = constants;
        this.particles = constants.particles().size();
        this.process = process;
        this.types = types;
    }

    /// Tokens of an event.
    int perEvent() {
        return particles + 1;
    }

    Attend attend(int events) {
        return Attend.equal(events, perEvent());
    }

    /// Momenta as vectors, zero for the global token: `[tokens, 1, 16]`.
    Tensor multivectors(Tape tape, EventMomenta x) {
        return momenta(tape, x, SpacetimeAlgebra.COMPONENTS, 1);
    }

    /// Momenta, zero for the global token: `[tokens, 1, 4]`.
    Tensor vectors(Tape tape, EventMomenta x) {
        return momenta(tape, x, COMPONENTS, 0);
    }

    /// The momentum of each token from place `first` on of so many numbers.
    private Tensor momenta(Tape tape, EventMomenta x, int width, int first) {
        int tokens = x.size() * perEvent();
        double[] r = new double[tokens * width];
        for (int i = 0; i < x.values().length; i++) {
            int at = token(i / COMPONENTS) * width + first;
            r[at + i % COMPONENTS] = x.values()[i] / constants.momentumScale();
        }
        return tape.tensor(r, tokens, 1, width);
    }

    /// Momenta as vectors in one channel for each particle: `[events, particles, 16]`.
    Tensor channels(Tape tape, EventMomenta x) {
        double[] r = new double[x.values().length / COMPONENTS * SpacetimeAlgebra.COMPONENTS];
        for (int i = 0; i < x.values().length; i++) {
            int at = i / COMPONENTS * SpacetimeAlgebra.COMPONENTS;
            r[at + 1 + i % COMPONENTS] = x.values()[i] / constants.momentumScale();
        }
        return tape.tensor(r, x.size(), particles, SpacetimeAlgebra.COMPONENTS);
    }

    /// Momenta without a global token: `[events, particles, 4]`.
    Tensor particleMomenta(Tape tape, EventMomenta x) {
        double[] r = Arrays.stream(x.values())
                .map(p -> p / constants.momentumScale())
                .toArray();
        return tape.tensor(r, x.size(), particles, COMPONENTS);
    }

    /// Lorentz products of all pairs of particles, each with itself included, before they are rounded: `[events,
    /// pairs]`.
    double[] products(EventMomenta x) {
        double units = constants.momentumScale() * constants.momentumScale();
        double[] r = new double[x.size() * particles * (particles + 1) / 2];
        int at = 0;
        for (int e = 0; e < x.size(); e++) {
            for (int i = 0; i < particles; i++) {
                for (int j = i; j < particles; j++) {
                    r[at++] = x.at(e, i).dot(x.at(e, j)) / units;
                }
            }
        }
        return r;
    }

    /// Types without a global token: `[events * particles, types]`.
    Tensor particleTypes(Tape tape, int events) {
        double[] r = new double[events * particles * types];
        for (int i = 0; i < events * particles; i++) {
            r[i * types + constants.particles().get(i % particles).type()] = 1;
        }
        return tape.tensor(r, events * particles, types);
    }

    /// Types: `[tokens, types]`.
    Tensor types(Tape tape, int events) {
        double[] r = new double[events * perEvent() * types];
        writeTypes(events, r, types, 0);
        return tape.tensor(r, events * perEvent(), types);
    }

    /// Standardised momenta and types side by side: `[tokens, 4 + types]`. The global token has types only.
    Tensor features(Tape tape, EventMomenta x) {
        int tokens = x.size() * perEvent();
        int width = COMPONENTS + types;
        double[] r = new double[tokens * width];
        for (int i = 0; i < x.values().length; i++) {
            r[token(i / COMPONENTS) * width + i % COMPONENTS] = standardised(x, i);
        }
        writeTypes(x.size(), r, width, COMPONENTS);
        return tape.tensor(r, tokens, width);
    }

    /// Standardised momenta of all particles of an event side by side: `[events, 4 particles]`.
    Tensor flat(Tape tape, EventMomenta x) {
        double[] r = new double[x.values().length];
        for (int i = 0; i < r.length; i++) {
            r[i] = standardised(x, i);
        }
        return tape.tensor(r, x.size(), COMPONENTS * particles);
    }

    private double standardised(EventMomenta x, int i) {
        return constants.components().get(i % COMPONENTS).apply(x.values()[i] / constants.momentumScale());
    }

    /// The token of a particle, counted over all events.
    private int token(int particle) {
        return particle / particles * perEvent() + 1 + particle % particles;
    }

    private void writeTypes(int events, double[] r, int width, int from) {
        for (int e = 0; e < events; e++) {
            r[e * perEvent() * width + from + process] = 1;
            for (int k = 0; k < particles; k++) {
                int type = constants.particles().get(k).type();
                r[(e * perEvent() + 1 + k) * width + from + type] = 1;
            }
        }
    }
}
