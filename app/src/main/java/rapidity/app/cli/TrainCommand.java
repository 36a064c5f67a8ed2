package rapidity.app.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.app.study.Plan;
import rapidity.app.study.Study;
import rapidity.app.study.recipe.RecipeBook;
import rapidity.app.study.recipe.Section;
import rapidity.app.study.recipe.SettingWriter;
import tools.jackson.databind.node.JsonNodeFactory;

/// `rapidity train`: data, training, evaluation and report in one command; or what else a recipe plans.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Data, training, evaluation and report, in one run directory.",
        footer = {
            "",
            "Examples:",
            "  rapidity train recipes/amplitudes/quick.yaml",
            "  rapidity train recipes/amplitudes/quick.yaml training.steps=500 nets.lgatr.blocks=2 --run runs/try",
            "  rapidity train recipes/scaling/quick.yaml",
            "  rapidity train --resume runs/try"
        })
final class TrainCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECIPE", arity = "0..1", description = "A YAML recipe.")
    private @Nullable Path recipe;

    @Parameters(index = "1..*", paramLabel = "key.path=value", description = "Changes of the recipe.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--run", paramLabel = "DIR", description = "Run directory (default: runs/RECIPE-TIME).")
    private @Nullable Path run;

    @Option(names = "--resume", paramLabel = "RUN", description = "Go on exactly where this run or study stopped.")
    private @Nullable Path resume;

    @Option(names = "--seeds", paramLabel = "N", description = "Train every network N times, with seed, seed + 1, ...")
    private @Nullable Integer seeds;

    @Option(names = "--seed", paramLabel = "K", description = "Seed of start weights and order of events.")
    private @Nullable Long seed;

    @Option(names = "--estimate", description = "Print operations, time and memory for this machine, and stop.")
    private boolean estimate;

    @Option(names = "--print", description = "Print the complete settings, and stop.")
    private boolean print;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        Path file = recipeFile();
        Section settings = new RecipeBook().read(file, withOptions());
        Plan plan = Plan.of(settings);
        if (print) {
            options.out().print(SettingWriter.write(settings.settings()));
            options.out().flush();
            return 0;
        }
        if (estimate) {
            plan.estimate().forEach(options.out()::println);
            return 0;
        }
        Path directory = directory(file);
        String command = "rapidity "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
        TrainingMonitor monitor = new TrainingMonitor(options);
        if (!isComplete(plan.in(directory, command, monitor), monitor)) {
            options.err().println("stopped; go on with: rapidity train --resume " + directory);
            return INTERRUPTED;
        }
        options.out()
                .println(
                        options.json()
                                ? JsonNodeFactory.instance.objectNode().put("run", directory.toString())
                                : directory);
        return 0;
    }

    /// Works on a thread of its own, which no interrupt reaches in the middle of a file.
    private static boolean isComplete(Plan.Work work, TrainingMonitor monitor) throws IOException {
        try (ExecutorService trainer = Executors.newSingleThreadExecutor()) {
            Future<Boolean> complete = trainer.submit(work::complete);
            while (true) {
                try {
                    return complete.get();
                } catch (InterruptedException e) {
                    monitor.stop();
                } catch (ExecutionException e) {
                    throw failure(requireNonNull(e.getCause()));
                }
            }
        }
    }

    private static IOException failure(Throwable cause) throws IOException {
        return switch (cause) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new IOException(cause);
        };
    }

    private Path recipeFile() {
        if ((recipe == null) == (resume == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Give a recipe, or --resume and a run, which keeps the settings that it has.");
        }
        if (resume == null) {
            return java.util.Objects.requireNonNull(recipe);
        }
        if (!changes.isEmpty()
                || seeds != null
                || seed != null
                || run != null
                || !engine.changes().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "A resumed run keeps its settings; only --threads and --quiet go with --resume.");
        }
        return Study.recipeOf(resume);
    }

    private List<String> withOptions() {
        List<String> all = new ArrayList<>(changes);
        if (seed != null) {
            all.add("seed=" + seed);
        }
        if (seeds != null) {
            all.add("seeds=" + seeds);
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--threads")) {
            all.add("threads=" + options.threads());
        }
        all.addAll(engine.changes());
        return all;
    }

    private Path directory(Path file) throws IOException {
        if (resume != null) {
            return resume;
        }
        if (run == null) {
            String name = file.getFileName().toString().replaceFirst("[.]ya?ml$", "");
            return Path.of("runs", name + "-" + LocalDateTime.now().format(TIME));
        }
        if (Files.exists(run)) {
            try (var contents = Files.list(run)) {
                if (contents.findAny().isPresent()) {
                    throw new IOException(
                            run + " exists and is not empty; choose another --run, or go on with --resume " + run);
                }
            }
        }
        return run;
    }
}
