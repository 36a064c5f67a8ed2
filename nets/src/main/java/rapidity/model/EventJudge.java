package rapidity.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.net.Mlp;
import rapidity.net.MlpConfig;
import rapidity.random.RandomStreams;

/// A network that tells true events from those of a generator by their observables. Trained to the end it knows the
/// ratio of the densities, and gives generated events the weights that make them look true:
///
/// ```
/// logit z = ln (density of true events / density of generated events)      weight = min(e^z, 100)
/// ```
///
/// @source Lopez-Paz, Oquab, arXiv:1610.06545; Spinner et al., arXiv:2405.14806, App. C.3
public final class EventJudge {
    /// Its name in model files.
    public static final String TASK = "event-judge";

    /// Largest weight of an event.
    public static final double LARGEST_WEIGHT = 100;

    /// Events that are worked on at once.
    private static final int SHARD = 128;

    private final MlpConfig config;
    private final StandardObservables observables;
    private final Params params;
    private final Mlp network;
    private final Weights weights;

    private EventJudge(
            MlpConfig config,
            double dropout,
            StandardObservables observables,
            Params params,
            Function<Params, Weights> weights) {
        if (config.in() != observables.width() || config.out() != 1) {
            throw new IllegalArgumentException("a judge takes " + observables.width()
                    + " observables and gives one logit, not " + config.in() + " and " + config.out());
        }
        this.config = config;
        this.observables = observables;
        this.params = params;
        this.network = new Mlp(params, config, dropout);
        this.weights = weights.apply(params);
    }

    /// A network with initial weights.
    ///
    /// @param dropout probability after each layer, in training
    /// @throws IllegalArgumentException unless it takes the observables and gives one number
    public static EventJudge of(
            MlpConfig network, double dropout, StandardObservables observables, RandomStreams streams, Engine engine) {
        return new EventJudge(network, dropout, observables, Params.of(streams), p -> p.weights(engine));
    }

    /// Reads a model with the fastest kernels that run here.
    ///
    /// @throws ModelFormatException if it holds no judge, or is damaged
    public static EventJudge load(Path directory) throws IOException {
        ModelFile<JudgeContract> file = ModelFile.read(directory, TASK, JudgeContract.class);
        Engine engine = Engine.of(file.weights().precision());
        EventJudge r = file.build(directory, params -> {
            if (!(file.network() instanceof MlpConfig network)) {
                throw new IllegalArgumentException("a judge is an MLP, not " + file.network());
            }
            StandardObservables o = file.preprocessing().standardised();
            return new EventJudge(network, 0, o, params, p -> p.blankWeights(engine));
        });
        file.loadWeights(directory, r.weights);
        return r;
    }

    /// Writes model.json and weights.safetensors. A model that is there is replaced.
    public void save(Path directory, Provenance provenance) throws IOException {
        ModelFile.write(directory, TASK, config, observables.contract(), weights, provenance);
    }

    /// What it looks at.
    public StandardObservables observables() {
        return observables;
    }

    /// The weights of the network, shared.
    public Weights weights() {
        return weights;
    }

    /// Another set of weights for the same network, with initial values: for averages.
    public Weights otherWeights() {
        return params.weights(weights.engine());
    }

    /// @param rows standardised observables, `[events, observables]`
    /// @return `[events, 1]`
    public Tensor logits(Tensor rows) {
        return network.apply(rows);
    }

    /// Logits of standardised observables, `[events, observables]`: the same bits with any number of threads.
    public double[] logits(float[] rows, Workers workers) {
        int width = observables.width();
        int count = rows.length / width;
        int shards = Math.ceilDiv(count, SHARD);
        int lanes = Math.min(shards, workers.threads());
        double[] r = new double[count];
        workers.run(lanes, lane -> {
            Tape tape = Tape.forward(weights);
            for (int shard = lane; shard < shards; shard += lanes) {
                int from = shard * SHARD;
                int to = Math.min(from + SHARD, count);
                double[] x = new double[(to - from) * width];
                Arrays.setAll(x, i -> rows[from * width + i]);
                System.arraycopy(logits(tape.tensor(x, to - from, width)).toArray(), 0, r, from, to - from);
                tape.reset();
            }
        });
        return r;
    }

    /// Logits of events.
    ///
    /// @param momenta `[events, particles, 4]`
    /// @throws IllegalArgumentException with event and name if an observable is not finite
    public double[] logits(double[] momenta, Workers workers) {
        return logits(observables.rows(momenta), workers);
    }

    /// Weights of generated events.
    ///
    /// @param momenta `[events, particles, 4]`
    /// @throws IllegalArgumentException with event and name if an observable is not finite
    public double[] weights(double[] momenta, Workers workers) {
        return clamped(logits(momenta, workers));
    }

    /// `min(e^z, 100)` of each logit.
    static double[] clamped(double... logits) {
        return Arrays.stream(logits)
                .map(z -> Math.min(Math.exp(z), LARGEST_WEIGHT))
                .toArray();
    }
}
