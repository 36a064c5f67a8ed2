package rapidity.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rapidity.engine.Buffer;
import rapidity.engine.Engine;
import rapidity.engine.GradientStep;
import rapidity.engine.Ops;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.engine.kernel.Unary;
import rapidity.layer.irreps.Aggregation;
import rapidity.loss.Chamfer;
import rapidity.net.Lgae;
import rapidity.net.LgaeConfig;
import rapidity.net.PaddedJets;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import rapidity.train.Adam;

/// Our side of `rapidity bench lgae`, one measurement in a process of its own, in float64 on one thread: the published
/// Lorentz group autoencoder on jets of 30 particles.
final class LgaeRun {
    private static final int PARTICLES = 30;
    private static final int VECTOR = 4;

    /// Of a tape: as many as the kernels work on at once, twice with AVX2.
    private static final int JETS_PER_SHARD = 8;

    private static final double RATE = 1e-3;
    private static final double L1 = 1e-8;

    private final Lgae net;
    private final Weights weights;
    private final List<PaddedJets> shards = new ArrayList<>();

    private LgaeRun(LgaeConfig config, int jets) {
        Params p = Params.of(new RandomStreams(1));
        net = new Lgae(p, config);
        weights = p.weights(Engine.of(Precision.FLOAT64));
        RandomStream random = new RandomStreams(1).stream("bench");
        for (int first = 0; first < jets; first += JETS_PER_SHARD) {
            shards.add(jets(Math.min(JETS_PER_SHARD, jets - first), random));
        }
    }

    /// Divided by the largest component, as the published pipeline does.
    private static PaddedJets jets(int jets, RandomStream random) {
        double[] values = new double[jets * PARTICLES * VECTOR];
        for (int i = 0; i < values.length; i += VECTOR) {
            double pt = random.nextDouble();
            double phi = 0.2 * random.nextGaussian();
            double pz = pt * Math.sinh(0.2 * random.nextGaussian());
            values[i] = Math.sqrt(pt * pt + pz * pz + 1e-6);
            values[i + 1] = pt * Math.cos(phi);
            values[i + 2] = pt * Math.sin(phi);
            values[i + 3] = pz;
        }
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(1);
        boolean[] real = new boolean[jets * PARTICLES];
        Arrays.fill(real, true);
        return new PaddedJets(
                jets,
                PARTICLES,
                VECTOR,
                Arrays.stream(values).map(x -> x / largest).toArray(),
                real);
    }

    private Runnable forward() {
        Tape tape = Tape.forward(weights);
        return () -> shards.forEach(x -> {
            net.reconstruct(tape, x).toArray();
            tape.reset();
        });
    }

    /// Forward pass, Chamfer loss, L1 term, backward pass, two updates of Adam.
    private Runnable training() {
        GradientStep step = new GradientStep(weights, new Workers(1));
        Ops ops = weights.engine().ops();
        int n = weights.size();
        Updates updates = new Updates(weights, Adam.of(RATE));
        int decoder = weights.parameters().stream()
                .filter(p -> p.name().startsWith("decoder."))
                .findFirst()
                .orElseThrow()
                .offset();
        return () -> {
            step.run(shards.size(), (tape, i) -> {
                PaddedJets x = shards.get(i);
                return Chamfer.OF_PARTICLES.sum(net.reconstruct(tape, x), x.values());
            });
            Buffer signs = ops.unary(Unary.SIGN, weights.values(), n);
            ops.scale(signs, L1, n);
            ops.addInto(signs, step.gradient(), n);
            ops.release(signs);
            updates.apply(step.gradient(), decoder, n);
        };
    }

    /// Arguments: train|forward, aggregation, latent vectors, maxdim, jets, warm-up seconds, seconds.
    public static void main(String[] a) throws IOException {
        LgaeConfig config = LgaeConfig.published(PARTICLES, Aggregation.parse(a[1]), Integer.parseInt(a[2]))
                .withLevels(LgaeConfig.Level.of(Integer.parseInt(a[3])));
        LgaeRun run = new LgaeRun(config, Integer.parseInt(a[4]));
        Runnable work = a[0].equals("train") ? run.training() : run.forward();
        System.out.println(Timing.of(work, Double.parseDouble(a[5]), Double.parseDouble(a[6]))
                .json());
    }
}
