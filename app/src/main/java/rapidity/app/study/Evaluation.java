package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.RecipeException;
import rapidity.engine.EngineChoice;
import rapidity.engine.Workers;
import rapidity.model.EventGenerator;
import rapidity.model.JetAutoencoder;
import rapidity.model.JetTagger;
import rapidity.model.ModelDescription;

/// The metrics of a trained network on data: those of its own study, or of any file.
///
/// @param name of the run or model
/// @param data what it was evaluated on
public record Evaluation(String name, int parameters, String data, Score score) {
    private static final String MODEL = "model";
    private static final String MODEL_FILE = "model.json";

    /// What to evaluate on.
    ///
    /// @param file events with labels; empty for those of the study
    /// @param flags 0 (up) or 1 (down) for each event of a file of amplitudes: only up-type ones count; empty if all do
    /// @param part of the study's events, or of a file that holds several; empty for the test part
    /// @param engine what computes
    public record On(Optional<Path> file, Optional<Path> flags, Optional<Part> part, EngineChoice engine) {
        /// A part of the study's own events.
        public static On own(Part part) {
            return new On(Optional.empty(), Optional.empty(), Optional.of(part), EngineChoice.JAVA);
        }

        Part wanted() {
            return part.orElse(Part.TEST);
        }

        /// What is wanted of the file.
        ///
        /// @param several whether it holds several parts
        /// @throws RecipeException if it does not and one is asked for
        Part wantedOfFile(boolean several) {
            if (part.isPresent() && !several) {
                throw new RecipeException(file.orElseThrow()
                        + " holds no parts: leave out --split, or --data for a part" + " of the study's own data");
            }
            return wanted();
        }
    }

    /// A trained model.
    ///
    /// @param directory of the model
    /// @param run its directory, where it may have its recipe
    /// @param name for people
    record Trained(Path directory, Path run, String name) {
        /// The recipe that it was trained by, if that is there.
        Optional<Recipe> recipe() {
            Path config = run.resolve(Study.CONFIG);
            return Files.exists(config)
                    ? Optional.of(Recipe.of(new RecipeBook().read(config, List.of())))
                    : Optional.empty();
        }
    }

    /// Evaluates a model, a run, or every run of a study.
    ///
    /// @throws RecipeException if there is no model, or no events
    /// @throws java.io.InterruptedIOException if the listener wants to stop and the evaluation takes long
    public static List<Evaluation> of(Path path, On on, int threads, StudyListener listener) throws IOException {
        List<Evaluation> r = new ArrayList<>();
        try (Workers workers = on.engine().workers(threads)) {
            for (Trained model : models(path)) {
                r.addAll(
                        switch (ModelDescription.task(model.directory())) {
                            case JetTagger.TASK -> List.of(TaggingEvaluation.of(model, on, workers));
                            case JetAutoencoder.TASK -> List.of(AutoencoderEvaluation.of(model, on, workers));
                            case EventGenerator.TASK -> List.of(GenerationEvaluation.of(model, on, workers, listener));
                            default -> AmplitudeEvaluation.of(model, on, workers);
                        });
            }
        }
        return r;
    }

    private static List<Trained> models(Path path) throws IOException {
        if (Files.exists(path.resolve(MODEL_FILE))) {
            Path run = path.resolveSibling(".").normalize();
            boolean inRun = path.endsWith(MODEL);
            return List.of(new Trained(path, inRun ? run : path, path.toString()));
        }
        if (Files.exists(path.resolve(MODEL).resolve(MODEL_FILE))) {
            return List.of(new Trained(path.resolve(MODEL), path, path.toString()));
        }
        if (!Files.isDirectory(path)) {
            throw new RecipeException("there is no run, study or model " + path);
        }
        try (Stream<Path> found = Files.find(path, 4, (p, a) -> p.endsWith(Path.of(MODEL, MODEL_FILE)))) {
            List<Trained> runs = found.map(p -> p.resolveSibling("..").normalize())
                    .sorted()
                    .map(run -> new Trained(
                            run.resolve(MODEL), run, path.relativize(run).toString()))
                    .toList();
            if (runs.isEmpty()) {
                throw new RecipeException(path + " holds no trained model: no " + MODEL + "/" + MODEL_FILE);
            }
            return runs;
        }
    }
}
