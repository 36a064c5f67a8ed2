package rapidity.app.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import rapidity.app.study.AmplitudeRecipe.Part;
import rapidity.engine.GradientStep;
import rapidity.engine.Workers;
import rapidity.model.EventMomenta;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import rapidity.train.AmplitudeRegression;

/// What the training of a recipe costs on this machine. Steps of every network are run on made-up events and timed,
/// after
/// the JVM has had time to compile them; validation and evaluation are not counted.
public final class Estimate {
    private static final double WARM_UP_SECONDS = 5;
    private static final double SECONDS = 3;
    private static final double FORWARD_AND_BACKWARD = 3;

    private Estimate() {}

    /// One line per network, and a sum.
    public static List<String> of(AmplitudeRecipe recipe) throws IOException {
        List<String> lines = new ArrayList<>();
        double total = 0;
        int threads = recipe.threads() == 0 ? Runtime.getRuntime().availableProcessors() : recipe.threads();
        try (Workers workers = new Workers(threads)) {
            for (NetRecipe net : recipe.nets()) {
                int batch = net.training().batch();
                AmplitudeRun run = new AmplitudeRun(recipe, net, 1, madeUp(recipe.gluons() + 3, batch), workers);
                double step = secondsPerStep(run.objective(), batch, workers);
                long steps = net.training().training().steps() * recipe.seeds();
                double operations = FORWARD_AND_BACKWARD
                        * batch
                        * Operations.forward(run.surrogate().network(), recipe.gluons() + 3);
                total += step * steps;
                lines.add(String.format(
                        Locale.ROOT,
                        "%s: %d parameters, %.3g FLOP and %.4g s a step (%.3g GFLOP/s), %d steps: %.3g FLOP, %.3g h",
                        net.label(),
                        run.surrogate().weights().size(),
                        operations,
                        step,
                        operations / step / 1e9,
                        steps,
                        operations * steps,
                        step * steps / 3600));
            }
        }
        Runtime vm = Runtime.getRuntime();
        lines.add(String.format(
                Locale.ROOT,
                "all: %.3g h on %d threads; memory %d MB and the data",
                total / 3600,
                threads,
                (vm.totalMemory() - vm.freeMemory()) >> 20));
        return lines;
    }

    private static double secondsPerStep(AmplitudeRegression objective, int batch, Workers workers) {
        GradientStep step = new GradientStep(objective.weights(), workers);
        int per = objective.eventsPerShard();
        Runnable work = () -> step.run(
                (batch + per - 1) / per,
                (tape, shard) -> objective.loss(
                        tape,
                        IntStream.range(shard * per, Math.min(batch, (shard + 1) * per))
                                .toArray()));
        repeat(work, WARM_UP_SECONDS);
        return repeat(work, SECONDS);
    }

    private static double repeat(Runnable work, double seconds) {
        long began = System.nanoTime();
        int n = 0;
        do {
            work.run();
            n++;
        } while (System.nanoTime() - began < seconds * 1e9);
        return (System.nanoTime() - began) * 1e-9 / n;
    }

    /// Massless momenta with amplitudes that mean nothing.
    private static AmplitudeData madeUp(int particles, int events) {
        RandomStream random = new RandomStreams(1).stream("estimate");
        double[] p = new double[4 * particles * events];
        for (int i = 0; i < p.length; i += 4) {
            double squares = 0;
            for (int k = 1; k < 4; k++) {
                p[i + k] = 100 * random.nextGaussian();
                squares += p[i + k] * p[i + k];
            }
            p[i] = Math.sqrt(squares);
        }
        double[] amplitudes = new double[events];
        Arrays.setAll(amplitudes, i -> Math.exp(random.nextGaussian()));
        Map<Part, int[]> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            parts.put(part, IntStream.range(0, events).toArray());
        }
        return new AmplitudeData(new EventMomenta(particles, p), amplitudes, parts);
    }
}
