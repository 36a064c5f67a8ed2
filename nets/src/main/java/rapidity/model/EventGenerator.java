package rapidity.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import rapidity.engine.Engine;
import rapidity.engine.EngineChoice;
import rapidity.engine.Params;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.flow.Densities;
import rapidity.flow.EventDistribution;
import rapidity.flow.Flow;
import rapidity.flow.JetGpt;
import rapidity.flow.JetGptConfig;
import rapidity.flow.JetGptDistribution;
import rapidity.flow.LikelihoodSettings;
import rapidity.flow.OdeSolver;
import rapidity.flow.VelocityNetwork;
import rapidity.net.NetConfig;
import rapidity.random.RandomStreams;

/// A network that makes events like those that it was trained on: a continuous normalising flow from a simple source,
/// or JetGPT.
///
/// ```java
/// EventGenerator model = EventGenerator.load(Path.of("RUN/model"));
/// double[] momenta = model.sample(6, 1000, OdeSolver.rk4(50), new RandomStreams(1), workers);
/// ```
///
/// Momenta are `[events, particles, 4]`, (E, px, py, pz) in GeV. Any number of threads may share a generator, as long
/// as nobody changes its weights. Event i is the same for a seed, whatever the number of events and threads.
///
/// Every event that is given passes the cuts of its process. Charts of log pt and log m^2 keep pt and m^2 by
/// themselves; distances in Delta R no chart keeps. Events that a flow leads outside are rejected, counted in the
/// [GenerationReport] and replaced by others.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.3 and App. C.3
public final class EventGenerator {
    /// Its name in model files.
    public static final String TASK = "event-generator";

    /// Tokens that are worked on at once: they stay in cache.
    private static final int TOKENS = 192;

    /// Shards of densities that a thread computes before it is told how many are done.
    private static final int ROUND = 4;

    /// Events are taken in multiples of this, so that tokens fill whole tiles.
    private static final int GROUP = 16;

    private final NetConfig config;
    private final GeneratorPreprocessing preprocessing;
    private final Params params;
    private final List<EventDistribution> distributions;
    private final Weights weights;

    private EventGenerator(
            NetConfig config, GeneratorPreprocessing preprocessing, Params params, Function<Params, Weights> weights) {
        this.config = config;
        this.preprocessing = preprocessing;
        this.params = params;
        this.distributions = switch (preprocessing.method()) {
            case FLOW -> flows(config, preprocessing, params);
            case AUTOREGRESSIVE -> autoregressive(config, preprocessing, params);
        };
        this.weights = weights.apply(params);
    }

    private static List<EventDistribution> flows(NetConfig config, GeneratorPreprocessing g, Params params) {
        VelocityNetwork network = new VelocityNetwork(params, config, g.inputs());
        return g.processes().stream()
                .<EventDistribution>map(p -> new Flow(network, p))
                .toList();
    }

    private static List<EventDistribution> autoregressive(NetConfig config, GeneratorPreprocessing g, Params params) {
        JetGpt network = new JetGpt(params, JetGptConfig.of(config, g.multiplicities()));
        return g.processes().stream()
                .<EventDistribution>map(p -> new JetGptDistribution(network, p))
                .toList();
    }

    /// A network with initial weights.
    ///
    /// @param seed of the initial weights
    /// @throws IllegalArgumentException if the network's inputs or outputs are not those of the preprocessing, see
    ///     [VelocityNetwork] and [JetGptConfig#network]
    public static EventGenerator of(NetConfig network, GeneratorPreprocessing preprocessing, long seed, Engine engine) {
        Params params = Params.of(new RandomStreams(seed));
        return new EventGenerator(network, preprocessing, params, p -> p.weights(engine));
    }

    /// Reads a model with the fastest kernels that run here, in the precision that it was trained in.
    ///
    /// @param directory with model.json and weights.safetensors
    /// @throws ModelFormatException if it holds no event generator, or is damaged
    public static EventGenerator load(Path directory) throws IOException {
        return load(directory, EngineChoice.JAVA);
    }

    /// On an engine of somebody's choice, in the precision of the weights.
    public static EventGenerator load(Path directory, EngineChoice engine) throws IOException {
        return load(directory, engine.engine(ModelFile.precision(directory)));
    }

    /// Reads a model for a given engine.
    ///
    /// @throws ModelFormatException if it holds no event generator, or is damaged
    public static EventGenerator load(Path directory, Engine engine) throws IOException {
        ModelFile<GeneratorContract> file = ModelFile.read(directory, TASK, GeneratorContract.class);
        GeneratorPreprocessing preprocessing = file.preprocessing().preprocessing();
        EventGenerator r = file.build(
                directory,
                params -> new EventGenerator(file.network(), preprocessing, params, p -> p.blankWeights(engine)));
        file.loadWeights(directory, r.weights);
        return r;
    }

