package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rapidity.app.study.Evaluation.On;
import rapidity.app.study.Evaluation.Trained;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Section;
import rapidity.data.DataFile;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.JetClass;
import rapidity.data.dataset.JetSource;
import rapidity.data.format.DataFormatException;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.InputFeature;
import rapidity.model.JetTagger;
import rapidity.model.TaggingPreprocessing;

/// Evaluates taggers.
final class TaggingEvaluation {
    private static final int SAMPLES = 200;

    private TaggingEvaluation() {}

    static Evaluation of(Trained model, On on, Workers workers) throws IOException {
        JetTagger tagger = JetTagger.load(model.directory(), on.engine());
        Optional<TaggingTask> task = model.recipe()
                .map(Recipe::task)
                .filter(TaggingTask.class::isInstance)
                .map(TaggingTask.class::cast);
        Sample sample =
                on.file().isPresent() ? ofFile(on.file().get(), on, tagger, task) : ofStudy(model, on.wanted(), task);
        int samples = task.map(t -> t.evaluation().samples()).orElse(SAMPLES);
        double[] logits = tagger.logits(sample.jets, workers);
        TaggingScore score = TaggingScore.of(logits, sample.labels, tagger.classes(), samples);
        return new Evaluation(model.name(), tagger.weights().size(), sample.name, score);
    }

    private record Sample(String name, Jets jets, int[] labels) {}

    private static Sample ofStudy(Trained model, Part part, Optional<TaggingTask> task) throws IOException {
        if (task.isEmpty()) {
            throw new RecipeException(model.name() + " is a model without its run; name jets with --data FILE");
        }
        TaggingData data = new JetReading(task.get(), StudyListener.NOBODY).read();
        NetRecipe net = model.recipe().orElseThrow().nets().getFirst();
        int[] rows = part == Part.TRAIN ? data.trainingRows(net) : data.rows(part);
        return new Sample(
                rows.length + " jets of the " + part.word() + " part",
                data.jets().rows(rows),
                data.labels(rows));
    }

    private static Sample ofFile(Path file, On on, JetTagger tagger, Optional<TaggingTask> task) throws IOException {
        DataFile data = DataFile.of(file.toString());
        JetSet set = task.isPresent() ? task.get().set() : published(data, tagger);
        boolean several = set.holdsParts(file.toString());
        Part part = on.wantedOfFile(several);
        JetPool pool = new JetPool(tagger.classes());
        try (JetSource source =
                task.isPresent() ? opened(data, part, set, task.get().recipe()) : set.open(data, part)) {
            pool.add(data.path(), source);
        }
        requireAllClasses(data.path(), pool, tagger.classes());
        String name = pool.size() + " jets of " + (several ? "the " + part.word() + " part of " : "") + file;
        return new Sample(name, pool.jets(), pool.labels());
    }

    /// Opens a file in the layout of a recipe.
    static JetSource opened(DataFile file, Part part, JetSet set, Section recipe) throws IOException {
        try {
            return set.open(file, part);
        } catch (DataFormatException e) {
            String layout = recipe.section("data").text("set");
            throw new IOException(
                    file + " is not laid out as the recipe of the model says (data.set: " + layout
                            + "); convert it, or score it with columns that are named: " + e.getMessage(),
                    e);
        }
    }

    private static void requireAllClasses(Path file, JetPool pool, List<String> classes) throws DataFormatException {
        int[] labels = pool.labels();
        for (int c = 0; c < classes.size(); c++) {
            int label = c;
            if (IntStream.of(labels).noneMatch(own -> own == label)) {
                throw new DataFormatException(
                        file,
                        "labels",
                        "jets of each class, " + String.join(", ", classes),
                        "none of " + classes.get(c));
            }
        }
    }

    private static JetSet published(DataFile file, JetTagger tagger) throws IOException {
        TaggingPreprocessing known = tagger.preprocessing();
        List<String> features =
                known.features().stream().map(InputFeature::name).toList();
        JetSet jetClass = JetSet.jetClass(
                JetClass.FEATURES.stream().filter(features::contains).toList(),
                JetClass.LORENTZ_GATR,
                known.maxConstituents());
        return JetSet.ofColumns(file, Constituents.PUBLISHED, jetClass);
    }
}
