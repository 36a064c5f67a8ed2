package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rapidity.app.study.AmplitudeRecipe.Part;
import rapidity.app.study.AmplitudeRecipe.Source;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.dataset.AmplitudeEvents;
import rapidity.engine.Workers;
import rapidity.matrixelement.StandardModel;
import rapidity.model.AmplitudePreprocessing;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.EventMomenta;

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
    /// @param part of the study's events
    /// @throws RecipeException if there is no model, or no events
    public static List<AmplitudeEvaluation> of(Path path, Optional<Path> file, Part part, int threads)
            throws IOException {
        List<AmplitudeEvaluation> r = new ArrayList<>();
        try (Workers workers = new Workers(threads)) {
            for (Path run : runs(path)) {
                Path model = Files.exists(run.resolve(MODEL_FILE)) ? run : run.resolve(MODEL);
                AmplitudeSurrogate surrogate = AmplitudeSurrogate.load(model);
                Sample sample = file.isPresent() ? ofFile(file.get()) : ofStudy(run, part);
                String name =
                        path.equals(run) ? run.toString() : path.relativize(run).toString();
                AmplitudeScore score = score(surrogate, sample, workers);
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

    private record Sample(String name, EventMomenta momenta, double[] amplitudes) {}

    private static Sample ofStudy(Path run, Part part) throws IOException {
        Path config = run.resolve(AmplitudeStudy.CONFIG);
        if (!Files.exists(config)) {
            throw new RecipeException(run + " is a model without its run; name events with --data FILE");
        }
        AmplitudeRecipe recipe = AmplitudeRecipe.of(new RecipeBook().read(config, List.of()));
        Path folder = recipe.source() instanceof Source.Generated ? generated(run, recipe) : run;
        AmplitudeData data = new EventSource(recipe, folder, StudyListener.NOBODY).read(1);
        int[] rows = data.rows(part);
        String name = rows.length + " events of the " + part.name().toLowerCase(java.util.Locale.ROOT) + " part";
        return new Sample(name, data.momenta().rows(rows), data.amplitudes(rows));
    }

    /// The folder with the events that the study has generated: in the run, or above it.
    private static Path generated(Path run, AmplitudeRecipe recipe) {
        for (Path p = run.toAbsolutePath().normalize(); p != null; p = p.getParent()) {
            if (Files.exists(p.resolve("data").resolve(recipe.process() + ".npy"))) {
                return p.resolve("data");
            }
            if (Files.exists(p.resolve(AmplitudeStudy.STUDY))) {
                break;
            }
        }
        throw new RecipeException("the events that " + run + " was trained on are gone; name others with --data FILE");
    }

    private static Sample ofFile(Path file) throws IOException {
        double zMass = StandardModel.DEFAULT.zMass();
        try (AmplitudeEvents events = AmplitudeEvents.open(file, zMass, AmplitudeEvents.LabelColumn.REQUIRED)) {
            int n = Math.toIntExact(events.count());
            int columns = events.columns();
            double[] rows = events.rows(0, n);
            double[] momenta = new double[n * (columns - 1)];
            double[] amplitudes = new double[n];
            for (int i = 0; i < n; i++) {
                System.arraycopy(rows, i * columns, momenta, i * (columns - 1), columns - 1);
                amplitudes[i] = rows[(i + 1) * columns - 1];
            }
            return new Sample(n + " events of " + file, new EventMomenta(events.gluons() + 3, momenta), amplitudes);
        }
    }

    private static AmplitudeScore score(AmplitudeSurrogate surrogate, Sample sample, Workers workers) {
        AmplitudePreprocessing p = surrogate.preprocessing();
        double[] truth = p.targets(sample.amplitudes);
        double[] predicted = surrogate.predictStandardised(sample.momenta, workers);
        double mean = p.logAmplitude().mean();
        return AmplitudeScore.of(truth, predicted, mean, p.logAmplitude().deviation());
    }
}
