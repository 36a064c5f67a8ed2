package rapidity.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rapidity.engine.Engine;
import rapidity.engine.EngineChoice;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Weights;
import rapidity.net.Autoencoder;
import rapidity.net.AutoencoderConfig;
import rapidity.net.Dsi;
import rapidity.net.DsiConfig;
import rapidity.net.NetConfig;
import rapidity.random.RandomStreams;

/// A network with its weights and nothing else: what a Python checkpoint becomes, and what is inside every model.
///
/// ```java
/// BareNetwork net = BareNetwork.load(Path.of("MODEL"), Engine.of(Precision.FLOAT64));
/// Tape tape = Tape.forward(net.weights());
/// Features y = net.function().apply(new TokenNetwork.Inputs(x, Attend.full(tokens), Optional.empty()));
/// ```
public final class BareNetwork {
    static final String TASK = "network";

    private final NetConfig config;
    private final Optional<PythonOrigin> origin;
    private final Optional<TokenNetwork> function;
    private final Optional<Autoencoder> autoencoder;
    private final Weights weights;

    private BareNetwork(Plan plan, Weights weights) {
        this.config = plan.config;
        this.origin = plan.origin;
        this.function = plan.function;
        this.autoencoder = plan.autoencoder;
        this.weights = weights;
    }

    /// With initial weights.
    public static BareNetwork of(NetConfig config, PythonOrigin origin, Engine engine) {
        Plan plan = Plan.of(config, Optional.of(origin), Integer.MAX_VALUE);
        return new BareNetwork(plan, plan.params.weights(engine));
    }

    /// A network whose weights are still to be read.
    public static final class Plan {
        private final NetConfig config;
        private final Optional<PythonOrigin> origin;
        private final Params params;
        private final Optional<TokenNetwork> function;
        private final Optional<Autoencoder> autoencoder;

        private Plan(Params params, NetConfig config, Optional<PythonOrigin> origin) {
            this.config = config;
            this.origin = origin;
            this.params = params;
            Optional<Autoencoder> ofJets = Optional.empty();
            Optional<TokenNetwork> ofTokens = Optional.empty();
            switch (config) {
                case AutoencoderConfig c -> ofJets = Optional.of(Autoencoder.of(params, c));
                case DsiConfig c -> new Dsi(params, c);
                default -> ofTokens = Optional.of(TokenNetwork.of(params, config));
            }
            this.autoencoder = ofJets;
            this.function = ofTokens;
        }

        /// @param most weights that it may have
        /// @throws IllegalArgumentException if it has more: before memory is taken for them
        /// @throws ArithmeticException if one array has 2^31 numbers or more
        public static Plan of(NetConfig config, Optional<PythonOrigin> origin, long most) {
            return new Plan(Params.of(new RandomStreams(0)).atMost(most), config, origin);
        }

        public List<Parameter> parameters() {
            return params.parameters();
        }

        /// The network without values: write its weights before use.
        public BareNetwork blank(Engine engine) {
            return new BareNetwork(this, params.blankWeights(engine));
        }
    }

    /// Reads the network of a model of any task, in the precision of its weights.
    ///
    /// @throws ModelFormatException if there is no model, or it is damaged
    public static BareNetwork load(Path directory) throws IOException {
        return load(directory, EngineChoice.JAVA);
    }

    /// On an engine of somebody's choice, in the precision of the weights.
    public static BareNetwork load(Path directory, EngineChoice engine) throws IOException {
        return load(directory, engine.engine(ModelFile.precision(directory)));
    }

    /// Reads the network of a model of any task.
    ///
    /// @throws ModelFormatException if there is no model, or it is damaged
    public static BareNetwork load(Path directory, Engine engine) throws IOException {
        Optional<PythonOrigin> origin = ModelFile.task(directory).equals(TASK)
                ? Optional.of(
                        ModelFile.read(directory, TASK, PythonOrigin.class).preprocessing())
                : Optional.empty();
        ModelFile<?> file = ModelFile.read(directory);
        BareNetwork r = file.build(directory, params -> new Plan(params, file.network(), origin))
                .blank(engine);
        file.loadAnyWeights(directory, r.weights);
        return r;
    }

    /// The precision of a model's weights.
    ///
    /// @throws ModelFormatException if there is no model
    public static Precision precision(Path directory) throws IOException {
        return ModelFile.precision(directory);
    }

    /// Writes model.json and weights.safetensors. A model that is there is replaced.
    ///
    /// @throws IllegalStateException if the network is that of another task's model
    public void save(Path directory, Provenance provenance) throws IOException {
        PythonOrigin python = origin.orElseThrow(() -> new IllegalStateException("save the model that this is from"));
        ModelFile.write(directory, TASK, config, python, weights, provenance);
    }

    public NetConfig config() {
        return config;
    }

    /// The Python class that it was imported from, if it was.
    public Optional<PythonOrigin> origin() {
        return origin;
    }

    /// @throws IllegalStateException if it is an [#autoencoder], or takes whole events
    public TokenNetwork function() {
        return function.orElseThrow(
                () -> new IllegalStateException("this network takes whole jets or events: " + config));
    }

    /// @throws IllegalStateException if it is another network
    public Autoencoder autoencoder() {
        return autoencoder.orElseThrow(() -> new IllegalStateException("this network is no autoencoder: " + config));
    }

    /// The weights, shared: who changes them changes this network.
    public Weights weights() {
        return weights;
    }
}
