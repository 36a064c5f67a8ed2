package rapidity.app.study;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
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

    /// The training jets that are evaluated beside the test part: all, or so many from the whole part.
    int[] evaluatedTraining() {
        int[] all = rows(Part.TRAIN);
        int n = Math.min(all.length, task.evaluation().trainJets());
        return IntStream.range(0, n)
                .map(i -> all[(int) ((long) i * all.length / n)])
                .toArray();
    }

    /// The classes of some jets.
    int[] labels(int... rows) {
        return IntStream.of(rows).map(i -> labels[i]).toArray();
    }

    @Override
    public Learner learner(Recipe recipe, NetRecipe net, long seed, Workers workers) {
        JetTagger tagger = JetTagger.of(
                net.network(),
                task.embedding(net.section()),
                task.classes(),
                seed,
                recipe.engine().engine(recipe.precision()));
        return new TaggingLearner(this, tagger, workers);
    }

    /// Such as `8640 jets (qcd 4372, top 4268)`.
    String described(Part part) {
        int[] own = labels(rows(part));
        String counts = String.join(
                ", ",
                IntStream.range(0, task.classes().size())
                        .mapToObj(c -> task.classes().get(c) + " "
                                + IntStream.of(own).filter(label -> label == c).count())
                        .toList());
        return own.length + " jets (" + counts + ")";
    }
}
