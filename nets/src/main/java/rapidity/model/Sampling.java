package rapidity.model;

import java.util.Arrays;
import java.util.function.Consumer;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.flow.Coordinates;
import rapidity.flow.EventDistribution;
import rapidity.flow.OdeSolver;
import rapidity.flow.PhaseSpaceCuts;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Events of a distribution that pass its cuts, block by block: block k comes from its own stream of random numbers.
final class Sampling {
    private static final int VECTOR = 4;

    /// Shards of a block: few events are left over for the last ones.
    private static final int SHARDS = 8;

    /// Blocks that a thread works on before they are handed out.
    private static final int ROUND = 2;

    /// Events that are made for each that is given, and for some more, before the model is given up.
    private static final int PATIENCE = 1000;

    private static final int MORE = 10;

    private final EventDistribution distribution;
    private final Weights weights;
    private final OdeSolver solver;
    private final RandomStreams streams;
    private final int shard;
    private final int width;

    Sampling(EventDistribution distribution, Weights weights, OdeSolver solver, RandomStreams streams, int shard) {
        this.distribution = distribution;
        this.weights = weights;
        this.solver = solver;
        this.streams = streams;
        this.shard = shard;
        this.width = VECTOR * distribution.coordinates().particles();
    }

    /// Events that were made, and what became of the others.
    private record Block(double[] events, GenerationReport report) {}

    GenerationReport run(long count, Workers workers, Consumer<double[]> consumer) {
        int size = SHARDS * shard;
        long blocks = Math.ceilDiv(count, (long) size);
        int atOnce = ROUND * workers.threads();
        GenerationReport report = GenerationReport.NONE;
        for (long first = 0; first < blocks; first += atOnce) {
            long from = first;
            Block[] made = new Block[(int) Math.min(atOnce, blocks - first)];
            workers.run(made.length, i -> made[i] = block(from + i, (int) Math.min(size, count - (from + i) * size)));
            for (Block b : made) {
                report = report.plus(b.report);
                consumer.accept(b.events);
            }
        }
        return report;
    }

    private Block block(long number, int count) {
        RandomStream random =
                streams.stream("sample/" + distribution.coordinates().particles(), number);
        Tape tape = Tape.forward(weights);
        double[] r = new double[count * width];
        GenerationReport report = GenerationReport.NONE;
        int have = 0;
        for (int made = 0; have < count; made += shard) {
            if (made > PATIENCE * (have + MORE)) {
                throw new ArithmeticException("of " + made + " events only " + have + " can be used: "
                        + report.sentence() + ". Train the network longer");
            }
            double[] p = inGev(distribution.sample(tape, solver, random, shard));
            for (int e = 0; e < shard && have < count; e++) {
                GenerationReport fate = fate(p, e);
                report = report.plus(fate);
                if (fate.given() == 1) {
                    System.arraycopy(p, e * width, r, have * width, width);
                    have++;
                }
            }
        }
        return new Block(r, report);
    }

    private double[] inGev(double[] x) {
        Coordinates coordinates = distribution.coordinates();
        double[] p = coordinates.onShell(coordinates.toMomenta(x));
        double units = coordinates.config().units();
        Arrays.setAll(p, i -> p[i] * units);
        return p;
    }

    private GenerationReport fate(double[] p, int event) {
        PhaseSpaceCuts cuts = distribution.process().cuts();
        if (!isFinite(p, event)) {
            return new GenerationReport(0, 0, 0, 1);
        }
        if (!isTimelike(p, event)) {
            return new GenerationReport(0, 0, 1, 0);
        }
        return cuts.passes(p, event) ? new GenerationReport(1, 0, 0, 0) : new GenerationReport(0, 1, 0, 0);
    }

    private boolean isFinite(double[] p, int event) {
        return Arrays.stream(p, event * width, (event + 1) * width).allMatch(Double::isFinite);
    }

    private boolean isTimelike(double[] p, int event) {
        for (int i = event * width; i < (event + 1) * width; i += VECTOR) {
            double momentum = Math.sqrt(p[i + 1] * p[i + 1] + p[i + 2] * p[i + 2] + p[i + 3] * p[i + 3]);
            if (!(p[i] > momentum)) {
                return false;
            }
        }
        return true;
    }
}
