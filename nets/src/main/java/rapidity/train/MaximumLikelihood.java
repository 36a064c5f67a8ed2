package rapidity.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.flow.EventDistribution;
import rapidity.flow.JetGpt;
import rapidity.model.EventGenerator;
import rapidity.model.Safetensors;
import rapidity.model.StoredType;

/// Minus the log density that a [JetGpt] gives to events of one or several processes. The rows of the first process
/// come first, then those of the second.
///
/// @source arXiv:2305.10475
public final class MaximumLikelihood implements Objective {
    private static final int NUMBERS = 4;

    /// Tokens that are worked on at once: they stay in cache.
    private static final int TOKENS = 256;

    private final JetGpt net;
    private final Weights weights;
    private final Supplier<Weights> more;
    private final List<double[]> coordinates;

    /// @param weights of the network
    /// @param more makes further weights of the network, for averages
    /// @param coordinates of each process' events, in the order of [rapidity.flow.JetGptConfig#multiplicities]
    /// @throws IllegalArgumentException if the processes are more or fewer, the numbers are no whole events, or with
    ///     its event if one is not finite
    public MaximumLikelihood(JetGpt net, Weights weights, Supplier<Weights> more, List<double[]> coordinates) {
        requireProcesses(coordinates, net);
        this.net = net;
        this.weights = weights;
        this.more = more;
        this.coordinates = List.copyOf(coordinates);
        for (int process = 0; process < coordinates.size(); process++) {
            check(coordinates.get(process), particles(process));
        }
    }

    /// Of a generator that is a JetGPT.
    ///
    /// @param events of each process of the model, `[events, particles, 4]` in GeV
    /// @throws IllegalArgumentException if the model is a flow, the processes are more or fewer, or with the first
    ///     event that does not pass the cuts or has no coordinates
    public static MaximumLikelihood of(EventGenerator model, List<double[]> events) {
        JetGpt net = model.jetGpt()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a flow is not trained by its likelihood but by matching velocities, see FlowMatching"));
        requireProcesses(events, net);
        List<double[]> coordinates = IntStream.range(0, events.size())
                .mapToObj(process -> coordinates(model.distributions().get(process), events.get(process)))
                .toList();
        return new MaximumLikelihood(net, model.weights(), model::otherWeights, coordinates);
    }

    private static double[] coordinates(EventDistribution d, double[] events) {
        return d.coordinates().fromMomenta(d.process().inUnits(events));
    }

    private static void requireProcesses(List<double[]> events, JetGpt net) {
        int processes = net.config().multiplicities().size();
        if (events.size() != processes) {
            throw new IllegalArgumentException(
                    "events of " + events.size() + " processes for a network of " + processes);
        }
    }

    private static void check(double[] x, int particles) {
        int event = NUMBERS * particles;
        if (x.length % event != 0) {
            throw new IllegalArgumentException(
                    x.length + " coordinates are no events of " + particles + " particles of four numbers");
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                throw new IllegalArgumentException("coordinate " + i % NUMBERS + " of particle " + i % event / NUMBERS
                        + " of event " + i / event + " with " + particles + " particles is " + x[i]);
            }
        }
    }

    private int particles(int process) {
        return net.config().multiplicities().get(process);
    }

    /// The rows of the events of a process.
    public int[] rows(int process) {
        int first = 0;
        for (int before = 0; before < process; before++) {
            first += events(before);
        }
        return IntStream.range(first, first + events(process)).toArray();
    }

    private int events(int process) {
        return coordinates.get(process).length / (NUMBERS * particles(process));
    }

    /// Mean loss of some events; the same bits with any number of threads.
    public double mean(int[] events, Workers workers) {
        return new MeanLoss(this, workers).of(weights(), events);
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public Weights otherWeights() {
        return more.get();
    }

    @Override
    public Tensor loss(Tape tape, int[] events) {
        List<double[]> chosen = chosen(events);
        @Nullable Tensor sum = null;
        for (int process = 0; process < chosen.size(); process++) {
            if (chosen.get(process).length > 0) {
                Tensor own = net.loss(tape, chosen.get(process), particles(process));
                sum = sum == null ? own : sum.plus(own);
            }
        }
        return sum == null ? tape.tensor(new double[1], 1) : sum;
    }

    /// The coordinates of these events by process.
    private List<double[]> chosen(int... events) {
        List<double[]> r = new ArrayList<>();
        int first = 0;
        for (int process = 0; process < coordinates.size(); process++) {
            double[] all = coordinates.get(process);
            int event = NUMBERS * particles(process);
            int end = first + all.length / event;
            double[] own = new double[all.length == 0 ? 0 : count(events, first, end) * event];
            int to = 0;
            for (int row : events) {
                if (row >= first && row < end) {
                    System.arraycopy(all, (row - first) * event, own, to, event);
                    to += event;
                }
            }
            r.add(own);
            first = end;
        }
        return r;
    }

    private static int count(int[] events, int first, int end) {
        int r = 0;
        for (int row : events) {
            r += row >= first && row < end ? 1 : 0;
        }
        return r;
    }

    @Override
    public int eventsPerShard() {
        return Math.max(1, TOKENS / (NUMBERS * net.config().multiplicities().getLast()));
    }

    @Override
    public Map<String, Safetensors.Stored> batch(int[] events) {
        List<double[]> chosen = chosen(events);
        Map<String, Safetensors.Stored> r = new LinkedHashMap<>();
        for (int process = 0; process < chosen.size(); process++) {
            double[] x = chosen.get(process);
            int particles = particles(process);
            int n = x.length / (NUMBERS * particles);
            r.put("coordinates." + particles, Safetensors.Stored.of(StoredType.F64, x, n, particles, NUMBERS));
        }
        return r;
    }
}
