package rapidity.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rapidity.app.study.Part;
import rapidity.app.study.RecipeColumns;
import rapidity.data.ColumnMapping;
import rapidity.data.DataFile;
import rapidity.data.dataset.Constituents;
import rapidity.data.dataset.JetAssembly;

/// Options of commands that read jets from files.
final class JetOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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

    JetOptions() {}

    /// The jets of these files, as the options, or the settings of the run that a model is from, take them.
    JetInput input(Path directory, List<DataFile> files) {
        if (constituents.isEmpty() && (!features.isEmpty() || !selection.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--features and --selection belong to --constituents, which is not given.");
        }
        try {
            return new JetInput(
                    files,
                    part,
                    rule,
                    constituents.isEmpty() ? ofRecipe(directory) : named(),
                    RecipeColumns.frameOfRun(directory));
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
}
