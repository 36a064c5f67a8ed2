package rapidity.flow;

import java.util.Arrays;
import rapidity.engine.Gradients;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.random.RandomStream;

/// A continuous normalising flow for events of one number of particles: `dx/dt = v(x, t)` leads from events of the data
/// at t = 0 to those of a simple source at t = 1, and back.
///
/// Momenta are `[events, particles, 4]` divided by the units, coordinates `[events, particles, 4]`. A flow is shared by
/// threads; tapes are not.
///
/// @source Chen et al., arXiv:1806.07366; Lipman et al., arXiv:2210.02747; Spinner et al., arXiv:2405.14806, App. C.3
public final class Flow implements EventDistribution {
    private static final int VECTOR = FlowVelocity.VECTOR;

    private final FlowProcess process;
    private final Coordinates coordinates;
    private final SourceDistribution source;
    private final FlowVelocity velocity;
    private final int tokens;

    /// @throws IllegalArgumentException if the network is not for events of so many particles
    public Flow(VelocityNetwork network, FlowProcess process) {
        this.process = process;
        this.coordinates = Coordinates.of(process.coordinates());
        this.source = process.distribution();
        this.velocity = new FlowVelocity(network, coordinates);
        this.tokens = network.tokens(coordinates.particles());
    }

    @Override
    public FlowProcess process() {
        return process;
    }

    @Override
    public Coordinates coordinates() {
        return coordinates;
    }

    public SourceDistribution source() {
        return source;
    }

    @Override
    public int tokens() {
        return tokens;
    }

    /// The velocity of coordinates, for training.
    ///
    /// @param times one for each event
    /// @param x coordinates
    /// @return `[events * particles, 4]`
    public Tensor velocity(Tape tape, double[] times, double[] x) {
        return velocity.on(tape, times, x).velocity();
    }

    /// Coordinates of events of the source: where sampling begins.
    public double[] start(RandomStream random, int count) {
        return coordinates.fromMomenta(source.sample(random, count));
    }

    /// Follows events without a density.
    ///
    /// @param tape of the network's weights, forward; it is reset
    /// @param x coordinates at time `from`
    public OdeSolution follow(Tape tape, OdeSolver solver, double[] x, double from, double to) {
        return solver.integrate(s -> at(tape, s), x, width(), from, to);
    }

    @Override
    public double[] sample(Tape tape, OdeSolver solver, RandomStream random, int count) {
        return follow(tape, solver, start(random, count), 1, 0).values();
    }

    /// ```
    /// ln p(p0) = ln p_source(p1) - ln |dx/dp|(p1) + integral from 0 to 1 of tr(dv/dx) dt + ln |dx/dp|(p0)
    /// ```
    ///
    /// p1 is where the flow leads p0 to. It is the density before events outside of the cuts are rejected: divided by
    /// the probability to pass them it is that of the events which a generator gives.
    ///
    /// @source Chen et al., arXiv:1806.07366, Eq. 8; Spinner et al., arXiv:2405.14806, App. C.3, with the opposite
    ///     direction of time
    @Override
    public Densities logDensity(Weights weights, double[] momenta, LikelihoodSettings settings, long firstEvent) {
        double[] volume0 = coordinates.logDeterminant(momenta);
        Path path = follow(weights, settings, firstEvent, coordinates.fromMomenta(momenta), 0, 1);
        double[] p1 = coordinates.toMomenta(path.coordinates());
        double[] volume1 = coordinates.logDeterminant(p1);
        double[] r = source.logDensity(p1, process.acceptance());
        Arrays.setAll(r, e -> r[e] - volume1[e] + path.expansion[e] + volume0[e]);
        return new Densities(r, path.failed);
    }

    private double[] at(Tape tape, VectorField.State s) {
        double[] v = velocity.on(tape, s.times(), s.values()).velocity().toArray();
        tape.reset();
        return moving(v);
    }

    private double[] moving(double[] v) {
        double[] movable = velocity.movable();
        Arrays.setAll(v, i -> v[i] * movable[i % movable.length]);
        return v;
    }

    private int width() {
        return VECTOR * coordinates.particles();
    }

    /// Where events have come to, and what became of volumes on the way.
    ///
    /// @param coordinates NaN for events that failed
    /// @param expansion integral of the divergence over time, from `from` to `to`
    /// @param failed see [OdeSolution]
    public record Path(double[] coordinates, double[] expansion, int[] failed) {}

    /// Follows events and the volume around them.
    ///
    /// @param weights of the network
    /// @param firstEvent number of the first of these events among all, for random signs
    public Path follow(
            Weights weights, LikelihoodSettings settings, long firstEvent, double[] x, double from, double to) {
        int width = width();
        int events = x.length / width;
        double[] y = new double[events * (width + 1)];
        for (int e = 0; e < events; e++) {
            System.arraycopy(x, e * width, y, e * (width + 1), width);
        }
        Tape tape = Tape.recording(weights, new Gradients(weights));
        VectorField field = state -> withDivergence(tape, state, settings, firstEvent);
        OdeSolution s = settings.solver().integrate(field, y, width + 1, from, to);
        return new Path(part(s.values(), 0, width), part(s.values(), width, width + 1), s.failed());
    }

    private double[] withDivergence(Tape tape, VectorField.State s, LikelihoodSettings settings, long firstEvent) {
        int width = width();
        double[] x = part(s.values(), 0, width);
        FlowVelocity.Evaluation at = velocity.on(tape, s.times(), x);
        VelocityDerivative derivative = new VelocityDerivative(velocity, at, x, tape);
        int draw = settings.solver().isAdaptive() ? 0 : s.evaluation();
        double[] trace = switch (settings.divergence()) {
            case Divergence.Exact exact -> derivative.trace();
            case Divergence.Hutchinson h -> derivative.along(signs(h, s.events(), draw, firstEvent));
        };
        double[] v = moving(at.velocity().toArray());
        tape.reset();
        double[] r = new double[s.values().length];
        for (int e = 0; e < trace.length; e++) {
            System.arraycopy(v, e * width, r, e * (width + 1), width);
            r[e * (width + 1) + width] = trace[e];
        }
        return r;
    }

    private double[] signs(Divergence.Hutchinson h, int[] events, int draw, long firstEvent) {
        int width = width();
        double[] r = new double[events.length * width];
        for (int k = 0; k < events.length; k++) {
            System.arraycopy(h.signs(firstEvent + events[k], draw, width), 0, r, k * width, width);
        }
        return r;
    }

    /// Columns from .. to - 1 of rows of coordinates and a further number.
    private double[] part(double[] rows, int from, int to) {
        int row = width() + 1;
        int n = to - from;
        double[] r = new double[rows.length / row * n];
        for (int e = 0; e < rows.length / row; e++) {
            System.arraycopy(rows, e * row + from, r, e * n, n);
        }
        return r;
    }
}
