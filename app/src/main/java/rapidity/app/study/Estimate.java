package rapidity.app.study;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import rapidity.engine.GradientStep;
import rapidity.engine.Workers;
import rapidity.train.Objective;

/// What the training of a recipe costs on this machine. Steps of every network are run on made-up events and timed,
/// after the JVM has had time to compile them; validation and evaluation are not counted.
///
/// @param warmUp seconds for compilation, for each network
/// @param timed seconds that are timed, for each network
public record Estimate(double warmUp, double timed) {
    /// Long enough for the JVM's best code.
    public static final Estimate CAREFUL = new Estimate(5, 3);

    private static final double FORWARD_AND_BACKWARD = 3;

    /// One line per network, and a sum.
    public List<String> of(Recipe recipe) throws IOException {
        List<String> lines = new ArrayList<>();
        double hours = 0;
        long memory = 0;
        try (Workers workers = new Workers(recipe.threadCount())) {
            for (NetRecipe net : recipe.nets()) {
                Cost cost = cost(recipe, net, workers);
                hours += cost.hours();
                memory = Math.max(memory, cost.memory());
                lines.add(cost.line());
            }
        }
        lines.add(String.format(
                Locale.ROOT,
                "all: %.3g h on %d threads; memory %d MB and the data",
                hours,
                recipe.threadCount(),
                memory >> 20));
        return lines;
    }

    /// @param operations of a step, forward and backward
    /// @param seconds of a step
    /// @param memory bytes in use
    private record Cost(String label, int parameters, double operations, double seconds, long steps, long memory) {
        double hours() {
            return seconds * steps / 3600;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%s: %d parameters, %.3g FLOP and %.4g s a step (%.3g GFLOP/s), %d steps: %.3g FLOP, %.3g h",
                    label,
                    parameters,
                    operations,
                    seconds,
                    operations / seconds / 1e9,
                    steps,
                    operations * steps,
                    hours());
        }
    }

    private Cost cost(Recipe recipe, NetRecipe net, Workers workers) throws IOException {
        int batch = net.training().batch();
        StudyData data = recipe.task().madeUp(Math.max(batch, 2));
        Objective objective = data.learner(recipe, net, 1, workers).objective();
        GradientStep step = new GradientStep(objective.weights(), workers);
        double seconds = secondsPerStep(step, objective, batch);
        long memory = memory();
        Reference.reachabilityFence(step);
        return new Cost(
                net.label(),
                objective.weights().size(),
                FORWARD_AND_BACKWARD * batch * recipe.task().operations(net.network()),
                seconds,
                net.training().training().steps() * recipe.seeds(),
                memory);
    }

    private static long memory() {
        System.gc();
        Runtime vm = Runtime.getRuntime();
        return vm.totalMemory() - vm.freeMemory();
    }

    private double secondsPerStep(GradientStep step, Objective objective, int batch) {
        int per = objective.eventsPerShard();
        Runnable work = () -> step.run(
                (batch + per - 1) / per,
                (tape, shard) -> objective.loss(
                        tape,
                        IntStream.range(shard * per, Math.min(batch, (shard + 1) * per))
                                .toArray()));
        repeat(work, warmUp);
        return repeat(work, timed);
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
}
