package rapidity.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.flow.Coordinates;
import rapidity.flow.Flow;
import rapidity.model.EventGenerator;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;
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
    /// Components of a particle's coordinates.
    public static final int COMPONENTS = 4;

    private static final String STREAM = "flow-matching";

    private final EventGenerator model;
    private final List<Flow> flows;
    private final List<double[]> coordinates = new ArrayList<>();
    private final int[] first;
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
        if (events.size() != flows.size()) {
            throw new IllegalArgumentException(
                    events.size() + " sets of events for the processes of " + model.multiplicities() + " particles");
        }
        this.first = new int[flows.size() + 1];
        for (int i = 0; i < first.length - 1; i++) {
            Flow flow = flows.get(i);
            double[] x = flow.coordinates().fromMomenta(flow.process().inUnits(events.get(i)));
            coordinates.add(x);
            first[i + 1] = first[i] + x.length / width(i);
        }
    }

    private int width(int process) {
        return COMPONENTS * flows.get(process).coordinates().particles();
    }

    /// The rows of the events of a process.
    public int[] rows(int process) {
        return IntStream.range(first[process], first[process + 1]).toArray();
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
    public Tensor loss(Tape tape, int[] events) {
        Optional<RandomStream> noise = tape.noise(STREAM);
        Tensor sum = tape.tensor(new double[1], 1);
        for (int process = 0; process < flows.size(); process++) {
            Points at = points(process, events, noise);
            if (at.times.length > 0) {
                sum = sum.plus(squares(tape, at).sum().times(1.0 / width(process)));
            }
        }
        return sum;
    }

    /// Points on paths, and the velocities there.
    private record Points(Flow flow, double[] times, double[] x, double[] velocity) {}

    /// Those of the events that are of a process.
    private Points points(int process, int[] events, Optional<RandomStream> noise) {
        Flow flow = flows.get(process);
        int width = width(process);
        int[] own = IntStream.of(events)
                .filter(e -> e >= first[process] && e < first[process + 1])
                .toArray();
        double[] data = new double[own.length * width];
        for (int i = 0; i < own.length; i++) {
            System.arraycopy(coordinates.get(process), (own[i] - first[process]) * width, data, i * width, width);
        }
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
        Tensor d = v.minus(tape.tensor(at.velocity, at.velocity.length / COMPONENTS, COMPONENTS));
        return d.times(d).times(0.5);
    }

    /// Mean loss of some events; the same bits with any number of threads.
    public double mean(int[] events, Workers workers) {
        return new MeanLoss(this, workers).of(weights(), events);
    }

    /// The part of each component of the coordinates in the mean loss of some events of one process: its mean over
    /// components is the loss.
    ///
    /// @throws IllegalArgumentException if the events are of several processes
    public double[] components(int[] events, Workers workers) {
        int process = process(events);
        int particles = flows.get(process).coordinates().particles();
        int shards = MeanLoss.shards(events.length, eventsPerShard());
        double[][] sums = new double[shards][];
        workers.run(shards, i -> {
            Tape tape = Tape.forward(weights());
            int[] shard = MeanLoss.shard(events, i, eventsPerShard());
            sums[i] = squares(tape, points(process, shard, Optional.empty()))
                    .sum(0)
                    .toArray();
        });
        double[] r = new double[COMPONENTS];
        for (double[] sum : sums) {
            Arrays.setAll(r, c -> r[c] + sum[c] / ((double) particles * events.length));
        }
        return r;
    }

    private int process(int[] events) {
        int[] of = IntStream.range(0, flows.size())
                .filter(p -> IntStream.of(events).anyMatch(e -> e >= first[p] && e < first[p + 1]))
                .toArray();
        if (of.length != 1) {
            throw new IllegalArgumentException(
                    "components are those of events of one process, got " + events.length + " events of " + of.length);
        }
        return of[0];
    }

    @Override
    public Map<String, Safetensors.Stored> batch(int[] events) {
        Map<String, Safetensors.Stored> r = new LinkedHashMap<>();
        for (int process = 0; process < flows.size(); process++) {
            int p = process;
            int particles = flows.get(p).coordinates().particles();
            double[] x = IntStream.of(events)
                    .filter(e -> e >= first[p] && e < first[p + 1])
                    .map(e -> e - first[p])
                    .mapToObj(e -> Arrays.stream(coordinates.get(p), e * width(p), (e + 1) * width(p)))
                    .flatMapToDouble(row -> row)
                    .toArray();
            r.put(
                    "coordinates." + particles,
                    Safetensors.Stored.of(StoredType.F64, x, x.length / width(p), particles, COMPONENTS));
        }
        return r;
    }
}
