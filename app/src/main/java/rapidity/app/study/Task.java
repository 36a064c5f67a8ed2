package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import rapidity.app.study.recipe.Section;
import rapidity.net.NetConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is learnt: all that differs between studies of one kind and of another. Runs, seeds, resuming, settings,
/// provenance and the report's place are [Study]'s.
sealed interface Task permits AmplitudeTask, TaggingTask, AutoencoderTask, GenerationTask {
    /// The task of a recipe.
    ///
    /// @throws rapidity.app.study.recipe.RecipeException if a setting cannot be meant
    static Task of(Section recipe) {
        List<String> all = List.of(AmplitudeTask.TASK, TaggingTask.TASK, AutoencoderTask.TASK, GenerationTask.TASK);
        return switch (recipe.choice("task", all)) {
            case AmplitudeTask.TASK -> AmplitudeTask.of(recipe);
            case TaggingTask.TASK -> TaggingTask.of(recipe);
            case AutoencoderTask.TASK -> AutoencoderTask.of(recipe);
            default -> GenerationTask.of(recipe);
        };
    }

    /// The hyper-parameters of one of the recipe's networks.
    ///
    /// @throws IllegalArgumentException if they do not go together
    NetConfig network(Section net);

    /// Does nothing if what a network's training says of this task alone can be meant.
    ///
    /// @throws rapidity.app.study.recipe.RecipeException if not
    default void check(Section net, Section training) {}

    /// How many events train, where that is known before any file is read.
    default OptionalInt trainingEvents() {
        return OptionalInt.empty();
    }

    /// Whether the data are made for the study.
    default boolean generates() {
        return false;
    }

    /// Does nothing if all files that it names are there.
    ///
    /// @throws rapidity.app.study.recipe.RecipeException if one is not
    void requireFiles();

    /// Reads the data, and makes them first where they are to be made and not there yet.
    ///
    /// @param directory of the run or study
    /// @throws java.io.InterruptedIOException if the listener wants to stop
    /// @throws rapidity.app.study.recipe.RecipeException if there are too few for the split
    StudyData read(Path directory, int threads, StudyListener listener) throws IOException;

    /// Data that mean nothing, for measurements of time: all of them in every part.
    StudyData madeUp(int events);

    /// Multiplications and additions of a forward pass of one event.
    double operations(NetRecipe net);

    /// Seeds besides that of the training, by what is drawn with them.
    default Map<String, Long> seeds() {
        return Map.of();
    }

    /// The beginning of every `evaluation.json`: what the task is about.
    ObjectNode head();

    /// The main result in words.
    ///
    /// @param metrics of one part
    String sentence(JsonNode metrics);
}
