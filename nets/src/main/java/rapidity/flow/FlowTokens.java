package rapidity.flow;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.algebra.Multivector;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.Attend;
import rapidity.engine.Shape;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// Some events of one process as tokens, `[particles.., spurions..]` of each, one event after another.
final class FlowTokens {
    private static final int VECTOR = 4;

    private final FlowInputs inputs;
    private final int events;
    private final int process;
    private final int particles;
    private final int perEvent;

    FlowTokens(FlowInputs inputs, int events, int process) {
        this.inputs = inputs;
        this.events = events;
        this.process = process;
        this.particles = inputs.multiplicities().get(process);
        this.perEvent = particles + inputs.spurionTokens().size();
    }

    Attend attend() {
        return Attend.equal(events, perEvent);
    }

    /// Momenta and spurions.
    ///
    /// @param momenta `[events * particles, 4]`
    /// @return `[tokens, channels, 16]`
    Tensor multivectors(Tensor momenta) {
        return vectors(asMultivectors(momenta), Multivector::toArray);
    }

    /// Momenta and spurions as four-vectors.
    ///
    /// @param momenta `[events * particles, 4]`
    /// @return `[tokens, channels, 4]`
    Tensor vectors(Tensor momenta) {
        return vectors(momenta.reshape(-1, 1, VECTOR), Multivector::vectorPart);
    }

    private interface Components {
        double[] of(Multivector row);
    }

    private Tensor vectors(Tensor own, Components components) {
        Tape tape = own.tape();
        Tensor channels = withSpurions(own, inputs.spurionChannels(), components);
        if (inputs.spurionTokens().isEmpty()) {
            return channels;
        }
        int width = own.shape().axis(-1);
        Tensor spurions = rows(tape, inputs.spurionTokens(), components).reshape(-1, 1, width);
        Tensor padded = spurions.pad(1, 0, channels.shape().axis(1));
        return Tensor.concatenate(0, List.of(channels, padded)).gather(inOrder(true));
    }

    /// The particles of each event as channels, then all spurions.
    ///
    /// @param momenta `[events * particles, 4]`
    /// @return `[events, channels, 16]`
    Tensor channels(Tensor momenta) {
        Tensor own = asMultivectors(momenta).reshape(events, particles, SpacetimeAlgebra.COMPONENTS);
        Tensor more = withSpurions(own, inputs.spurionChannels(), Multivector::toArray);
        return withSpurions(more, inputs.spurionTokens(), Multivector::toArray);
    }

    private static Tensor asMultivectors(Tensor momenta) {
        return momenta.reshape(-1, 1, VECTOR).pad(2, 1, SpacetimeAlgebra.COMPONENTS);
    }

    /// With the same further channels everywhere.
    private static Tensor withSpurions(Tensor own, List<Multivector> spurions, Components components) {
        if (spurions.isEmpty()) {
            return own;
        }
        Shape s = own.shape();
        Tensor zeros = own.tape().constant(0, Shape.of(s.axis(0), spurions.size(), s.axis(2)));
        return Tensor.concatenate(1, List.of(own, zeros.plus(rows(own.tape(), spurions, components))));
    }

    private static Tensor rows(Tape tape, List<Multivector> spurions, Components components) {
        double[][] r = spurions.stream().map(components::of).toArray(double[][]::new);
        double[] flat = IntStream.range(0, r.length * r[0].length)
                .mapToDouble(i -> r[i / r[0].length][i % r[0].length])
                .toArray();
        return tape.tensor(flat, r.length, r[0].length);
    }

    /// The scalars of each token.
    ///
    /// @param time `[events, 8]`
    /// @return `[tokens, scalars]`
    Tensor scalars(Tensor time) {
        int width = inputs.scalars() - TimeEmbedding.WIDTH;
        double[] codes = new double[events * perEvent * width];
        for (int e = 0; e < events; e++) {
            for (int k = 0; k < particles; k++) {
                int at = (e * perEvent + k) * width;
                codes[at + k] = 1;
                codes[at + inputs.positions() + process] = 1;
            }
        }
        Tensor none = time.tape().constant(0, Shape.of(1, TimeEmbedding.WIDTH));
        int[] eventOf = IntStream.range(0, events * perEvent)
                .map(t -> t % perEvent < particles ? t / perEvent : events)
                .toArray();
        Tensor perToken = Tensor.concatenate(0, List.of(time, none)).gather(eventOf);
        Tensor known = time.tape().tensor(codes, events * perEvent, width);
        return Tensor.concatenate(1, List.of(known, perToken));
    }

    /// Coordinates and scalars side by side.
    ///
    /// @param coordinates `[events * particles, 4]`
    /// @param time `[events, 8]`
    /// @return `[events * particles, 4 + scalars]`
    Tensor plain(Tensor coordinates, Tensor time) {
        return Tensor.concatenate(1, List.of(coordinates, scalars(time)));
    }

    /// The rows of particles.
    Tensor particles(Tensor perToken) {
        return perEvent == particles ? perToken : perToken.gather(inOrder(false));
    }

    /// Rows in a table of all particles and then the spurions, for each token; or the tokens that are particles.
    private int[] inOrder(boolean ofTokens) {
        return ofTokens
                ? IntStream.range(0, events * perEvent)
                        .map(t -> t % perEvent < particles
                                ? t / perEvent * particles + t % perEvent
                                : events * particles + t % perEvent - particles)
                        .toArray()
                : IntStream.range(0, events * particles)
                        .map(i -> i / particles * perEvent + i % particles)
                        .toArray();
    }
}
