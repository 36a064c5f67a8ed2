package rapidity.sampling;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import rapidity.matrixelement.QqbarToZGluons;
import rapidity.random.RandomStreams;

/// Events of p p -> Z + n gluons (q qbar initial states) with their exact abs(M)^2.
///
/// 1. A pilot of a million trials finds vmax, the 99.9 % quantile of the weights v that are not zero.
/// 2. A trial is accepted with the probability min(1, v/vmax).
/// 3. Accepted points get their label.
///
/// Trials are made in blocks, each with a random stream of its own for (seed, n, block), and the blocks are handed out
/// in order: the sample does not depend on the number of threads, and memory does not depend on the number of events.
public final class AmplitudeSampler {
    private static final int BLOCK = 1 << 15;

    private final QqbarToZGluons process;
    private final SamplingSettings settings;
    private final RandomStreams streams;

    /// Takes events, some at a time.
    @FunctionalInterface
    public interface Sink {
        /// @throws IOException ends the sampling
        void accept(SampledEvents events) throws IOException;
    }

    /// @throws IllegalArgumentException if there are not 1 to 5 gluons
    public AmplitudeSampler(int gluons, SamplingSettings settings, long seed) {
        if (gluons < 1) {
            throw new IllegalArgumentException("expected at least one gluon, got " + gluons);
        }
        process = new QqbarToZGluons(gluons, settings.flavour(), settings.model());
        this.settings = settings;
        streams = new RandomStreams(seed);
    }

    /// The name of the process.
    public String process() {
        return process.process();
    }

    /// Numbers in a row: momenta and label.
    public int rowLength() {
        return 4 * process.particles() + 1;
    }

    /// Hands the given number of events to `sink`, on the calling thread.
    ///
    /// @throws IOException what the sink throws
    /// @throws InterruptedException if the calling thread is interrupted
    public SampleReport sample(long events, int threads, Sink sink) throws IOException, InterruptedException {
        if (events < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "expected at least one event and one thread, got " + events + " and " + threads);
        }
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().factory());
        try {
            double largest = pilot(pool, threads);
            return produce(events, largest, new InOrder<>(pool, threads, block -> block(largest, block)), sink);
        } finally {
            pool.shutdownNow();
        }
    }

    private double pilot(ExecutorService pool, int threads) throws InterruptedException {
        int blocks = Math.toIntExact((settings.pilotTrials() + BLOCK - 1) / BLOCK);
        InOrder<double[]> pilots = new InOrder<>(pool, threads, this::pilotWeights);
        double[] weights = {};
        for (int block = 0; block < blocks; block++) {
            double[] more = pilots.next();
            int length = weights.length;
            weights = Arrays.copyOf(weights, length + more.length);
            System.arraycopy(more, 0, weights, length, more.length);
        }
        if (weights.length == 0) {
            throw new IllegalArgumentException("none of " + settings.pilotTrials() + " trials is within the cuts");
        }
        Arrays.sort(weights);
        return weights[(int) Math.ceil(settings.quantile() * weights.length) - 1];
    }

    private double[] pilotWeights(long block) {
        long trials = Math.min(BLOCK, settings.pilotTrials() - block * BLOCK);
        TrialBlock pilot = new TrialBlock(process, settings, streams.stream("pilot", process.gluons(), block));
        return pilot.weights((int) trials);
    }

    private TrialBlock.Result block(double largest, long block) {
        return new TrialBlock(process, settings, streams.stream("phase-space", process.gluons(), block))
                .accept(BLOCK, largest);
    }

    private SampleReport produce(long events, double largest, InOrder<TrialBlock.Result> blocks, Sink sink)
            throws IOException, InterruptedException {
        TrialBlock.Sums sums = new TrialBlock.Sums();
        long trials = 0;
        long accepted = 0;
        while (accepted < events) {
            TrialBlock.Result result = blocks.next();
            SampledEvents found = result.events();
            long missing = events - accepted;
            trials += BLOCK;
            accepted += found.count();
            sums.add(result.sums());
            if (found.count() > 0) {
                sink.accept(found.count() > missing ? found.first((int) missing) : found);
            }
        }
        return new SampleReport(
                events,
                trials,
                accepted,
                largest,
                sums.overflow / sums.proxy,
                CrossSection.of(trials, sums.proxy, sums.proxySquares),
                CrossSection.of(trials, sums.exact, sums.exactSquares));
    }

    /// Results of numbered tasks in their order, a few of them in work at a time.
    private static final class InOrder<T> {
        private final ExecutorService pool;
        private final LongFunction<T> task;
        private final Queue<Future<T>> running = new ArrayDeque<>();
        private long submitted;

        InOrder(ExecutorService pool, int threads, LongFunction<T> task) {
            this.pool = pool;
            this.task = task;
            for (int i = 0; i < 2 * threads; i++) {
                submit();
            }
        }

        private void submit() {
            long number = submitted++;
            running.add(pool.submit(() -> task.apply(number)));
        }

        T next() throws InterruptedException {
            submit();
            try {
                return running.remove().get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a block of trials failed: " + e.getCause(), e.getCause());
            }
        }
    }
}
