package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rapidity.app.study.AmplitudeRecipe.Part;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.RecipeException;
import rapidity.engine.Workers;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.Particle;

/// The metrics of a trained amplitude network on events: those of its own study, or of any file.
///
/// @param name of the run or model
/// @param data what it was evaluated on
public record AmplitudeEvaluation(String name, int parameters, String data, AmplitudeScore score) {
    private static final String MODEL = "model";
    private static final String MODEL_FILE = "model.json";

    /// Evaluates a model, a run, or every run of a study.
    ///
    /// @param file events with labels; empty for those of the study
    /// @param flags 0 (up) or 1 (down) for each event of the file: only up-type ones count; empty if all are
    /// @param part of the study's events
    /// @throws RecipeException if there is no model, or no events
    public static List<AmplitudeEvaluation> of(
            Path path, Optional<Path> file, Optional<Path> flags, Part part, int threads) throws IOException {
        List<AmplitudeEvaluation> r = new ArrayList<>();
        try (Workers workers = new Workers(threads)) {
            for (Path run : runs(path)) {
                Path model = Files.exists(run.resolve(MODEL_FILE)) ? run : run.resolve(MODEL);
                AmplitudeSurrogate surrogate = AmplitudeSurrogate.load(model);
                Sample sample = file.isPresent() ? ofFile(file.get(), flags, surrogate) : ofStudy(run, part);
                String name =
                        path.equals(run) ? run.toString() : path.relativize(run).toString();
                AmplitudeScore score = score(surrogate, sample.events, workers);
                r.add(new AmplitudeEvaluation(name, surrogate.weights().size(), sample.name, score));
            }
        }
        return r;
    }

    private static List<Path> runs(Path path) throws IOException {
        if (Files.exists(path.resolve(MODEL_FILE))
                || Files.exists(path.resolve(MODEL).resolve(MODEL_FILE))) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw new RecipeException("there is no run, study or model " + path);
        }
        try (Stream<Path> found = Files.find(path, 4, (p, a) -> p.endsWith(Path.of(MODEL, MODEL_FILE)))) {
            List<Path> runs =
                    found.map(p -> p.resolveSibling("..").normalize()).sorted().toList();
            if (runs.isEmpty()) {
                throw new RecipeException(path + " holds no trained model: no " + MODEL + "/" + MODEL_FILE);
            }
            return runs;
        }
    }

    private record Sample(String name, LabelledEvents events) {}

    private static Sample ofStudy(Path run, Part part) throws IOException {
        Path config = run.resolve(AmplitudeStudy.CONFIG);
        if (!Files.exists(config)) {
            throw new RecipeException(run + " is a model without its run; name events with --data FILE");
        }
        AmplitudeRecipe recipe = AmplitudeRecipe.of(new RecipeBook().read(config, List.of()));
        LabelledEvents events = new EventSource(recipe, run).read().part(part);
        return new Sample(events.size() + " events of the " + part.word() + " part", events);
    }

    private static Sample ofFile(Path file, Optional<Path> flags, AmplitudeSurrogate surrogate) throws IOException {
        int gluons = surrogate.preprocessing().particles().size()
                - Particle.ofZAndGluons(0).size();
        LabelledEvents events = LabelledEvents.read(file, gluons, flags);
        return new Sample(events.size() + " events of " + file, events);
    }

    private static AmplitudeScore score(AmplitudeSurrogate surrogate, LabelledEvents events, Workers workers) {
        AmplitudePreprocessing p = surrogate.preprocessing();
        double[] predicted = surrogate.predictStandardised(events.momenta(), workers);
        return AmplitudeScore.of(p.targets(events.amplitudes()), predicted, p.logAmplitude());
    }
}
