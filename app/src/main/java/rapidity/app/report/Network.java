package rapidity.app.report;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import rapidity.app.report.figure.Colour;

/// The runs of one network with different seeds.
///
/// @param label for people, different for each network of a report
/// @param runs at least one
record Network<R extends Result>(String label, Colour colour, List<Run<R>> runs) {
    /// The run whose test error is the median of the seeds: the one that the distributions show.
    Run<R> typical() {
        return runs.stream()
                .sorted(Comparator.comparingDouble(run -> run.result().error()))
                .skip((runs.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    /// Mean over the seeds.
    double mean(ToDoubleFunction<R> value) {
        return runs.stream().map(Run::result).mapToDouble(value).average().orElseThrow();
    }

    /// Mean over the seeds; nothing if a run lacks the value.
    OptionalDouble meanOf(Function<R, OptionalDouble> value) {
        return mean(runs.stream().map(Run::result).map(value).toList());
    }

    /// Mean of a cost over the seeds; nothing if a run lacks it.
    OptionalDouble cost(Function<Evaluation, OptionalDouble> value) {
        return mean(runs.stream().map(Run::evaluation).map(value).toList());
    }

    private static OptionalDouble mean(List<OptionalDouble> values) {
        return values.stream().allMatch(OptionalDouble::isPresent)
                ? values.stream().mapToDouble(OptionalDouble::getAsDouble).average()
                : OptionalDouble.empty();
    }

    double error() {
        return mean(Result::error);
    }

    /// Standard deviation of the test error over the seeds (n - 1 in the denominator); nothing for one seed.
    OptionalDouble spread() {
        return spread(result -> OptionalDouble.of(result.error()));
    }

    /// Standard deviation over the seeds (n - 1 in the denominator); nothing for one seed, or if a run lacks the value.
    OptionalDouble spread(Function<R, OptionalDouble> value) {
        OptionalDouble mean = meanOf(value);
        if (runs.size() < 2 || mean.isEmpty()) {
            return OptionalDouble.empty();
        }
        double squares = runs.stream()
                .mapToDouble(run -> value.apply(run.result()).orElseThrow() - mean.getAsDouble())
                .map(d -> d * d)
                .sum();
        return OptionalDouble.of(Math.sqrt(squares / (runs.size() - 1)));
    }

    Evaluation any() {
        return runs.getFirst().evaluation();
    }
}
