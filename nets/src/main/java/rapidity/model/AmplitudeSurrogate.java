package rapidity.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import rapidity.engine.Engine;
import rapidity.engine.EngineChoice;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.net.NetConfig;
import rapidity.random.RandomStreams;

/// A network that stands in for an exact amplitude: from the four-momenta of an event to the amplitude.
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

    /// Tokens that are worked on at once: they stay in cache.
    private static final int TOKENS = 192;

    /// Events are taken in multiples of this, so that tokens fill whole tiles.
    private static final int GROUP = 16;

    private final NetConfig config;
    private final AmplitudePreprocessing preprocessing;
    private final Params params;
    private final AmplitudeNetwork network;
    private final Weights weights;
    private final int shard;

    private AmplitudeSurrogate(
            NetConfig config, AmplitudePreprocessing preprocessing, Params params, Function<Params, Weights> weights) {
        this.config = config;
        this.preprocessing = preprocessing;
        this.params = params;
        AmplitudeTokens tokens = new AmplitudeTokens(preprocessing);
        this.network = AmplitudeNetwork.of(params, config, tokens, preprocessing);
        this.weights = weights.apply(params);
        this.shard = Math.max(1, Math.round((float) this.weights.engine().shard(TOKENS) / (GROUP * tokens.perEvent())))
                * GROUP;
    }

    /// A network with initial weights.
    ///
    /// @param seed of the initial weights
    /// @throws IllegalArgumentException if the network's inputs or outputs are not those that the particles need:
    ///     L-GATr 1 multivector and a scalar per type to 1 multivector, transformer 4 + types to 1, MLP 4 particles to
    ///     1
    public static AmplitudeSurrogate of(
            NetConfig network, AmplitudePreprocessing preprocessing, long seed, Engine engine) {
        Params params = Params.of(new RandomStreams(seed));
        return new AmplitudeSurrogate(network, preprocessing, params, p -> p.weights(engine));
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
        ModelFile<AmplitudePreprocessing> file = ModelFile.read(directory, TASK, AmplitudePreprocessing.class);
        AmplitudeSurrogate r = file.build(
                directory,
                params -> new AmplitudeSurrogate(
                        file.network(), file.preprocessing(), params, p -> p.blankWeights(engine)));
        file.loadWeights(directory, r.weights);
        return r;
    }

    /// Writes model.json and weights.safetensors. A model that is there is replaced.
    public void save(Path directory, Provenance provenance) throws IOException {
        ModelFile.write(directory, TASK, config, preprocessing, weights, provenance);
    }

    public NetConfig network() {
        return config;
    }

    public AmplitudePreprocessing preprocessing() {
        return preprocessing;
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
        return network.apply(tape, momenta);
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
            r[i] = preprocessing.amplitude(r[i]);
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
        momenta.check(preprocessing.particles());
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