    /// Writes model.json and weights.safetensors. A model that is there is replaced.
    public void save(Path directory, Provenance provenance) throws IOException {
        ModelFile.write(directory, TASK, config, GeneratorContract.of(preprocessing), weights, provenance);
    }

    public NetConfig network() {
        return config;
    }

    public GeneratorPreprocessing preprocessing() {
        return preprocessing;
    }

    /// Numbers of particles of events, ascending.
    public List<Integer> multiplicities() {
        return preprocessing.multiplicities();
    }

    /// The distribution of the events of each process.
    public List<EventDistribution> distributions() {
        return distributions;
    }

    /// The distribution of events of so many particles.
    ///
    /// @throws IllegalArgumentException if there is none
    public EventDistribution distribution(int multiplicity) {
        return distributions.get(preprocessing.inputs().process(multiplicity));
    }

    /// The flow of each process; none if the network makes events in another way.
    public List<Flow> flows() {
        return distributions.stream()
                .filter(Flow.class::isInstance)
                .map(Flow.class::cast)
                .toList();
    }

    /// The network, if it is a JetGPT.
    public Optional<JetGpt> jetGpt() {
        return distributions.getFirst() instanceof JetGptDistribution d ? Optional.of(d.network()) : Optional.empty();
    }

    /// The weights, shared: who changes them changes this model.
    public Weights weights() {
        return weights;
    }

    /// Another set of weights for the same network, with initial values: for averages.
    public Weights otherWeights() {
        return params.weights(weights.engine());
    }

    /// Events that are worked on at once: the size of a shard.
    public int eventsAtOnce() {
        return eventsAtOnce(distributions.getLast());
    }

    private int eventsAtOnce(EventDistribution d) {
        int tokens = weights.engine().shard(TOKENS);
        return GROUP * Math.max(1, Math.round((float) tokens / (GROUP * d.tokens())));
    }

    /// Makes events and hands them out in blocks, one after another: memory does not depend on their number.
    ///
    /// @param multiplicity particles of an event
    /// @param count events
    /// @param streams the streams "sample/multiplicity" are used
    /// @param blocks `[events, particles, 4]` in GeV, some hundred events each
    /// @throws IllegalArgumentException if there are no such events, or `count < 1`
    /// @throws ArithmeticException if next to none of the events passes the cuts
    public GenerationReport sample(
            int multiplicity,
            long count,
            OdeSolver solver,
            RandomStreams streams,
            Workers workers,
            Consumer<double[]> blocks) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one event is to be made, got " + count);
        }
        EventDistribution d = distribution(multiplicity);
        return new Sampling(d, weights, solver, streams, eventsAtOnce(d)).run(count, workers, blocks);
    }

    /// The same, all at once.
    ///
    /// @return `[events, particles, 4]` in GeV
    public double[] sample(int multiplicity, int count, OdeSolver solver, RandomStreams streams, Workers workers) {
        double[] r = new double[Math.multiplyExact(count, 4 * multiplicity)];
        int[] filled = new int[1];
        sample(multiplicity, count, solver, streams, workers, block -> {
            System.arraycopy(block, 0, r, filled[0], block.length);
            filled[0] += block.length;
        });
        return r;
    }

    /// Log densities of events with respect to momenta divided by the units of the coordinates (`d^3p / 2E` of
    /// particles on their shell, whose energies in the events do not matter, `d^4p` of others), before the rejection of
    /// events outside of the cuts: those of the events that are given have minus the logarithm of
    /// [GenerationReport#acceptance] added.
    ///
    /// @param momenta `[events, particles, 4]` in GeV
    /// @param settings of flows
    /// @throws IllegalArgumentException with the first event that does not pass the cuts or has no coordinates, or if
    ///     there is none with so many particles
    public Densities logDensity(int multiplicity, double[] momenta, LikelihoodSettings settings, Workers workers) {
        return logDensity(multiplicity, momenta, settings, workers, done -> {});
    }

    /// The same for somebody who waits.
    ///
    /// @param done is told now and then, by the caller's thread, how many events are done
    public Densities logDensity(
            int multiplicity, double[] momenta, LikelihoodSettings settings, Workers workers, IntConsumer done) {
        EventDistribution d = distribution(multiplicity);
        double[] p = d.process().inUnits(momenta);
        int width = 4 * multiplicity;
        int events = p.length / width;
        int per = eventsAtOnce(d);
        int shards = Math.ceilDiv(events, per);
        Densities[] parts = new Densities[shards];
        int atOnce = ROUND * workers.threads();
        for (int first = 0; first < shards; first += atOnce) {
            int from = first;
            int count = Math.min(atOnce, shards - first);
            workers.run(count, k -> {
                int i = from + k;
                double[] own = Arrays.copyOfRange(p, i * per * width, Math.min(events, (i + 1) * per) * width);
                parts[i] = d.logDensity(weights, own, settings, (long) i * per);
            });
            done.accept(Math.min(events, (from + count) * per));
        }
        return Densities.concatenated(Arrays.asList(parts), per);
    }
}
