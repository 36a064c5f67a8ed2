package rapidity.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.flow.Chart;
import rapidity.flow.Coordinates;
import rapidity.flow.Flow;
import rapidity.model.EventGenerator;
import rapidity.model.Safetensors;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Conditional flow matching: a network learns the velocity along straight paths from events of the data, t = 0, to
/// those of the source, t = 1.
///
/// ```
/// t ~ U(0, 1)   x0 of the data   x1 of the source   v = x1 - x0   xt = x0 + t v       angles wrapped to [-pi, pi)
/// loss of an event = mean over particles and components of (v_net(xt, t) - v)^2 / 2
/// ```
///
/// Straight in physical coordinates the paths are geodesics of phase space (Riemannian flow matching); straight in
/// four-momenta they are Euclidean. Events of several processes are rows of one list, one process after another.
///
/// In training t and x1 come from the run's noise; elsewhere each event has its own, the same at every validation.
///
/// @source Lipman et al., arXiv:2210.02747; Chen, Lipman, arXiv:2302.03660; Spinner et al., arXiv:2405.14806, Sec. 4.3
public final class FlowMatching implements Objective {
    private static final String STREAM = "flow-matching";

    private final EventGenerator model;
    private final List<Flow> flows;
    private final JointEvents events;
    private final RandomStreams validation;
    private final Map<Integer, Starts> kept = new ConcurrentHashMap<>();

    /// @param events of each process of the model, `[events, particles, 4]` in GeV
    /// @param validation of times and starts outside of training
    /// @throws IllegalArgumentException with the first event that does not pass the cuts or has no coordinates
    public FlowMatching(EventGenerator model, List<double[]> events, RandomStreams validation) {
        this.model = model;
        this.flows = model.flows();
        this.validation = validation;
        if (flows.isEmpty()) {
            throw new IllegalArgumentException("this generator is no flow: train it by maximum likelihood");
        }
        this.events = JointEvents.of(model, events);
    }

    /// The rows of the events of a process.
    public int[] rows(int process) {
        return events.rows(process);
    }

    @Override
    public Weights weights() {
        return model.weights();
    }

    @Override
    public Weights otherWeights() {
        return model.otherWeights();
    }

    @Override
    public int eventsPerShard() {
        return model.eventsAtOnce();
    }

    @Override
    public Tensor loss(Tape tape, int[] rows) {
        Optional<RandomStream> noise = tape.noise(STREAM);
        Tensor sum = tape.tensor(new double[1], 1);
        for (int process = 0; process < flows.size(); process++) {
            Points at = points(process, rows, noise);
            if (at.times.length > 0) {
                sum = sum.plus(squares(tape, at).sum().times(1.0 / events.width(process)));
            }
        }
        return sum;
    }

    /// Points on paths, and the velocities there.
    private record Points(Flow flow, double[] times, double[] x, double[] velocity) {}

    /// Those of the rows that are of a process.
    private Points points(int process, int[] rows, Optional<RandomStream> noise) {
        Flow flow = flows.get(process);
        int width = events.width(process);
        int[] own = events.rows(process, rows);
        double[] data = events.coordinates(process, own);
        Starts s = noise.map(random -> Starts.of(flow, random, own.length)).orElseGet(() -> fixed(flow, own));
        Coordinates chart = flow.coordinates();
        double[] v = chart.difference(s.x, data);
        double[] step = v.clone();
        Arrays.setAll(step, i -> s.times[i / width] * v[i]);
        return new Points(flow, s.times, chart.sum(data, step), v);
    }

    /// Times, and coordinates of events of the source.
    private record Starts(double[] times, double[] x) {
        static Starts of(Flow flow, RandomStream random, int count) {
            double[] times = new double[count];
            Arrays.setAll(times, i -> random.nextDouble());
            return new Starts(times, count == 0 ? new double[0] : flow.start(random, count));
        }
    }

    /// Those of each event outside of training. They are kept: to draw a single start takes many proposals.
    private Starts fixed(Flow flow, int... events) {
        Starts[] of = IntStream.of(events)
                .mapToObj(e -> kept.computeIfAbsent(e, k -> Starts.of(flow, validation.stream(STREAM, k), 1)))
                .toArray(Starts[]::new);
        return new Starts(
                Arrays.stream(of).mapToDouble(s -> s.times[0]).toArray(),
                Arrays.stream(of).flatMapToDouble(s -> Arrays.stream(s.x)).toArray());
    }

    /// `(v_net - v)^2 / 2`, `[events * particles, 4]`.
    private static Tensor squares(Tape tape, Points at) {
        Tensor v = at.flow.velocity(tape, at.times, at.x);
        Tensor d = v.minus(tape.tensor(at.velocity, at.velocity.length / Chart.COMPONENTS, Chart.COMPONENTS));
        return d.times(d).times(0.5);
    }

    /// The part of each component of the coordinates in the mean loss of some events of one process: its mean over
    /// components is the loss.
    ///
    /// @throws IllegalArgumentException if the events are of several processes
    public double[] components(int[] rows, Workers workers) {
        int process = process(rows);
        int particles = events.particles().get(process);
        int shards = MeanLoss.shards(rows.length, eventsPerShard());
        double[][] sums = new double[shards][];
        workers.run(shards, i -> {
            Tape tape = Tape.forward(weights());
            int[] shard = MeanLoss.shard(rows, i, eventsPerShard());
            sums[i] = squares(tape, points(process, shard, Optional.empty()))
                    .sum(0)
                    .toArray();
        });
        double[] r = new double[Chart.COMPONENTS];
        for (double[] sum : sums) {
            Arrays.setAll(r, c -> r[c] + sum[c] / ((double) particles * rows.length));
        }
        return r;
    }

    private int process(int... rows) {
        int[] of = IntStream.range(0, flows.size())
                .filter(p -> events.rows(p, rows).length > 0)
                .toArray();
        if (of.length != 1) {
            throw new IllegalArgumentException(
                    "components are those of events of one process, got " + rows.length + " events of " + of.length);
        }
        return of[0];
    }

    @Override
    public Map<String, Safetensors.Stored> batch(int[] rows) {
        return events.stored(rows);
    }
}
