package rapidity.app.study;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import rapidity.app.report.Report;
import rapidity.app.study.recipe.Place;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Setting;
import rapidity.app.study.recipe.SettingWriter;
import rapidity.data.format.WhenExists;
import rapidity.engine.Workers;
import rapidity.model.AtomicFile;
import rapidity.model.BareNetwork;
import rapidity.model.Provenance;
import rapidity.net.NetConfig;
import rapidity.train.RunDirectory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Networks that learn a task: data, training, evaluation, report. One network with one seed is a run, in the study's
/// own folder; several are runs in folders `NET` or `NET/seed-K` of it.
public final class Study {
    static final String STUDY = "study.yaml";
    static final String CONFIG = "config.yaml";
    private static final String MODEL = "model/model.json";

    /// Numbers for each weight: itself, its gradient, two moments.
    private static final int ARRAYS = 4;

    private final Recipe recipe;
    private final Path directory;
    private final String command;
    private final StudyListener listener;
    private final List<Run> runs;

    /// One network with one seed.
    ///
    /// @param name folder within the study, empty for the study's own
    private record Run(NetRecipe net, long seed, String name) {}

    /// @param command what was typed, for the provenance
    public Study(Recipe recipe, Path directory, String command, StudyListener listener) {
        this.recipe = recipe;
        this.directory = directory;
        this.command = command;
        this.listener = listener;
        this.runs = runs(recipe);
    }

    private static List<Run> runs(Recipe recipe) {
        int seeds = recipe.seeds();
        boolean alone = recipe.nets().size() == 1 && seeds == 1;
        List<Run> all = new ArrayList<>();
        for (NetRecipe net : recipe.nets()) {
            for (int i = 0; i < seeds; i++) {
                long seed = recipe.seed() + i;
                String name = name(net.name(), seeds, seed);
                all.add(new Run(net, seed, alone ? "" : name));
            }
        }
        return List.copyOf(all);
    }

    /// Trains all runs that are not complete, evaluates them, and draws the report. Nothing is written before settings
    /// and data files have been found right.
    ///
    /// @return whether all is complete; if not, it was asked to stop and can be resumed
    /// @throws RecipeException if the recipe does not fit its files
    public boolean train() throws IOException {
        if (runs.stream().allMatch(this::isComplete)) {
            listener.says(directory + " is complete; its report is drawn again");
        } else if (!trainTheRest()) {
            return false;
        }
        finish();
        return true;
    }

