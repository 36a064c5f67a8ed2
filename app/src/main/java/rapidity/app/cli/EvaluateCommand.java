package rapidity.app.cli;

import java.io.IOException;
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
import rapidity.app.study.AmplitudeEvaluation;
import rapidity.app.study.AmplitudeRecipe.Part;
import rapidity.app.study.AmplitudeScore;
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
            "  rapidity evaluate runs/try/lgatr/model --data samples/zgg.npy"
                    + " --flavour-flags samples/zgg.downtype.npy"
        })
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN|MODEL", description = "A run, a study, or a model directory.")
    private Path path = Path.of("");

    @Option(names = "--data", paramLabel = "FILE", description = "Events with labels (default: those of the study).")
    private @Nullable Path data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Part of the study's events: train, validation or test (default: test).")
    private @Nullable Part split;

    @Option(
            names = "--flavour-flags",
            paramLabel = "FLAGS.npy",
            description = "0 (up) or 1 (down) for each event of --data: only up-type events count.")
    private @Nullable Path flavourFlags;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        if (data != null && split != null) {
            throw new ParameterException(
                    spec.commandLine(), "--split is a part of the study's own events: it does not go with --data.");
        }
        if (data == null && flavourFlags != null) {
            throw new ParameterException(spec.commandLine(), "--flavour-flags go with the events of --data.");
        }
        Part part = split == null ? Part.TEST : split;
        List<AmplitudeEvaluation> rows = AmplitudeEvaluation.of(
                path, Optional.ofNullable(data), Optional.ofNullable(flavourFlags), part, options.threads());
        if (options.json()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            rows.forEach(r -> all.add(r.score()
                    .json()
                    .put("name", r.name())
                    .put("parameters", r.parameters())
                    .put("data", r.data())));
            options.out().println(all.toPrettyString());
        } else {
            print(rows);
        }
        return 0;
    }

    private void print(List<AmplitudeEvaluation> rows) {
        options.out().println("on " + rows.getFirst().data());
        options.out()
                .printf(
                        "%-24s %10s  %-23s %10s %8s %8s %8s%n",
                        "", "parameters", "MSE of z", "MSE of A", "<1e-3", "<1e-2", "<1e-1");
        for (AmplitudeEvaluation r : rows) {
            AmplitudeScore s = r.score();
            options.out()
                    .printf(
                            Locale.ROOT,
                            "%-24s %10d  %.4e +- %.1e   %10.3e %7.2f%% %7.2f%% %7.2f%%%n",
                            r.name(),
                            r.parameters(),
                            s.mse(),
                            s.mseError(),
                            s.mseRaw(),
                            100 * s.within()[0],
                            100 * s.within()[1],
                            100 * s.within()[2]);
        }
        options.out()
                .println("z = standardised ln A; last columns: share of events with |A_predicted - A| < bound * A");
    }
}
