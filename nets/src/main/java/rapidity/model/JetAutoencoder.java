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
import rapidity.jets.AnomalyScore;
import rapidity.jets.JetPair;
import rapidity.jets.Jets;
import rapidity.net.Autoencoder;
import rapidity.net.AutoencoderConfig;
import rapidity.net.LgaeConfig;
import rapidity.net.NetConfig;
import rapidity.net.PaddedJets;
import rapidity.random.RandomStreams;

/// A network that compresses jets into a few numbers each and makes jets of these again: the less a jet resembles those
/// that it was trained on, the worse it comes back.
///
/// ```java
/// JetAutoencoder model = JetAutoencoder.load(Path.of("RUN/model"));
/// Latents latents = model.encode(jets, workers);
/// double[] momenta = model.decode(latents, workers);
/// ```
///
/// Any number of threads may share one, as long as nobody changes its weights. A jet gives the same bits alone and
/// among any others.
///
/// @source arXiv:2212.07347
public final class JetAutoencoder {
    /// Its name in model files.
    public static final String TASK = "jet-autoencoder";

    /// Rows of jets that are worked on at once.
    private static final int ROWS = 240;

    private final AutoencoderConfig config;
    private final AutoencoderPreprocessing preprocessing;
    private final Params params;
    private final Autoencoder network;
    private final Weights weights;
    private final Queue<Tape> idle = new ConcurrentLinkedQueue<>();

    private JetAutoencoder(
            AutoencoderConfig config,
            AutoencoderPreprocessing preprocessing,
            Params params,
            Function<Params, Weights> weights) {
        requireFit(config, preprocessing);
        this.config = config;
        this.preprocessing = preprocessing;
        this.params = params;
        this.network = Autoencoder.of(params, config);
        this.weights = weights.apply(params);
    }

    private static void requireFit(AutoencoderConfig c, AutoencoderPreprocessing p) {
        if (c.particles() != p.rows() || c.features() != p.features()) {
            throw new IllegalArgumentException("a network for " + c.particles() + " rows of " + c.features()
                    + " numbers, where " + p.coordinates() + " are " + p.rows() + " rows of " + p.features());
        }
    }

    /// A network with initial weights.
    ///
    /// @param seed of the initial weights
    /// @throws IllegalArgumentException if the network does not take what the preprocessing gives
    public static JetAutoencoder of(
            AutoencoderConfig network, AutoencoderPreprocessing preprocessing, long seed, Engine engine) {
        Params params = Params.of(new RandomStreams(seed));
        return new JetAutoencoder(network, preprocessing, params, p -> p.weights(engine));
    }

    /// Reads a model with the fastest kernels that run here, in the precision that it was trained in.
    ///
    /// @param directory with model.json and weights.safetensors
    /// @throws ModelFormatException if it holds no autoencoder, or is damaged
    public static JetAutoencoder load(Path directory) throws IOException {
        return load(directory, EngineChoice.JAVA);
    }

    /// On an engine of somebody's choice, in the precision of the weights.
    public static JetAutoencoder load(Path directory, EngineChoice engine) throws IOException {
        return load(directory, engine.engine(ModelFile.precision(directory)));
    }

    /// Reads a model for a given engine.
    ///
    /// @throws ModelFormatException if it holds no autoencoder, or is damaged
    public static JetAutoencoder load(Path directory, Engine engine) throws IOException {
        refuseBare(directory);
        ModelFile<AutoencoderContract> file = ModelFile.read(directory, TASK, AutoencoderContract.class);
        AutoencoderPreprocessing preprocessing = file.preprocessing().preprocessing();
        JetAutoencoder r = file.build(
                directory,
                params -> new JetAutoencoder(
                        autoencoder(file.network()), preprocessing, params, p -> p.blankWeights(engine)));
        file.loadWeights(directory, r.weights);
        return r;
    }

    private static void refuseBare(Path directory) throws IOException {
        ModelFile<?> file = ModelFile.read(directory);
        if (file.task().equals(BareNetwork.TASK) && file.network() instanceof AutoencoderConfig) {
            throw new ModelFormatException(
                    directory,
                    "task",
                    "an autoencoder of jets",
                    "the network of one, which says nothing of what jets are divided by: import it again with a block"
                            + " \"autoencoder\" beside its arguments, such as \"autoencoder\": {}");
        }
    }

    private static AutoencoderConfig autoencoder(NetConfig c) {
        if (c instanceof AutoencoderConfig a) {
            return a;
        }
        throw new IllegalArgumentException("the network is no autoencoder: " + c);
    }

    /// Writes model.json and weights.safetensors. A model that is there is replaced.
    public void save(Path directory, Provenance provenance) throws IOException {
        ModelFile.write(directory, TASK, config, AutoencoderContract.of(preprocessing), weights, provenance);
    }

    public AutoencoderConfig network() {
        return config;
    }

    public AutoencoderPreprocessing preprocessing() {
        return preprocessing;
    }

    /// The weights, shared: who changes them changes this model.
    public Weights weights() {
        return weights;
    }

    /// Another set of weights for the same network, with initial values: for averages.
    public Weights otherWeights() {
        return params.weights(weights.engine());
    }

    /// What the numbers of a jet's latents are.
    public Latents.Layout layout() {
        return config instanceof LgaeConfig c
                ? new Latents.Layout(c.latent().allScalars(), c.latent().allVectors(), 0)
                : new Latents.Layout(0, 0, config.latentSize());
    }

    /// Jets that are worked on at once: the size of a shard.
    public int jetsAtOnce() {
        return Math.max(1, weights.engine().shard(ROWS) / config.particles());
    }

