package rapidity.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.bench.LimitCase.Mode;
import rapidity.bench.LimitCase.Network;
import rapidity.engine.Attend;
import rapidity.engine.Engine;
import rapidity.engine.GradientStep;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.VectorsScalars;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.loss.BinaryCrossEntropy;
import rapidity.model.BareNetwork;
import rapidity.model.Features;
import rapidity.model.Safetensors;
import rapidity.model.Safetensors.Stored;
import rapidity.model.StoredType;
import rapidity.model.TokenNetwork;
import rapidity.model.WeightsFile;
import rapidity.model.python.PythonExport;
import rapidity.model.python.PythonNetwork;
import rapidity.net.Lgatr;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlim;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.NetConfig;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import rapidity.train.AdamW;
import tools.jackson.databind.json.JsonMapper;

/// A network with initial weights, a batch of random events for it, and what is done with them. The logit of an event
/// is the first number of its first token. The same in every precision, and in Python from [#forPython].
final class NetworkWork {
    /// Tokens of a shard, about: as in the models.
    private static final int TOKENS = 192;

    private final Network of;
    private final TokenNetwork.Width width;
    private final Numbers net;
    private final Weights weights;
    private final Workers workers;
    private final List<Shard> shards = new ArrayList<>();

    /// The inputs of one shard, made once.
    private record Shard(int events, double[] vectors, double[] scalars, double[] labels, Attend attend) {}

    /// What a network says of each token, or of those that are read.
    private interface Numbers {
        Tensor of(@Nullable Tensor vectors, Tensor scalars, Attend attend);
    }

    private static Numbers numbers(Params p, Network of) {
        return switch (of.config()) {
            case LgatrConfig c -> {
                Lgatr net = new Lgatr(p, c, of.readout());
                yield (v, s, attend) ->
                        net.apply(Multivectors.of(v, s), attend).multivectors().slice(2, 0, 1);
            }
            case LgatrSlimConfig c -> {
                LgatrSlim net = new LgatrSlim(p, c, of.readout());
                yield (v, s, attend) ->
                        net.apply(VectorsScalars.of(v, s), attend).scalars();
            }
            case NetConfig c -> {
                TokenNetwork net = TokenNetwork.of(p, c);
                yield (v, s, attend) -> Objects.requireNonNull(
                        net.apply(new TokenNetwork.Inputs(new Features(v, s), attend, Optional.empty()))
                                .scalars());
            }
        };
    }

    NetworkWork(Network of, Engine engine, int threads) {
        this.of = of;
        width = TokenNetwork.widths(of.config()).tokens();
        Params p = Params.of(new RandomStreams(1));
        net = numbers(p, of);
        weights = p.weights(engine);
        workers = engine.workers(threads);
        RandomStream random = new RandomStreams(1).stream("bench");
        int perShard = (int) Math.max(1, Math.round((double) engine.shard(TOKENS) / of.items()));
        for (int first = 0; first < of.events(); first += perShard) {
            int n = Math.min(perShard, of.events() - first);
            int tokens = n * of.items();
            double[] labels = new double[n];
            Arrays.setAll(labels, i -> i % 2);
            double[] scalars =
                    random.doubles((long) tokens * width.scalars(), -1, 1).toArray();
            double[] vectors = width.channels() == 0 ? new double[0] : vectors(tokens, width.components(), random);
            shards.add(new Shard(n, vectors, scalars, labels, Attend.equal(n, of.items())));
        }
    }

    /// Momenta of mass 0.1, one of each token.
    private static double[] vectors(int tokens, int components, RandomStream random) {
        double[] r = new double[components * tokens];
        int energy = components == SpacetimeAlgebra.COMPONENTS ? 1 : 0;
        for (int i = energy; i < r.length; i += components) {
            double squares = 0.01;
            for (int k = 1; k < 4; k++) {
                double x = 0.5 * random.nextGaussian();
                r[i + k] = x;
                squares += x * x;
            }
            r[i] = Math.sqrt(squares);
        }
        return r;
    }

    /// Weights that are trained.
    int parameters() {
        return weights.size();
    }

    private Tensor logits(Tape tape, Shard shard) {
        int tokens = shard.events * of.items();
        @Nullable Tensor v = width.channels() == 0 ? null : tape.tensor(shard.vectors, tokens, 1, width.components());
        Tensor numbers = net.of(v, tape.tensor(shard.scalars, tokens, width.scalars()), shard.attend);
        return numbers.reshape(shard.events, -1).slice(1, 0, 1);
    }

    Runnable run() {
        return of.mode() == Mode.TRAINING ? training() : inference();
    }

    private Runnable inference() {
        Tape[] tapes = new Tape[workers.threads()];
        Arrays.setAll(tapes, i -> Tape.forward(weights));
        return () -> workers.run(tapes.length, lane -> {
            for (int shard = lane; shard < shards.size(); shard += tapes.length) {
                logits(tapes[lane], shards.get(shard)).toArray();
                tapes[lane].reset();
            }
        });
    }

    private Runnable training() {
        GradientStep step = new GradientStep(weights, workers);
        Updates updates = new Updates(weights, AdamW.of(1e-4));
        return () -> {
            step.run(shards.size(), (tape, i) -> {
                Shard shard = shards.get(i);
                Tensor labels = tape.tensor(shard.labels, shard.events, 1);
                return BinaryCrossEntropy.sum(logits(tape, shard), labels).times(1.0 / of.events());
            });
            updates.apply(step.gradient(), weights.size());
        };
    }

    /// Class and arguments of the network in Python, its weights, the batch and the logits.
    Safetensors forPython() throws IOException {
        Map<String, Stored> r = new LinkedHashMap<>();
        Safetensors network = exported();
        network.tensors().forEach((name, tensor) -> r.put("weights." + name, tensor));
        Tape tape = Tape.forward(weights);
        List<double[]> logits = new ArrayList<>();
        for (Shard shard : shards) {
            logits.add(logits(tape, shard).toArray());
            tape.reset();
        }
        int n = of.events();
        if (width.channels() > 0) {
            r.put(
                    "vectors",
                    stored(shards.stream().map(Shard::vectors).toList(), n, of.items(), 1, width.components()));
        }
        r.put("scalars", stored(shards.stream().map(Shard::scalars).toList(), n, of.items(), width.scalars()));
        r.put("labels", stored(shards.stream().map(Shard::labels).toList(), n));
        r.put("logits", stored(logits, n));
        return new Safetensors(r, network.metadata());
    }

    private static Stored stored(List<double[]> parts, int... shape) {
        double[] all = parts.stream().flatMapToDouble(Arrays::stream).toArray();
        return Stored.of(StoredType.F64, all, shape);
    }

    private Safetensors exported() throws IOException {
        NetConfig config = of.config();
        if (config instanceof LgatrConfig || config instanceof LgatrSlimConfig) {
            BareNetwork bare = BareNetwork.Plan.of(config, Optional.empty(), Integer.MAX_VALUE)
                    .blank(weights.engine());
            bare.weights().write(weights.read());
            return PythonExport.of(bare, PythonNetwork.of(Path.of("bench"), bare));
        }
        Map<String, String> metadata = Map.of(
                "class", config.getClass().getSimpleName(), "arguments", new JsonMapper().writeValueAsString(config));
        return new Safetensors(WeightsFile.stored(weights), metadata);
    }
}
