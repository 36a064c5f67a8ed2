package rapidity.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import rapidity.engine.Engine;
import rapidity.engine.EngineChoice;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.net.NetConfig;
import rapidity.random.RandomStreams;

/// A network that says what a jet is: from the four-momenta of its constituents, and perhaps further numbers of each,
/// to a score or to probabilities of classes.
///
/// ```java
/// JetTagger tagger = JetTagger.load(Path.of("RUN/model"));
/// float[] scores = tagger.score(Jets.of(fourMomenta, offsets));
/// ```
///
/// Any number of threads may share one, as long as nobody changes its weights. A jet's score is the same bits alone and
/// among any others.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.2; for L-GATr-slim arXiv:2512.17011
public final class JetTagger {
    /// Its name in model files.
    public static final String TASK = "jet-tagger";

    /// Tokens that are worked on at once: they stay in cache.
    private static final int TOKENS = 192;

    /// Shards whose memory is kept for the next scores.
    private static final int MOST_KEPT = 4;

    private final NetConfig config;
    private final TaggingPreprocessing preprocessing;
    private final List<String> classes;
    private final Params params;
    private final TaggingNetwork network;
    private final Weights weights;

    /// With the memory of former scores, for the next ones: at most one for each thread that has scored at the same
    /// time.
    private final Queue<Tape> idle = new ConcurrentLinkedQueue<>();

    private JetTagger(
            NetConfig config,
            TaggingPreprocessing preprocessing,
            List<String> classes,
            Params params,
            Function<Params, Weights> weights) {
        this.config = config;
        this.preprocessing = preprocessing;
        this.classes = List.copyOf(classes);
        this.params = params;
        this.network = TaggingNetwork.of(params, config, preprocessing, outputs(classes));
        this.weights = weights.apply(params);
    }

    /// A network with initial weights.
    ///
    /// @param classes their names; of two, the last is the signal
    /// @param seed of the initial weights
    /// @throws IllegalArgumentException if there are fewer than two classes or two of one name, or the network's inputs
    ///     or outputs are not those of the preprocessing and the classes: one output for two classes, else one for each
    public static JetTagger of(
            NetConfig network, TaggingPreprocessing preprocessing, List<String> classes, long seed, Engine engine) {
        Params params = Params.of(new RandomStreams(seed));
        return new JetTagger(network, preprocessing, classes, params, p -> p.weights(engine));
    }

    /// Outputs of the network for these classes: one if there are two, else one for each.
    ///
    /// @throws IllegalArgumentException if there are fewer than two classes or two of one name
    public static int outputs(List<String> classes) {
        if (classes.size() < 2 || classes.stream().distinct().count() < classes.size()) {
            throw new IllegalArgumentException("a tagger tells two or more different classes apart, not " + classes);
        }
        return classes.size() == 2 ? 1 : classes.size();
    }

    /// Reads a model with the fastest kernels that run here, in the precision that it was trained in.
    ///
    /// @param directory with model.json and weights.safetensors
    /// @throws ModelFormatException if it holds no jet tagger, or is damaged
    public static JetTagger load(Path directory) throws IOException {
        return load(directory, EngineChoice.JAVA);
    }

    /// On an engine of somebody's choice, in the precision of the weights.
    public static JetTagger load(Path directory, EngineChoice engine) throws IOException {
        return load(directory, engine.engine(ModelFile.precision(directory)));
    }

    /// Reads a model for a given engine.
    ///
    /// @throws ModelFormatException if it holds no jet tagger, or is damaged
    public static JetTagger load(Path directory, Engine engine) throws IOException {
        ModelFile<TaggerContract> file = ModelFile.read(directory, TASK, TaggerContract.class);
        TaggerContract contract = file.preprocessing();
        List<String> classes = contract.output().classes();
        JetTagger r = file.build(
                directory,
                params -> new JetTagger(
                        file.network(), contract.embedding(), classes, params, p -> p.blankWeights(engine)));
        file.loadWeights(directory, r.weights);
        return r;
    }

    /// Writes model.json and weights.safetensors. A model that is there is replaced.
    public void save(Path directory, Provenance provenance) throws IOException {
        ModelFile.write(directory, TASK, config, TaggerContract.of(preprocessing, classes), weights, provenance);
    }

    public NetConfig network() {
        return config;
    }

    public TaggingPreprocessing preprocessing() {
        return preprocessing;
    }

    /// The names of the classes; a label is an index into them.
    public List<String> classes() {
        return classes;
    }

    /// The weights, shared: who changes them changes this model.
    public Weights weights() {
        return weights;
    }

    /// Another set of weights for the same network, with initial values: for averages. Make a tape of it to use it.
    public Weights otherWeights() {
        return params.weights(weights.engine());
    }