    /// Jets in equal slots, as the network sees them.
    ///
    /// @throws IllegalArgumentException with the jet, if it has no constituent or one of zero momentum
    public AutoencoderInput input(Jets jets) {
        JetCheck.refuse(jets, List.of());
        return AutoencoderInput.of(preprocessing, jets);
    }

    /// What the network makes of jets, in its own coordinates.
    ///
    /// @return `[jets, rows, features]`
    public Tensor reconstruct(Tape tape, PaddedJets jets) {
        return network.reconstruct(tape, jets);
    }

    /// One way through the network, in its own coordinates.
    ///
    /// @param latents `[jets, numbers]`
    /// @param reconstruction `[jets, rows, features]`
    public record Pass(double[] latents, double[] reconstruction) {}

    /// Both halves of the network, without gradients.
    public Pass pass(PaddedJets jets, Workers workers) {
        int size = config.latentSize();
        int row = config.particles() * config.features();
        Pass r = new Pass(new double[jets.jets() * size], new double[jets.jets() * row]);
        inShards(jets.jets(), workers, (tape, from, to) -> {
            Tensor latents = network.encode(tape, rows(jets, from, to));
            double[] jet = network.decode(latents).toArray();
            System.arraycopy(latents.toArray(), 0, r.latents, from * size, (to - from) * size);
            System.arraycopy(jet, 0, r.reconstruction, from * row, jet.length);
        });
        return r;
    }

    /// What is kept of jets; the same bits with any number of threads.
    ///
    /// @throws IllegalArgumentException if it cannot mean a jet, see [#input]
    public Latents encode(Jets jets, Workers workers) {
        AutoencoderInput x = input(jets);
        int size = config.latentSize();
        double[] r = new double[jets.size() * size];
        inShards(jets.size(), workers, (tape, from, to) -> {
            double[] z = network.encode(tape, rows(x.network(), from, to)).toArray();
            System.arraycopy(z, 0, r, from * size, z.length);
        });
        return new Latents(layout(), r, x.frames());
    }

    /// Jets of what was kept of them.
    ///
    /// @return `[jets, rows, 4]`: E, px, py, pz in GeV; rows are particles, or pixels
    public double[] decode(Latents latents, Workers workers) {
        if (!latents.layout().equals(layout())) {
            throw new IllegalArgumentException("latents of " + latents.layout() + ", the model has " + layout());
        }
        int width = preprocessing.frame();
        if (latents.frames().length != latents.jets() * width) {
            throw new IllegalArgumentException("frames of " + width + " numbers for each of " + latents.jets()
                    + " jets expected, got " + latents.frames().length + " numbers");
        }
        int size = config.latentSize();
        int rows = config.particles();
        double[] r = new double[latents.jets() * rows * 4];
        inShards(latents.jets(), workers, (tape, from, to) -> {
            double[] own = Arrays.copyOfRange(latents.values(), from * size, to * size);
            double[] x = network.decode(tape.tensor(own, to - from, size)).toArray();
            for (int jet = from; jet < to; jet++) {
                double[] frame = Arrays.copyOfRange(latents.frames(), jet * width, (jet + 1) * width);
                int at = (jet - from) * rows * config.features();
                AutoencoderInput.back(preprocessing, x, at, frame, r, jet * rows * 4);
            }
        });
        return r;
    }

    /// Jets through the bottleneck and back.
    ///
    /// @return `[jets, rows, 4]`: E, px, py, pz in GeV; rows are particles, or pixels
    /// @throws IllegalArgumentException if it cannot mean a jet, see [#input]
    public double[] reconstruct(Jets jets, Workers workers) {
        return decode(encode(jets, workers), workers);
    }

    /// How anomalous each jet is. Normalised momenta are in units of its largest component.
    ///
    /// @throws IllegalArgumentException if it cannot mean a jet, see [#input], or the network sees images
    public double[] score(Jets jets, AnomalyScore score, Workers workers) {
        if (preprocessing.coordinates() == AutoencoderPreprocessing.Coordinates.IMAGE) {
            throw new IllegalArgumentException("images have no particles, which " + score.title() + " compares");
        }
        int row = 4 * preprocessing.particles();
        double[] targets = input(jets).momenta();
        double[] found = reconstruct(jets, workers);
        double[] r = new double[jets.size()];
        workers.run(r.length, jet -> {
            double[] target = Arrays.copyOfRange(targets, jet * row, (jet + 1) * row);
            double[] back = Arrays.copyOfRange(found, jet * row, (jet + 1) * row);
            double largest = Arrays.stream(target).map(Math::abs).max().orElseThrow();
            r[jet] = score.of(JetPair.of(target, back, largest, preprocessing.unit()));
        });
        return r;
    }

    /// Some of the jets.
    static PaddedJets rows(PaddedJets x, int from, int to) {
        int row = x.particles() * x.features();
        return new PaddedJets(
                to - from,
                x.particles(),
                x.features(),
                Arrays.copyOfRange(x.values(), from * row, to * row),
                Arrays.copyOfRange(x.real(), from * x.particles(), to * x.particles()));
    }

    /// Work on the jets from .. to - 1 with a tape of one thread.
    private interface Shard {
        void run(Tape tape, int from, int to);
    }

    private void inShards(int jets, Workers workers, Shard work) {
        int per = jetsAtOnce();
        int shards = (jets + per - 1) / per;
        int lanes = Math.min(shards, workers.threads());
        workers.run(lanes, lane -> {
            Tape tape = Objects.requireNonNullElseGet(idle.poll(), () -> Tape.forward(weights));
            for (int i = lane; i < shards; i += lanes) {
                work.run(tape, i * per, Math.min(jets, (i + 1) * per));
                tape.reset();
            }
            idle.add(tape);
        });
    }
}