    private boolean trainTheRest() throws IOException {
        recipe.requireFiles();
        requireMemory(recipe);
        if (recipe.task().generates()) {
            keepSettings();
        }
        try (Workers workers = recipe.engine().workers(recipe.threadCount())) {
            StudyData data = recipe.task().read(directory, recipe.threadCount(), listener);
            recipe.nets().forEach(data::require);
            List<Provenance.Source> files = data.files();
            for (Run run : runs) {
                if (!isComplete(run) && !train(run, data, files, workers)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedIOException e) {
            listener.says(Objects.requireNonNullElse(e.getMessage(), "interrupted"));
            return false;
        }
    }

    /// Of a study the last network may be too large, and the others would be trained before that is seen.
    static void requireMemory(Recipe recipe) {
        for (NetRecipe net : recipe.nets()) {
            net.section().build(() -> fitting(net.network()));
        }
    }

    private static BareNetwork.Plan fitting(NetConfig net) {
        BareNetwork.Plan plan = BareNetwork.Plan.of(net, Optional.empty(), Integer.MAX_VALUE);
        long weights =
                plan.parameters().stream().mapToLong(p -> p.shape().size()).sum();
        long memory = Runtime.getRuntime().maxMemory();
        if (weights * ARRAYS * Float.BYTES > memory) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d weights with gradient and moments do not fit into %,d MB of memory; make the network smaller,"
                            + " or allow more with JDK_JAVA_OPTIONS=-Xmx...",
                    weights,
                    memory >> 20));
        }
        return plan;
    }

    private boolean isStudy() {
        return runs.size() > 1;
    }

    private boolean isComplete(Run run) {
        Path path = directory.resolve(run.name);
        return Files.exists(path.resolve(StudyRun.EVALUATION)) && Files.exists(path.resolve(MODEL));
    }

    private boolean train(Run run, StudyData data, List<Provenance.Source> files, Workers workers) throws IOException {
        StudyRun work = new StudyRun(recipe, run.net, run.seed, data, workers);
        Path path = directory.resolve(run.name);
        keepSettings();
        Files.createDirectories(path.resolve("checkpoint"));
        try (RunDirectory folder = RunDirectory.open(path)) {
            if (isStudy()) {
                requireTheSame(path.resolve(CONFIG), config(run));
            }
            keep(path.resolve(CONFIG), config(run));
            Provenance now = Provenance.now(Version.ofThisBuild().program(), command, run.seed, files, work.engine());
            Map<String, Long> seeds = new LinkedHashMap<>(Map.of("training", run.seed));
            seeds.putAll(recipe.task().seeds());
            RunProvenance provenance =
                    RunProvenance.begin(path.resolve("provenance.json"), now, recipe.threadCount(), seeds);
            say(folder, work.description());
            Optional<ObjectNode> evaluation = work.train(folder, provenance.begun(), listener);
            if (evaluation.isEmpty()) {
                return false;
            }
            String result = recipe.task().sentence(evaluation.get().get("test"));
            say(folder, run.net.label() + " on the test part: " + result);
            provenance.finish();
            Json.write(path.resolve(StudyRun.EVALUATION), evaluation.get());
            return true;
        }
    }

    private void say(RunDirectory folder, String sentence) throws IOException {
        listener.says(sentence);
        folder.log(sentence);
    }

    /// From here on the study can be resumed.
    private void keepSettings() throws IOException {
        Files.createDirectories(directory);
        if (isStudy()) {
            keep(directory.resolve(STUDY), recipe.section().settings());
        } else {
            keep(directory.resolve(CONFIG), config(runs.getFirst()));
        }
    }

    /// A run of a study goes on with the settings that it began with; the number of threads is none.
    private static void requireTheSame(Path file, Setting.Mapping settings) throws IOException {
        if (Files.exists(file) && !settingLines(Files.readString(file)).equals(settingLines(text(file, settings)))) {
            throw new RecipeException(file + " says other settings than " + STUDY + " of its study: a run goes on with"
                    + " those that it began with. Undo the change, or begin a new study");
        }
    }

    private static List<String> settingLines(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("threads:") && !line.isBlank())
                .toList();
    }

    private static String text(Path file, Setting.Mapping settings) {
        return "# Complete settings. `rapidity train " + file.getFileName() + "` does the same again.\n"
                + SettingWriter.write(settings);
    }

    private static void keep(Path file, Setting.Mapping settings) throws IOException {
        if (!Files.exists(file)) {
            AtomicFile.write(file, text(file, settings));
        }
    }

    private void finish() throws IOException {
        if (isStudy()) {
            ObjectNode r = recipe.task().head();
            ArrayNode names = r.putArray("runs");
            runs.forEach(run -> names.add(run.name));
            Json.write(directory.resolve(StudyRun.EVALUATION), r);
        }
        Path report = directory.resolve("report.html");
        Report.of(List.of(directory)).write(report, WhenExists.REPLACE);
        listener.says("report: " + report);
    }

    /// The complete settings of one run: training it again gives the same bits.
    private Setting.Mapping config(Run run) {
        Setting.Mapping all = recipe.section().settings();
        Place place = all.place();
        Setting.Mapping net = run.net.section().settings().without("training");
        return all.with("nets", new Setting.Mapping(Map.of(run.net.name(), net), place))
                .with("training", run.net.training().section().settings())
                .with("seed", new Setting.Whole(run.seed, place))
                .with("seeds", new Setting.Whole(1, place));
    }

    /// The runs of a study that have no model yet; none of anything else.
    public static List<String> withoutModel(Path directory) {
        Path study = directory.resolve(STUDY);
        if (!Files.exists(study)) {
            return List.of();
        }
        return runs(Recipe.of(new RecipeBook().read(study, List.of()))).stream()
                .map(Run::name)
                .filter(name -> !Files.exists(directory.resolve(name).resolve(MODEL)))
                .toList();
    }

    /// The runs of a study that have not been evaluated yet, by the names that its settings say; none of anything else.
    public static List<String> unfinished(Path directory) {
        Path study = directory.resolve(STUDY);
        if (!Files.exists(study)) {
            return List.of();
        }
        Map<String, Setting> all = RecipeBook.written(study).entries();
        Set<String> nets =
                all.get("nets") instanceof Setting.Mapping m ? m.entries().keySet() : Set.of();
        long seeds = all.get("seeds") instanceof Setting.Whole w ? w.value() : 1;
        long first = all.get("seed") instanceof Setting.Whole w ? w.value() : 1;
        return nets.stream()
                .flatMap(net -> LongStream.range(first, first + seeds).mapToObj(seed -> name(net, seeds, seed)))
                .filter(name -> !Files.exists(directory.resolve(name).resolve(StudyRun.EVALUATION)))
                .toList();
    }

    /// The folder of a run within its study.
    private static String name(String net, long seeds, long seed) {
        return seeds == 1 ? net : net + "/seed-" + seed;
    }

    /// The recipe that a run or study directory was made by.
    ///
    /// @throws RecipeException if it is neither
    public static Path recipeOf(Path directory) {
        for (String name : List.of(STUDY, CONFIG)) {
            if (Files.exists(directory.resolve(name))) {
                return directory.resolve(name);
            }
        }
        throw new RecipeException(directory + " is no run and no study: it has neither " + CONFIG + " nor " + STUDY);
    }
}
