package rapidity.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.GradientStep;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.engine.kernel.Unary;
import rapidity.net.Lgatr;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlim;
import rapidity.net.LgatrSlimConfig;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import rapidity.train.AdamW;

/// Our side of `rapidity bench block`, one measurement in a process of its own, in float32: the paper's tagger of 12
/// blocks of 16 multivectors and 32 scalars with 8 heads, the quick recipe's amplitude network of 4 blocks of 8
/// multivectors and 16 scalars with 4 heads, or the L-GATr-slim tagger of 12 blocks of 32 vectors and 96 scalars with 8
/// heads.
final class BlockRun {
    private static final int TOKENS_PER_SHARD = 200;

    /// Of a training step of the slim network: the gradients of its two million weights are added up once a shard.
    private static final int TOKENS_PER_SLIM_STEP = 400;

    private final Network net;
    private final Weights weights;
    private final Workers workers;
    private final int jets;
    private final int particles;
    private final List<Shard> shards = new ArrayList<>();

    /// The inputs of one shard, made once: a step then allocates nothing that grows with the batch.
    private record Shard(int jets, double[] momenta, double[] scalars, double[] labels, Attend attend) {}

    /// A network as a function of momenta and scalars.
    private interface Network {
        /// One number per token.
        Tensor numbers(Tape tape, Shard shard, int tokens);

        /// Scalars that each token brings.
        int scalars();
    }

    private record Full(Lgatr net, int scalars) implements Network {
        Full(Params p, LgatrConfig config) {
            this(
                    new Lgatr(p, config.withAttentionRatio(2).withMlpRatio(2)),
                    config.in().scalars());
        }

        @Override
        public Tensor numbers(Tape tape, Shard shard, int tokens) {
            Tensor mv = tape.tensor(shard.momenta, tokens, 1, 4).pad(2, 1, 16);
            Tensor s = tape.tensor(shard.scalars, tokens, scalars);
            return net.apply(Multivectors.of(mv, s), shard.attend)
                    .multivectors()
                    .slice(2, 0, 1);
        }
    }

    private record Slim(LgatrSlim net, int scalars) implements Network {
        Slim(Params p, LgatrSlimConfig config) {
            this(new LgatrSlim(p, config), config.in().scalars());
        }

        @Override
        public Tensor numbers(Tape tape, Shard shard, int tokens) {
            Tensor v = tape.tensor(shard.momenta, tokens, 1, 4);
            Tensor s = tape.tensor(shard.scalars, tokens, scalars);
            return net.apply(VectorsScalars.of(v, s), shard.attend).scalars();
        }
    }

    private static Network network(Params p, String mode) {
        if (mode.endsWith("slim")) {
            return new Slim(
                    p,
                    LgatrSlimConfig.v2(
                                    new VectorChannels(1, 8),
                                    new VectorChannels(32, 96),
                                    new VectorChannels(0, 1),
                                    12,
                                    8)
                            .withMlpRatio(4));
        }
        Channels out = new Channels(1, 0);
        return new Full(
                p,
                mode.endsWith("amplitude")
                        ? LgatrConfig.v2(new Channels(1, 3), new Channels(8, 16), out, 4, 4)
                        : LgatrConfig.v2(new Channels(1, 1), new Channels(16, 32), out, 12, 8)
                                .withHeadScale());
    }

    private BlockRun(String mode, int jets, int particles, int threads) {
        this.jets = jets;
        this.particles = particles;
        Params p = Params.of(new RandomStreams(1));
        net = network(p, mode);
        weights = p.weights(Engine.of(Precision.FLOAT32));
        workers = new Workers(threads);
        RandomStream random = new RandomStreams(1).stream("bench");
        int tokens = mode.equals("train-slim") ? TOKENS_PER_SLIM_STEP : TOKENS_PER_SHARD;
        int perShard = Math.max(1, tokens / particles / 4 * 4);
        for (int first = 0; first < jets; first += perShard) {
            int n = Math.min(perShard, jets - first);
            double[] labels = new double[n];
            Arrays.setAll(labels, i -> i % 2);
            double[] momenta = momenta(n * particles, random);
            double[] scalars =
                    random.doubles((long) n * particles * net.scalars(), -1, 1).toArray();
            shards.add(new Shard(n, momenta, scalars, labels, Attend.equal(n, particles)));
        }
    }

    private static double[] momenta(int tokens, RandomStream random) {
        double[] r = new double[4 * tokens];
        for (int i = 0; i < r.length; i += 4) {
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

    /// Logits of one shard's jets.
    private Tensor logits(Tape tape, Shard shard) {
        Tensor numbers = net.numbers(tape, shard, shard.jets * particles);
        return numbers.reshape(shard.jets, particles).slice(1, 0, 1);
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

    /// A training step: binary cross-entropy, backward, AdamW.
    private Runnable training() {
        GradientStep step = new GradientStep(weights, workers);
        Updates updates = new Updates(weights, AdamW.of(1e-4));
        return () -> {
            step.run(shards.size(), (tape, i) -> {
                Shard shard = shards.get(i);
                Tensor x = logits(tape, shard);
                Tensor softplus =
                        x.apply(Unary.RELU).plus(x.abs().negate().exp().plus(1).log());
                return softplus.minus(x.times(tape.tensor(shard.labels, shard.jets, 1)))
                        .sum()
                        .times(1.0 / jets);
            });
            updates.apply(step.gradient(), weights.size());
        };
    }

    /// Arguments: infer|train|train-amplitude|infer-slim|train-slim, jets, particles, threads, warm-up seconds,
    /// seconds.
    public static void main(String[] a) throws IOException {
        BlockRun run = new BlockRun(a[0], Integer.parseInt(a[1]), Integer.parseInt(a[2]), Integer.parseInt(a[3]));
        Runnable work = a[0].startsWith("train") ? run.training() : run.inference();
        System.out.println(Timing.of(work, Double.parseDouble(a[4]), Double.parseDouble(a[5]))
                .json());
        run.workers.close();
    }
}
