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
record Network(String label, Colour colour, List<Run> runs) {
    /// The run whose test error is the median of the seeds: the one that the distributions show.
    Run typical() {
        return runs.stream()
                .sorted(Comparator.comparingDouble(
                        run -> run.evaluation().test().mse()))
                .skip((runs.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    double mean(ToDoubleFunction<Evaluation> value) {
        return runs.stream().map(Run::evaluation).mapToDouble(value).average().orElseThrow();
    }

    /// Mean over the seeds; nothing if a run lacks the value.
    OptionalDouble meanOf(Function<Evaluation, OptionalDouble> value) {
        List<OptionalDouble> values =
                runs.stream().map(Run::evaluation).map(value).toList();
        return values.stream().allMatch(OptionalDouble::isPresent)
                ? values.stream().mapToDouble(OptionalDouble::getAsDouble).average()
                : OptionalDouble.empty();
    }

    double mse() {
        return mean(evaluation -> evaluation.test().mse());
    }

    /// Standard deviation of the test error over the seeds (n - 1 in the denominator); nothing for one seed.
    OptionalDouble spread() {
        if (runs.size() < 2) {
            return OptionalDouble.empty();
        }
        double mean = mse();
        double squares = runs.stream()
                .mapToDouble(run -> run.evaluation().test().mse() - mean)
                .map(d -> d * d)
                .sum();
        return OptionalDouble.of(Math.sqrt(squares / (runs.size() - 1)));
    }

    Evaluation any() {
        return runs.getFirst().evaluation();
    }
}
