package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.app.report.Report;
import rapidity.app.study.Study;
import rapidity.data.format.WhenExists;
import tools.jackson.databind.node.JsonNodeFactory;

/// `rapidity report RUN... [-o report.html]`: draws the page and the figures of finished runs again, without a model.
@Command(
        name = "report",
        description = "Draws the report of finished runs or studies: one page, and its figures as SVG, PDF and PNG.",
        footer = {"", "Example:", "  rapidity report runs/quick-20260101-120000 --force"},
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    private static final String PAGE = "report.html";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs or studies of one task.")
    private List<Path> runs = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The page; figures go beside it. Default: RUN/report.html, or report.html for several RUNs.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace a page that is there already.")
    private boolean force;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        Path page = page();
        for (Path run : runs) {
            List<String> absent = Study.unfinished(run);
            if (!absent.isEmpty() && !options.quiet()) {
                options.err()
                        .println("not in the report, since not finished: " + String.join(", ", absent)
                                + "; go on with: rapidity train --resume " + run);
            }
        }
        Report.of(runs).write(page, force ? WhenExists.REPLACE : WhenExists.REFUSE);
        if (options.json()) {
            options.out().println(JsonNodeFactory.instance.objectNode().put("report", page.toString()));
        } else if (options.summary()) {
            options.out().println(page);
        }
        return 0;
    }

    private Path page() {
        if (output != null) {
            if (!output.toString().endsWith(".html")) {
                throw new ParameterException(
                        spec.commandLine(),
                        "-o " + output + ": the page is HTML, give it the ending .html; figures beside it are SVG, PDF"
                                + " and PNG.");
            }
            return output;
        }
        return runs.size() == 1 ? runs.getFirst().resolve(PAGE) : Path.of(PAGE);
    }
}
