package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rapidity.app.study.Evaluation.On;
import rapidity.app.study.Evaluation.Trained;
import rapidity.app.study.recipe.RecipeException;
import rapidity.engine.Workers;
import rapidity.model.EventGenerator;

/// Evaluates generators of events.
final class GenerationEvaluation {
    private GenerationEvaluation() {}

    /// @throws RecipeException if the run with the settings of its data is not there, or other events are named
    static Evaluation of(Trained model, On on, Workers workers, StudyListener listener) throws IOException {
        Optional<Recipe> recipe = model.recipe();
        if (recipe.isEmpty() || !(recipe.get().task() instanceof GenerationTask task)) {
            throw new RecipeException(model.name() + " is a model without its run, which says what events are true:"
                    + " give the run, or `sample` events of the model");
        }
        if (on.file().isPresent() || on.wanted() != Part.TEST) {
            throw new RecipeException("a generator is evaluated on the test part of its study");
        }
        GenerationData data = new GenerationReading(task, listener).read();
        long seed = recipe.get().seed();
        EventGenerator generator = EventGenerator.load(model.directory(), on.engine());
        Path folder = Files.createTempDirectory("rapidity-evaluation");
        try {
            GenerationStudy study = new GenerationStudy(data, generator, seed, workers, listener);
            return new Evaluation(
                    model.name(),
                    generator.weights().size(),
                    data.described(Part.TEST) + " of the test part",
                    new GenerationScore(study.evaluate(folder, folder.resolve(Learner.PREDICTIONS))));
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                List<Path> paths = all.sorted(Comparator.reverseOrder()).toList();
                for (Path path : paths) {
                    Files.delete(path);
                }
            }
        }
    }
}
