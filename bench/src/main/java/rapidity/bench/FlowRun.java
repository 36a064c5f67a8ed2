package rapidity.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.Recording;
import rapidity.engine.Channels;
import rapidity.engine.GradientStep;
import rapidity.engine.Noise;
import rapidity.engine.Ops;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.flow.Flow;
import rapidity.flow.OdeSolver;
import rapidity.model.GenerationReport;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import rapidity.train.Adam;
import rapidity.train.FlowMatching;

/// Our side of `rapidity bench flow`, one measurement in a process of its own: float32 with charts in float64, one
/// thread. Prints one line of JSON. Arguments: `make FOLDER PARTICLES EVENTS`, `train FOLDER BATCH WARM-UP SECONDS`,
/// `profile` with the same, `sample FOLDER EVENTS STEPS WARM-UP SECONDS`, `memory EVENTS`.
final class FlowRun {
    private static final Channels PAPER = new Channels(16, 32);
    private static final int BLOCKS = 6;
    private static final int HEADS = 8;

    private static final double RATE = 1e-3;
    private static final double CLIP = 5;

    private static final int TOP_PAIR = 6;
    private static final int FIRST_EVENTS = 256;
    private static final Channels SMALL = new Channels(2, 4);

    /// Of the small network: what is looked at is what remains from block to block.
    private static final int FEW_STEPS = 2;

    private FlowRun() {}

    public static void main(String[] a) throws IOException {
        System.out.println(
                switch (a[0]) {
                    case "make" -> make(Path.of(a[1]), whole(a[2]), whole(a[3]));
                    case "memory" -> memory(whole(a[1]));
                    case "sample" ->
                        Timing.of(sampling(a), number(a[4]), number(a[5])).json();
                    case "train" ->
                        Timing.of(training(a), number(a[3]), number(a[4])).json();
                    default -> profile(training(a), number(a[3]), number(a[4]));
                });
    }

    private static int whole(String s) {
        return Integer.parseInt(s);
    }

    private static double number(String s) {
        return Double.parseDouble(s);
    }

    /// The paper's network for events of so many particles.
    private static String make(Path folder, int particles, int events) throws IOException {
        FlowCase flow = FlowCase.of(particles, events, PAPER, BLOCKS, HEADS);
        flow.write(folder);
        return "{\"parameters\":" + flow.model().weights().size() + "}";
    }

    /// What the trainer does in a step: forward pass, loss, backward pass, clipping, Adam.
    private static Runnable training(String... a) throws IOException {
        FlowCase flow = FlowCase.read(Path.of(a[1]));
        int batch = whole(a[2]);
        RandomStreams streams = new RandomStreams(1);
        FlowMatching objective = new FlowMatching(flow.model(), List.of(flow.momenta()), streams);
        int[] events = Arrays.copyOf(objective.rows(0), batch);
        int perShard = objective.eventsPerShard();
        Weights weights = objective.weights();
        GradientStep step = new GradientStep(weights, new Workers(1));
        Ops ops = weights.engine().ops();
        int n = weights.trainableSize();
        Updates updates = new Updates(weights, Adam.of(RATE));
        long[] update = {0};
        return () -> {
            step.run(Math.ceilDiv(batch, perShard), Noise.ofStep(streams, update[0]), (tape, i) -> {
                int[] shard = Arrays.copyOfRange(events, i * perShard, Math.min(batch, (i + 1) * perShard));
                return objective.loss(tape, shard).times(1.0 / batch);
            });
            double norm = Math.sqrt(ops.sumOfSquares(step.gradient(), n));
            if (norm > CLIP) {
                ops.scale(step.gradient(), CLIP / norm, n);
            }
            update[0]++;
            updates.apply(step.gradient(), n);
        };
    }

    /// Every event that starts is followed to its end, and none is rejected: as in the loop beside it.
    private static Runnable sampling(String... a) throws IOException {
        FlowCase of = FlowCase.read(Path.of(a[1]));
        Flow flow = of.flow();
        int events = whole(a[2]);
        OdeSolver solver = OdeSolver.rk4(whole(a[3]));
        RandomStream random = new RandomStreams(1).stream("bench");
        Tape tape = Tape.forward(of.model().weights());
        int atOnce = of.model().eventsAtOnce();
        return () -> {
            for (int have = 0; have < events; have += atOnce) {
                double[] x = flow.sample(tape, solver, random, Math.min(atOnce, events - have));
                flow.coordinates().toMomenta(x);
            }
        };
    }

    /// Peak memory of sampling, and the most heap that was in use after a collection, at every tenth of the events.
    private static String memory(int count) throws IOException {
        FlowCase flow = FlowCase.of(TOP_PAIR, FIRST_EVENTS, SMALL, 1, 2);
        long[] used = {0};
        int[] have = {0};
        int tenth = Math.ceilDiv(count, 10);
        try (Workers one = new Workers(1)) {
            GenerationReport report = flow.model()
                    .sample(TOP_PAIR, count, OdeSolver.rk4(FEW_STEPS), new RandomStreams(2), one, block -> {
                        int before = have[0] / tenth;
                        have[0] += block.length / (4 * TOP_PAIR);
                        used[0] = have[0] / tenth > before ? Math.max(used[0], heap()) : used[0];
                    });
            return "{\"peak_kb\":" + Timing.peak() + ",\"heap_kb\":" + (used[0] >> 10) + ",\"acceptance\":"
                    + report.acceptance() + "}";
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// Where the time goes: parts of the samples of a flight recording.
    private static String profile(Runnable work, double warmUp, double seconds) throws IOException {
        Timing.of(work, 0, warmUp);
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            Timing.of(work, 0, seconds);
            recording.stop();
            return FlowProfile.of(recording).json();
        }
    }
}
