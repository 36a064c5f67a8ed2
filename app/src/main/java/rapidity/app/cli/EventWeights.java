package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.dataset.Weighting;
import rapidity.engine.Workers;
import rapidity.events.Events;
import rapidity.model.EventJudge;
import tools.jackson.databind.node.ObjectNode;

/// Weights of generated events: 1, or those of the judges that were trained in the evaluation of the generator's run.
final class EventWeights {
    private final Map<Integer, Judged> judged = new HashMap<>();

    /// A judge, and the sums of the weights that it has given.
    private static final class Judged {
        private final EventJudge judge;
        private long events;
        private double sum;
        private double squares;
        private double largest;

        Judged(EventJudge judge) {
            this.judge = judge;
        }

        double[] of(Events block, Workers workers) {
            double[] weights = judge.weights(block.momenta(), workers);
            events += weights.length;
            sum += Arrays.stream(weights).sum();
            squares += Arrays.stream(weights).map(w -> w * w).sum();
            largest = Math.max(largest, Arrays.stream(weights).max().orElse(0));
            return weights;
        }

        double mean() {
            return sum / events;
        }

        /// So many events without weights have the same statistical errors.
        double effective() {
            return sum * sum / squares;
        }
    }

    private EventWeights() {}

    /// Every event counts once.
    static EventWeights none() {
        return new EventWeights();
    }

    /// Those of a run's judges.
    ///
    /// @param model of the generator
    /// @param jets numbers of further jets
    /// @throws RecipeException if the run has no judge of them
    static EventWeights ofRun(Path model, Set<Integer> jets) throws IOException {
        EventWeights r = new EventWeights();
        for (int n : jets) {
            Path judge = Path.of("judge", n + "j", "model");
            Path folder = model.resolveSibling(judge);
            if (!Files.exists(folder.resolve("model.json"))) {
                throw new RecipeException(folder + ": there is no judge of events with " + n + " further jets; weights"
                        + " are those of the judge that is trained when a run is evaluated, and lies in the run beside"
                        + " its model: give the run, and complete it with `rapidity train --resume`");
            }
            r.judged.put(n, new Judged(EventJudge.load(folder)));
        }
        return r;
    }

    Weighting weighting() {
        return judged.isEmpty() ? Weighting.UNWEIGHTED : Weighting.WEIGHTED;
    }

    double[] of(Events block, Workers workers) {
        double[] ones = new double[block.size()];
        Arrays.fill(ones, 1);
        return judged.isEmpty()
                ? ones
                : Objects.requireNonNull(judged.get(block.jets())).of(block, workers);
    }

    /// What is to be said of the weights of events with so many further jets: nothing if they have none.
    String sentence(int jets) {
        Judged j = judged.get(jets);
        return j == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; weights of mean %.3f up to %.3g, as good as %.0f events without",
                        j.mean(),
                        j.largest,
                        j.effective());
    }

    /// The same as numbers.
    void json(int jets, ObjectNode to) {
        Judged j = judged.get(jets);
        if (j != null) {
            to.putObject("weights")
                    .put("mean", j.mean())
                    .put("largest", j.largest)
                    .put("effective-events", j.effective());
        }
    }
}
