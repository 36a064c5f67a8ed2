package rapidity.app.study;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import rapidity.app.study.recipe.RecipeException;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.JetTagger;
import rapidity.model.Provenance;

/// The jets of a study and their parts.
///
/// @param labels the class of each jet
/// @param rows of each part
record TaggingData(TaggingTask task, Jets jets, int[] labels, Map<Part, int[]> rows, List<Provenance.Source> files)
        implements StudyData {
    @Override
    public int[] rows(Part part) {
        return Objects.requireNonNull(rows.get(part));
    }

    /// Of the training part the first jets, as many as a network trains on.
    @Override
    public int[] trainingRows(NetRecipe net) {
        return net.training().first("jets", rows(Part.TRAIN));
    }

    /// The training jets of a network that are evaluated beside the test part: all, or so many evenly spread ones.
    int[] evaluatedTraining(NetRecipe net) {
        int[] all = trainingRows(net);
        int n = Math.min(all.length, task.evaluation().trainJets());
        return IntStream.range(0, n)
                .map(i -> all[(int) ((long) i * all.length / n)])
                .toArray();
    }

    /// The classes of some jets.
    int[] labels(int... rows) {
        return IntStream.of(rows).map(i -> labels[i]).toArray();
    }

    /// What is evaluated needs jets of every class.
    ///
    /// @param settings that may be the reason
    void requireAllClasses(Part part, String settings, int... evaluated) {
        int[] own = labels(evaluated);
        for (int c = 0; c < task.classes().size(); c++) {
            int label = c;
            if (IntStream.of(own).noneMatch(l -> l == label)) {
                throw new RecipeException(
                        task.files().section().settings().place(),
                        "none of the " + evaluated.length + " jets of the " + part.word() + " part that are evaluated"
                                + " is of the class '" + task.classes().get(c) + "', in "
                                + task.files().written(part)
                                + ": every class is needed there; name files with all of them in 'data.files', or look"
                                + " at " + settings);
            }
        }
    }

    @Override
    public void require(NetRecipe net) {
        net.training().requireFirst("jets", rows(Part.TRAIN).length, "the jets of the training part");
        requireAllClasses(
                Part.TRAIN,
                "'data.label', 'data.selection', 'evaluation.train-jets' and 'training.jets' of '" + net.name() + "'",
                evaluatedTraining(net));
    }

    @Override
    public Learner learner(Recipe recipe, NetRecipe net, long seed, Workers workers) {
        JetTagger tagger = JetTagger.of(
                net.network(),
                task.embedding(net.section()),
                task.classes(),
                seed,
                recipe.engine().engine(recipe.precision()));
        return new TaggingLearner(this, net, tagger, workers);
    }

    /// Such as `8640 jets (qcd 4372, top 4268)`.
    String described(int... rows) {
        int[] own = labels(rows);
        String counts = String.join(
                ", ",
                IntStream.range(0, task.classes().size())
                        .mapToObj(c -> task.classes().get(c) + " "
                                + IntStream.of(own).filter(label -> label == c).count())
                        .toList());
        return own.length + " jets (" + counts + ")";
    }
}
