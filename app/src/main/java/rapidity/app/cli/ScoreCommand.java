package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
import rapidity.app.study.AnomalyScores;
import rapidity.data.DataFile;
import rapidity.engine.Workers;
import rapidity.model.AmplitudeSurrogate;
import rapidity.model.JetAutoencoder;
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
                    + " those of all classes, an autoencoder how anomalous a jet is; both read top tagging (both"
                    + " layouts), JetNet, JetClass, quark/gluon and LorentzNet files by themselves, and any ROOT,"
                    + " Parquet, HDF5, NumPy or text table whose columns the run, --columns or --constituents name. A"
                    + " surrogate gives the amplitudes of NumPy rows of events. Scores stand in the rows of the files;"
                    + " a row without constituents, or left out by the selection, gets NaN.",
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
                            + " the ending .scores.npy in the current folder). Text and Parquet name the columns: score"
                            + " or the classes.")
    private @Nullable Path output;

    @Option(
            names = "--anomaly-score",
            paramLabel = "NAME",
            description = "Of an autoencoder, how jets and reconstructions are compared (default:"
                    + " chamfer-normalised-cartesian; of images image-mse).")
    private @Nullable String anomalyScore;

    @Mixin
    private JetOptions jets;

    @Mixin
    private OutputOptions place;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws IOException {
        Path directory = ModelPath.of(model);
        List<DataFile> files = JetInput.files(names);
        check(files);
        try (Workers workers = engine.choice().workers(options.threads());
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
                        spec.commandLine(), "-o " + output + " is the file that is scored: it would be lost.");
            }
        }
    }

    private Scores open(Path directory, List<DataFile> files, Workers workers) throws IOException {
        String task = ModelDescription.task(directory);
        return switch (task) {
            case JetTagger.TASK ->
                JetScores.open(
                        new JetScorer.Tagger(JetTagger.load(directory, engine.choice())),
                        jets.input(directory, files),
                        workers);
            case JetAutoencoder.TASK ->
                JetScores.open(new JetScorer.Anomaly(anomaly(directory)), jets.input(directory, files), workers);
            case AmplitudeSurrogate.TASK, AmplitudeSurrogate.JOINT_TASK -> {
                if (files.size() > 1) {
                    throw new ParameterException(spec.commandLine(), "Amplitudes are of one file, not " + files + ".");
                }
                yield AmplitudeScores.open(
                        AmplitudeSurrogate.load(directory, engine.choice()),
                        files.getFirst().path(),
                        workers);
            }
            default ->
                throw new ParameterException(
                        spec.commandLine(), "A model of the task '" + task + "' scores nothing; see forward.");
        };
    }

    private AnomalyScores anomaly(Path directory) throws IOException {
        try {
            return AnomalyScores.of(JetAutoencoder.load(directory, engine.choice()), Optional.ofNullable(anomalyScore));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()) + ".", e);
        }
    }

    private void write(Scores scores) throws IOException {
        try (NumberOutput out = toStandardOutput()
                        ? NumberOutput.lines(options.out(), scores.names())
                        : NumberOutput.open(target(), place.whenExists(), "scores", scores.rows(), scores.names());
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
        return output != null ? output : OutputOptions.named(names.getFirst(), ".scores.npy");
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
