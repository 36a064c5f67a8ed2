package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
import rapidity.app.study.Evaluation;
import rapidity.app.study.Part;
import rapidity.app.study.Study;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `rapidity evaluate`: every metric of the task.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Every metric of a trained network, a run or a study.",
        footer = {
            "",
            "Examples:",
            "  rapidity evaluate runs/quick-20260101-120000",
            "  rapidity evaluate runs/top/slim/model --data samples/toptagging_sample.npz --split validation",
            "  rapidity evaluate runs/try/lgatr/model --data samples/zgg.npy"
                    + " --flavour-flags samples/zgg.downtype.npy"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN|MODEL", description = "A run, a study, or a model directory.")
    private Path path = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Events or jets with labels (default: those of the study).")
    private @Nullable Path data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Part of the study's data, or of a file with several parts: train, validation or test"
                    + " (default: test).")
    private @Nullable Part split;

    @Option(
            names = "--flavour-flags",
            paramLabel = "FLAGS.npy",
            description = "0 (up) or 1 (down) for each event of --data: only up-type events count.")
    private @Nullable Path flavourFlags;

    @Spec
    private CommandSpec spec;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        if (data == null && flavourFlags != null) {
            throw new ParameterException(spec.commandLine(), "--flavour-flags go with the events of --data.");
        }
        if (data != null) {
            InputPath.check(data);
        }
        Evaluation.On on = new Evaluation.On(
                Optional.ofNullable(data),
                Optional.ofNullable(flavourFlags),
                Optional.ofNullable(split),
                engine.choice());
        List<Evaluation> rows = Evaluation.of(path, on, options.threads(), new TrainingMonitor(options));
        if (options.json()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            rows.forEach(r -> all.add(r.score()
                    .json()
                    .put("name", r.name())
                    .put("parameters", r.parameters())
                    .put("data", r.data())));
            options.out().println(all.toPrettyString());
        } else {
            new EvaluationText(options.out()).print(rows);
        }
        List<String> absent = Study.withoutModel(path);
        if (!absent.isEmpty() && !options.quiet()) {
            options.err()
                    .println("not trained yet: " + String.join(", ", absent) + "; go on with: rapidity train --resume "
                            + path);
        }
        return 0;
    }
}
