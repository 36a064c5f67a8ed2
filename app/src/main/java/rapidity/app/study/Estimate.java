package rapidity.app.study;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import rapidity.engine.GradientStep;
import rapidity.engine.Workers;
import rapidity.train.Objective;

/// What the training of a recipe costs on this machine, and the evaluation where that is long. Steps of every network
/// are run on made-up events and timed, after the JVM has had time to compile them; validation is not counted.
///
/// @param warmUp seconds for compilation, for each kind of work of each network
/// @param timed seconds that are timed, likewise
public record Estimate(double warmUp, double timed) {
    /// Long enough for the JVM's best code.
    public static final Estimate CAREFUL = new Estimate(5, 3);

    /// Forward passes that take as long as a forward and a backward pass.
    static final double FORWARD_AND_BACKWARD = 3;

    /// One line per network, and a sum.
    public List<String> of(Recipe recipe) throws IOException {
        Study.requireMemory(recipe);
        List<String> lines = new ArrayList<>();
        double hours = 0;
        long memory = 0;
        try (Workers workers = recipe.engine().workers(recipe.threadCount())) {
            for (NetRecipe net : recipe.nets()) {
                Cost cost = cost(recipe, net, workers);
                hours += cost.hours();
                lines.add(cost.line());
                cost.evaluation().forEach(e -> lines.add(e.line()));
                memory = Math.max(memory, cost.memory());
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
    /// @param trainings with different seeds
    /// @param inUse bytes when it trains
    private record Cost(
            String label,
            int parameters,
            double operations,
            double seconds,
            long steps,
            int trainings,
            long inUse,
            List<EvaluationCost> evaluation) {
        double hours() {
            double evaluated =
                    evaluation.stream().mapToDouble(EvaluationCost::seconds).sum();
            return (seconds * steps + evaluated * trainings) / 3600;
        }

        long memory() {
            return inUse + evaluation.stream().mapToLong(EvaluationCost::memory).sum();
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
                    seconds * steps / 3600);
        }
    }

    private Cost cost(Recipe recipe, NetRecipe net, Workers workers) throws IOException {
        int batch = net.training().batch();
        StudyData data = recipe.task().madeUp(Math.max(batch, 2));
        Learner learner = data.learner(recipe, net, 1, workers);
        Objective objective = learner.objective();
        GradientStep step = new GradientStep(objective.weights(), workers);
        int[] rows = data.trainingSets(net).stream()
                .flatMapToInt(set -> Arrays.stream(set, 0, Math.min(batch, set.length)))
                .toArray();
        double seconds = secondsPerStep(step, objective, rows);
        long memory = memory();
        Reference.reachabilityFence(step);
        return new Cost(
                net.label(),
                objective.weights().size(),
                FORWARD_AND_BACKWARD * batch * recipe.task().operations(net),
                seconds,
                net.training().training().steps() * recipe.seeds(),
                recipe.seeds(),
                memory,
                learner.evaluationCosts(this));
    }

    private static long memory() {
        System.gc();
        Runtime vm = Runtime.getRuntime();
        return vm.totalMemory() - vm.freeMemory();
    }

    /// Of a step of the training on these events.
    double secondsPerStep(GradientStep step, Objective objective, int... rows) {
        int per = objective.eventsPerShard(rows.length);
        return seconds(() -> step.run(
                (rows.length + per - 1) / per,
                (tape, shard) -> objective.loss(
                        tape, Arrays.copyOfRange(rows, shard * per, Math.min(rows.length, (shard + 1) * per)))));
    }

    /// Of any work.
    double seconds(Runnable work) {
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
