package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.app.study.Part;
import rapidity.app.study.RecipeColumns;
import rapidity.data.ColumnMapping;
import rapidity.data.DataFile;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.JetAssembly;
import rapidity.data.format.WhenExists;
import rapidity.engine.Workers;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.JetTagger;
import rapidity.model.ModelDescription;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity score MODEL FILE`: what a model says of each jet or event of a file.
@Command(
        name = "score",
        description = {
            "Score every jet, or every event, of files with a trained model.",
            "",
            "MODEL is a model or the run that made it. A tagger gives the probability of the last of two classes, or"
                    + " those of all classes; it reads top tagging (both layouts), JetNet, JetClass, quark/gluon and"
                    + " LorentzNet files by themselves, and any ROOT, Parquet, HDF5, NumPy or text table whose columns"
                    + " the run, --columns or --constituents name. A surrogate gives the amplitudes of NumPy rows of"
                    + " events. Scores stand in the rows of the files; a row without constituents, or left out by the"
                    + " selection, gets NaN.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  rapidity score runs/try test.h5 -o scores.npy",
            "  rapidity score runs/try \"jets_*.root:tree\" --constituents pt=part_pt --constituents eta=part_eta"
                    + " --constituents phi=part_phi --features charge=part_charge -o scores.csv"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model, or a run.")
    private Path model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files with jets or events, globs among them; a ROOT tree behind a colon.")
    private List<String> names;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description =
                    "Output: .npy, .npz, .parquet, .csv, or - for standard output (default: the first FILE's name with"
                            + " the ending .scores.npy in the current folder).")
    private @Nullable Path output;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            defaultValue = "test",
            description = "train, validation or test, of a file with several parts (default: test).")
    private Part part;

    @Option(
            names = "--constituent-rule",
            paramLabel = "RULE",
            defaultValue = "published",
            description = "Which slots of top-tagging files are constituents: published (all four components above 1e-5"
                    + " in size) or energy (default: published).")
    private Constituents rule;

    @Option(
            names = "--columns",
            paramLabel = "RECIPE",
            description = "A recipe whose 'data' names columns (default: the settings of the run, if MODEL is of one).")
    private @Nullable Path columns;

    @Option(
            names = "--constituents",
            paramLabel = "NAME=COLUMN",
            description = "Columns with pt, eta, phi, m or e, px, py, pz of constituents; mask where they are padded.")
    private Map<String, String> constituents = new LinkedHashMap<>();

    @Option(
            names = "--features",
            paramLabel = "NAME=COLUMN",
            description = "Columns, or expressions in them, with the further numbers that the model needs.")
    private Map<String, String> features = new LinkedHashMap<>();

    @Option(
            names = "--selection",
            paramLabel = "EXPRESSION",
            defaultValue = "",
            description = "True for the jets that are scored, such as \"jet_pt > 500\".")
    private String selection;

    @Option(names = "--force", description = "Replace existing output.")
    private boolean force;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws IOException {
        Path directory = ModelPath.of(model);
        List<DataFile> files = JetInput.files(names);
        check(files);
        try (Workers workers = new Workers(options.threads());
                Scores scores = open(directory, files, workers)) {
            write(scores);
            tell(scores);
        }
        return 0;
    }

    private void check(List<DataFile> files) throws IOException {
        if (output != null && !toStandardOutput() && !NumberOutput.knows(output)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "-o " + output + ": the ending must be " + NumberOutput.ENDINGS + ", or the name -.");
        }
        if (options.json() && toStandardOutput()) {
            throw new ParameterException(spec.commandLine(), "--json and -o - both want standard output.");
        }
        for (DataFile file : files) {
            if (Files.exists(target()) && Files.exists(file.path()) && Files.isSameFile(target(), file.path())) {
                throw new ParameterException(
                        spec.commandLine(), "-o " + output + " is the file with the jets: it would be lost.");
            }
        }
    }

    private Scores open(Path directory, List<DataFile> files, Workers workers) throws IOException {
        String task = ModelDescription.task(directory);
        return switch (task) {
            case JetTagger.TASK -> JetScores.open(JetTagger.load(directory), input(directory, files), workers);
            case AmplitudeSurrogate.TASK -> {
                if (files.size() > 1) {
                    throw new ParameterException(spec.commandLine(), "Amplitudes are of one file, not " + files + ".");
                }
                yield AmplitudeScores.open(directory, files.getFirst().path(), workers);
            }
            default ->
                throw new ParameterException(
                        spec.commandLine(), "A model of the task '" + task + "' scores nothing; see forward.");
        };
    }

    private JetInput input(Path directory, List<DataFile> files) {
        if (constituents.isEmpty() && (!features.isEmpty() || !selection.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--features and --selection belong to --constituents, which is not given.");
        }
        try {
            return new JetInput(files, part, rule, constituents.isEmpty() ? ofRecipe(directory) : named());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<ColumnMapping> named() {
        return Optional.of(ColumnMapping.parse(constituents, features, Map.of(), selection, JetAssembly.ALL));
    }

    private Optional<ColumnMapping> ofRecipe(Path directory) {
        Path ofRun = directory.toAbsolutePath().resolveSibling("config.yaml");
        Path recipe = columns == null ? ofRun : columns;
        return columns != null || Files.exists(ofRun) ? RecipeColumns.of(recipe) : Optional.empty();
    }

    private void write(Scores scores) throws IOException {
        int width = scores.columns().size();
        try (NumberOutput out = toStandardOutput()
                        ? new NumberOutput.Lines(options.out(), width)
                        : NumberOutput.open(
                                target(),
                                force ? WhenExists.REPLACE : WhenExists.REFUSE,
                                "scores",
                                scores.rows(),
                                width);
                Progress progress = Progress.of("score", "rows", scores.rows(), options)) {
            while (scores.done() < scores.rows()) {
                out.write(scores.next());
                progress.show(scores.done(), "");
            }
            out.commit();
        }
    }

    private boolean toStandardOutput() {
        return NumberOutput.STANDARD_OUTPUT.equals(output);
    }

    private Path target() {
        if (output != null) {
            return output;
        }
        Path first = DataFile.of(names.getFirst()).path();
        String name = String.valueOf(first.getFileName()).replaceAll("[*?\\[\\]{}]", "_");
        return SampleFiles.withEnding(Path.of(name), ".scores.npy");
    }

    private void tell(Scores scores) {
        String what = String.join(", ", scores.columns());
        if (options.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("rows", scores.rows()).put("output", target().toString());
            scores.columns().forEach(json.putArray("columns")::add);
            options.out().println(json.toPrettyString());
        } else if (options.summary() && !toStandardOutput()) {
            options.out().printf(Locale.ROOT, "%,d rows scored (%s), written to %s%n", scores.rows(), what, target());
        }
        if (!scores.remark().isEmpty() && !options.quiet()) {
            options.err().println(scores.remark());
        }
    }
}
