package rapidity.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rapidity.engine.Engine;
import rapidity.engine.EngineChoice;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.net.NetConfig;
import rapidity.random.RandomStreams;

/// A network that stands in for an exact amplitude: from the four-momenta of an event to the amplitude. It may have
/// learnt several processes jointly, which the number of particles tells apart.
///
/// ```java
/// AmplitudeSurrogate surrogate = AmplitudeSurrogate.load(Path.of("RUN/model"));
/// double[] amplitudes = surrogate.predict(new EventMomenta(5, momenta));
/// ```
///
/// Any number of threads may share one, as long as nobody changes its weights. An event's prediction is the same bits
/// alone and among any others.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.1 and App. C.1
public final class AmplitudeSurrogate {
    /// Its name in model files.
    public static final String TASK = "amplitude-surrogate";

    /// The name of one that learnt several processes.
    public static final String JOINT_TASK = "joint-amplitude-surrogate";

    /// Tokens that are worked on at once: they stay in cache.
    private static final int TOKENS = 192;

    /// Events are taken in multiples of this, so that tokens fill whole tiles.
    private static final int GROUP = 16;

    private final NetConfig config;
    private final List<AmplitudePreprocessing> processes;
    private final List<AmplitudeTokens> tokens;
    private final Params params;
    private final AmplitudeNetwork network;
    private final Weights weights;
    private final int shard;

    private AmplitudeSurrogate(
            NetConfig config,
            List<AmplitudePreprocessing> processes,
            Params params,
            Function<Params, Weights> weights) {
        this.config = config;
        this.processes = distinct(processes);
        this.params = params;
        List<List<Particle>> particles =
                processes.stream().map(AmplitudePreprocessing::particles).toList();
        int codes = Particle.codes(particles);
        this.tokens = IntStream.range(0, processes.size())
                .mapToObj(i -> new AmplitudeTokens(processes.get(i), i, codes))
                .toList();
        this.network = AmplitudeNetwork.of(params, config, particles);
        this.weights = weights.apply(params);
        int most = tokens.stream().mapToInt(AmplitudeTokens::perEvent).max().orElseThrow();
        this.shard = Math.max(1, Math.round((float) this.weights.engine().shard(TOKENS) / (GROUP * most))) * GROUP;
    }

    private static List<AmplitudePreprocessing> distinct(List<AmplitudePreprocessing> processes) {
        List<Integer> particles =
                processes.stream().map(p -> p.particles().size()).toList();
        if (particles.isEmpty() || particles.stream().distinct().count() < particles.size()) {
            throw new IllegalArgumentException(
                    "a process is known by its number of particles, and these have " + particles);
        }
        return List.copyOf(processes);
    }

    /// A network with initial weights.
    ///
    /// @param seed of the initial weights
    /// @throws IllegalArgumentException if the network's inputs or outputs are not those that the particles need:
    ///     L-GATr 1 multivector and a scalar per type to 1 multivector, transformer 4 + types to 1, MLP 4 particles to
    ///     1
    public static AmplitudeSurrogate of(
            NetConfig network, AmplitudePreprocessing preprocessing, long seed, Engine engine) {
        return of(network, List.of(preprocessing), seed, engine);
    }

    /// The same for several processes. The codes of particles and processes have [Particle#codes] numbers.
    ///
    /// @throws IllegalArgumentException also if there is no process, two have as many particles, or the network can
    ///     learn only one
    public static AmplitudeSurrogate of(
            NetConfig network, List<AmplitudePreprocessing> processes, long seed, Engine engine) {
        Params params = Params.of(new RandomStreams(seed));
        return new AmplitudeSurrogate(network, processes, params, p -> p.weights(engine));
    }

    /// Reads a model with the fastest kernels that run here, in the precision that it was trained in.
    ///
    /// @param directory with model.json and weights.safetensors
    /// @throws ModelFormatException if it holds no amplitude surrogate, or is damaged
    public static AmplitudeSurrogate load(Path directory) throws IOException {
        return load(directory, EngineChoice.JAVA);
    }

    /// On an engine of somebody's choice, in the precision of the weights.
    public static AmplitudeSurrogate load(Path directory, EngineChoice engine) throws IOException {
        return load(directory, engine.engine(ModelFile.precision(directory)));
    }

