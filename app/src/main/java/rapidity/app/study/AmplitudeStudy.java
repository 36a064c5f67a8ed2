package rapidity.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import rapidity.app.report.Report;
import rapidity.app.study.recipe.Place;
import rapidity.app.study.recipe.RecipeException;
import rapidity.app.study.recipe.Setting;
import rapidity.app.study.recipe.SettingWriter;
import rapidity.data.format.WhenExists;
import rapidity.engine.Workers;
import rapidity.model.AtomicFile;
import rapidity.model.Provenance;
import rapidity.train.RunDirectory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Networks that learn amplitudes: data, training, evaluation, report. One network with one seed is a run, in the
/// study's own folder; several are runs in folders `NET` or `NET/seed-K` of it.
///
/// @source Spinner et al., arXiv:2405.14806, Sec. 4.1
public final class AmplitudeStudy {
    static final String STUDY = "study.yaml";
    static final String CONFIG = "config.yaml";

    private final AmplitudeRecipe recipe;
    private final Path directory;
    private final String command;
    private final StudyListener listener;
    private final Version version = Version.ofThisBuild();
    private final List<Run> runs;

    /// One network with one seed.
    ///
    /// @param name folder within the study, empty for the study's own
    private record Run(NetRecipe net, long seed, String name) {}

    /// @param command what was typed, for the provenance
    public AmplitudeStudy(AmplitudeRecipe recipe, Path directory, String command, StudyListener listener) {
        this.recipe = recipe;
        this.directory = directory;
        this.command = command;
        this.listener = listener;
        List<Run> all = new ArrayList<>();
        int seeds = recipe.seeds();
        boolean alone = recipe.nets().size() == 1 && seeds == 1;
        for (NetRecipe net : recipe.nets()) {
            for (long seed = recipe.seed(); seed < recipe.seed() + seeds; seed++) {
                String name = seeds == 1 ? net.name() : net.name() + "/seed-" + seed;
                all.add(new Run(net, seed, alone ? "" : name));
            }
        }
        this.runs = List.copyOf(all);
    }

    /// Trains all runs that are not complete, evaluates them, and draws the report.
    ///
    /// @return whether all is complete; if not, it was asked to stop and can be resumed
    public boolean train() throws IOException {
        Files.createDirectories(directory);
        if (isStudy()) {
            AtomicFile.write(directory.resolve(STUDY), yaml(recipe.section().settings(), runs.size()));
        }
        try (Workers workers = new Workers(threads())) {
            EventSource source = new EventSource(recipe, directory.resolve("data"), listener);
            AmplitudeData data = source.read(workers.threads());
            for (Run run : runs) {
                if (!isComplete(run) && !train(run, data, source.files(), workers)) {
                    return false;
                }
            }
        }
        finish();
        return true;
    }

    private boolean isStudy() {
        return runs.size() > 1 || !runs.getFirst().name.isEmpty();
    }

    private int threads() {
        return recipe.threads() == 0 ? Runtime.getRuntime().availableProcessors() : recipe.threads();
    }

    private boolean isComplete(Run run) {
        return Files.exists(directory.resolve(run.name).resolve(AmplitudeRun.EVALUATION));
    }

    private boolean train(Run run, AmplitudeData data, List<Provenance.Source> files, Workers workers)
            throws IOException {
        Path path = directory.resolve(run.name);
        AmplitudeRun work = new AmplitudeRun(recipe, run.net, run.seed, data, workers);
        boolean begun = Files.isDirectory(path.resolve("checkpoint"));
        try (RunDirectory folder = begun ? RunDirectory.open(path) : create(path)) {
            Provenance provenance = Provenance.now(
                    version.program(),
                    command,
                    run.seed,
                    files,
                    work.surrogate().weights().engine().name());
            if (!begun) {
                AtomicFile.write(path.resolve(CONFIG), yaml(config(run), 1));
            }
            listener.says(run.net.label() + ": " + work.surrogate().weights().size() + " parameters, seed " + run.seed);
            if (!work.train(folder, provenance, listener.training(run.net.label()))) {
                return false;
            }
            writeProvenance(path, provenance);
            return true;
        }
    }

    /// A folder that holds nothing but what a study puts there before its run begins.
    private static RunDirectory create(Path path) throws IOException {
        Files.createDirectories(path.resolve("checkpoint"));
        return RunDirectory.open(path);
    }

    private void writeProvenance(Path path, Provenance p) throws IOException {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("command", p.command()).put("commit", version.commit()).put("version", version.version());
        r.put("java", p.java()).put("machine", p.machine()).put("engine", p.engine());
        r.put("started", p.started())
                .put("finished", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        r.putObject("seeds").put("training", p.seed());
        ArrayNode data = r.putArray("data");
        p.data()
                .forEach(d -> data.addObject()
                        .put("file", d.file())
                        .put("sha256", d.sha256())
                        .put("bytes", d.bytes()));
        Json.write(path.resolve("provenance.json"), r);
    }

    private void finish() throws IOException {
        if (isStudy()) {
            ObjectNode r = JsonNodeFactory.instance.objectNode();
            r.put("task", AmplitudeRecipe.TASK).put("process", recipe.process());
            ArrayNode names = r.putArray("runs");
            runs.forEach(run -> names.add(run.name));
            Json.write(directory.resolve(AmplitudeRun.EVALUATION), r);
        }
        Path report = directory.resolve("report.html");
        Report.of(List.of(directory)).write(report, WhenExists.REPLACE);
        listener.says("report: " + report);
    }

    /// The complete settings of one run: training it again gives the same bits.
    private Setting.Mapping config(Run run) {
        Setting.Mapping all = recipe.section().settings();
        Place place = all.place();
        Setting.Mapping nets = new Setting.Mapping(
                java.util.Map.of(run.net.name(), run.net.section().settings()), place);
        return all.with("nets", nets)
                .with("seed", new Setting.Whole(run.seed, place))
                .with("seeds", new Setting.Whole(1, place));
    }

    private static String yaml(Setting.Mapping settings, int runs) {
        String first = runs == 1
                ? "# Complete settings of this run. `rapidity train config.yaml` repeats it.\n"
                : "# Complete settings of this study of " + runs + " runs.\n";
        return first + SettingWriter.write(settings);
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