    /// Logits on a tape, without a check of the jets.
    ///
    /// @return `[jets, outputs]`
    public Tensor logits(Tape tape, Jets jets) {
        return network.apply(tape, TaggingTokens.of(preprocessing, jets, 0, jets.size()));
    }

    /// Jets like these that are worked on at once: the size of a shard.
    public int jetsAtOnce(Jets like) {
        long tokens = 0;
        for (int jet = 0; jet < like.size(); jet++) {
            tokens += TaggingTokens.tokens(preprocessing, like.constituents(jet));
        }
        return tokens == 0 ? 1 : Math.max(1, (int) Math.round((double) tokensAtOnce() * like.size() / tokens));
    }

    /// Does nothing if the tagger can mean these jets.
    ///
    /// [Jets] refuse by themselves what is not finite, negative energies and E < |p| beyond rounding.
    ///
    /// @throws IllegalArgumentException with jet and constituent, if a jet has no constituent, a momentum is zero as
    ///     padding is, or a feature is missing
    public void check(Jets jets) {
        JetCheck.refuse(jets, preprocessing.features());
    }

    /// One number for each jet: the probability of the last of two classes.
    ///
    /// @throws IllegalArgumentException if the tagger cannot mean a jet, see [#check]
    /// @throws IllegalStateException if there are more than two classes
    public float[] score(Jets jets) {
        if (classes.size() > 2) {
            throw new IllegalStateException(
                    "this tagger tells " + classes.size() + " classes apart, a score is of two: ask for probabilities");
        }
        double[] z = logits(jets);
        float[] r = new float[z.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = (float) sigmoid(z[i]);
        }
        return r;
    }

    /// Probabilities of the classes, one row for each jet.
    ///
    /// @throws IllegalArgumentException if the tagger cannot mean a jet, see [#check]
    public float[][] probabilities(Jets jets) {
        return probabilities(logits(jets));
    }

    /// Probabilities of the classes from logits, one row for each jet.
    public float[][] probabilities(double[] logits) {
        int outputs = outputs(classes);
        float[][] r = new float[logits.length / outputs][];
        for (int jet = 0; jet < r.length; jet++) {
            r[jet] = outputs == 1 ? ofTwo(logits[jet]) : softmax(logits, jet * outputs, outputs);
        }
        return r;
    }

    private static float[] ofTwo(double logit) {
        return new float[] {(float) sigmoid(-logit), (float) sigmoid(logit)};
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    private static float[] softmax(double[] z, int from, int n) {
        double most = z[from];
        for (int i = 1; i < n; i++) {
            most = Math.max(most, z[from + i]);
        }
        double[] e = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            e[i] = StrictMath.exp(z[from + i] - most);
            sum += e[i];
        }
        float[] r = new float[n];
        for (int i = 0; i < n; i++) {
            r[i] = (float) (e[i] / sum);
        }
        return r;
    }

    private double[] logits(Jets jets) {
        try (Workers caller = new Workers(1)) {
            return logits(jets, caller);
        }
    }

    /// Logits with several threads: the same bits with any number.
    ///
    /// @return `[jets, outputs]`, row-major; the outputs are 1 if there are two classes, else one for each
    /// @throws IllegalArgumentException if the tagger cannot mean a jet, see [#check]
    public double[] logits(Jets jets, Workers workers) {
        check(jets);
        int outputs = outputs(classes);
        int[] shards = shards(jets);
        int lanes = Math.min(shards.length - 1, workers.threads());
        double[] r = new double[jets.size() * outputs];
        workers.run(lanes, lane -> {
            Tape tape = Objects.requireNonNullElseGet(idle.poll(), () -> Tape.forward(weights));
            int largest = 0;
            for (int i = lane; i < shards.length - 1; i += lanes) {
                TaggingTokens tokens = TaggingTokens.of(preprocessing, jets, shards[i], shards[i + 1]);
                double[] z = network.apply(tape, tokens).toArray();
                System.arraycopy(z, 0, r, shards[i] * outputs, z.length);
                tape.reset();
                largest = Math.max(largest, tokens.tokens());
            }
            if (largest <= MOST_KEPT * tokensAtOnce()) {
                idle.add(tape);
            }
        });
        return r;
    }

    private int tokensAtOnce() {
        return weights.engine().shard(TOKENS);
    }

    /// Where shards begin: each but the last has at least [#tokensAtOnce] tokens.
    private int[] shards(Jets jets) {
        int[] r = new int[jets.size() + 1];
        int n = 0;
        int tokens = 0;
        int atOnce = tokensAtOnce();
        for (int jet = 0; jet < jets.size(); jet++) {
            tokens += TaggingTokens.tokens(preprocessing, jets.constituents(jet));
            if (tokens >= atOnce || jet == jets.size() - 1) {
                r[++n] = jet + 1;
                tokens = 0;
            }
        }
        return Arrays.copyOf(r, n + 1);
    }
}