    /// Reads a model for a given engine.
    ///
    /// @throws ModelFormatException if it holds no amplitude surrogate, or is damaged
    public static AmplitudeSurrogate load(Path directory, Engine engine) throws IOException {
        if (ModelFile.task(directory).equals(JOINT_TASK)) {
            ModelFile<JointAmplitudes> file = ModelFile.read(directory, JOINT_TASK, JointAmplitudes.class);
            return load(directory, file, file.preprocessing().processes(), engine);
        }
        ModelFile<AmplitudePreprocessing> file = ModelFile.read(directory, TASK, AmplitudePreprocessing.class);
        return load(directory, file, List.of(file.preprocessing()), engine);
    }

    private static AmplitudeSurrogate load(
            Path directory, ModelFile<?> file, List<AmplitudePreprocessing> processes, Engine engine)
            throws IOException {
        AmplitudeSurrogate r = file.build(
                directory,
                params -> new AmplitudeSurrogate(file.network(), processes, params, p -> p.blankWeights(engine)));
        file.loadWeights(directory, r.weights);
        return r;
    }

    /// Writes model.json and weights.safetensors. A model that is there is replaced.
    public void save(Path directory, Provenance provenance) throws IOException {
        if (processes.size() == 1) {
            ModelFile.write(directory, TASK, config, processes.getFirst(), weights, provenance);
        } else {
            ModelFile.write(directory, JOINT_TASK, config, new JointAmplitudes(processes), weights, provenance);
        }
    }

    /// Whether a model of this task is such a surrogate.
    public static boolean isTask(String task) {
        return task.equals(TASK) || task.equals(JOINT_TASK);
    }

    public NetConfig network() {
        return config;
    }

    /// What happens to events of each process that it knows.
    public List<AmplitudePreprocessing> processes() {
        return processes;
    }

    /// What happens to events of so many particles.
    ///
    /// @throws IllegalArgumentException if it knows no such process
    public AmplitudePreprocessing preprocessing(int particles) {
        return processes.get(process(particles));
    }

    private int process(int particles) {
        return IntStream.range(0, processes.size())
                .filter(i -> processes.get(i).particles().size() == particles)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("expected events of " + known() + ", got " + particles));
    }

    /// `5 particles (q qbar Z g g)`, or several of these.
    private String known() {
        return processes.stream()
                .map(p -> p.particles().size() + " particles ("
                        + String.join(
                                " ", p.particles().stream().map(Particle::name).toList()) + ")")
                .collect(Collectors.joining(" or "));
    }

    /// The weights, shared: who changes them changes this model.
    public Weights weights() {
        return weights;
    }

    /// Another set of weights for the same network, with initial values: for averages. Make a tape of it to use it.
    public Weights otherWeights() {
        return params.weights(weights.engine());
    }

    /// Standardised log amplitudes on a tape, without a check of the momenta.
    ///
    /// @return `[events, 1]`
    public Tensor apply(Tape tape, EventMomenta momenta) {
        return network.apply(tape, tokens.get(process(momenta.particles())), momenta);
    }

    /// Takes what the network keeps of the first batch of its training; see [rapidity.net.Dsi#begin].
    public void begin(EventMomenta momenta) {
        network.begin(weights, tokens.get(process(momenta.particles())), momenta);
    }

    /// Events that are worked on at once: the size of a shard.
    public int eventsAtOnce() {
        return shard;
    }

    /// Amplitudes, one per event.
    ///
    /// @throws IllegalArgumentException if the number of particles is another, or a momentum is unphysical
    public double[] predict(EventMomenta momenta) {
        double[] r = predictStandardised(momenta);
        for (int i = 0; i < r.length; i++) {
            r[i] = preprocessing(momenta.particles()).amplitude(r[i]);
        }
        return r;
    }

    /// Standardised logarithms of amplitudes, one per event.
    ///
    /// @throws IllegalArgumentException if the number of particles is another, or a momentum is unphysical
    public double[] predictStandardised(EventMomenta momenta) {
        try (Workers caller = new Workers(1)) {
            return predictStandardised(momenta, caller);
        }
    }

    /// The same with several threads, and the same bits.
    public double[] predictStandardised(EventMomenta momenta, Workers workers) {
        momenta.check(preprocessing(momenta.particles()).particles());
        int shards = (momenta.size() + shard - 1) / shard;
        int lanes = Math.min(shards, workers.threads());
        double[] r = new double[momenta.size()];
        workers.run(lanes, lane -> {
            Tape tape = Tape.forward(weights);
            for (int i = lane; i < shards; i += lanes) {
                int from = i * shard;
                EventMomenta part = momenta.slice(from, Math.min(from + shard, momenta.size()));
                System.arraycopy(apply(tape, part).toArray(), 0, r, from, part.size());
                tape.reset();
            }
        });
        return r;
    }
}
