package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.app.study.GeneratedSample;
import rapidity.data.DataFile;
import rapidity.data.dataset.AmplitudeEvents;
import rapidity.data.dataset.AmplitudeEvents.LabelColumn;
import rapidity.data.format.DataFormatException;
import rapidity.matrixelement.StandardModel;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity amplitude`: the exact abs(M)^2 of given momenta.
@Command(
        name = "amplitude",
        description = {
            "Calculate the exact |M|^2 of q qbar -> Z + 0 to 5 gluons for the momenta in a file.",
            "",
            "FILE has one row for each event: (E, px, py, pz) in GeV of q, qbar, Z, g1..gn; a last column with a label"
                    + " may follow. The result is the tree-level |M|^2, averaged over initial spins"
                    + " and colours, with 1/n! for the gluons, in GeV^(2-2n), for M(Z) = 91.188 and alpha_s = 0.118.",
            ""
        },
        footer = {"", "Example: rapidity amplitude zgg samples/zgg.npy --flavour samples/zgg.downtype.npy --compare"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AmplitudeCommand implements Callable<Integer> {
    private static final StandardModel MODEL = StandardModel.DEFAULT;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PROCESS", description = "z, zg, zgg, zggg, zgggg or zggggg.")
    private String process;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description =
                    "The events: an array (.npy, .npz) or a table (.csv, .parquet, ...), as generate writes them.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description =
                    "Output: .npy, .npz, .parquet, .csv, or - for standard output (default: FILE's name with the ending"
                            + " .me2.npy in the current folder; none with --compare).")
    private @Nullable Path output;

    @Option(
            names = "--flavour",
            paramLabel = "u|d|FLAGS.npy",
            defaultValue = "u",
            description = "Up- or down-type quarks, or an array with 0 (up) or 1 (down) for each event (default: u).")
    private String flavour;

    @Option(names = "--compare", description = "Report the largest relative deviation from the label column.")
    private boolean compare;

    @Mixin
    private OutputOptions place;

    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int gluons = ProcessName.gluons(process, 0, spec.commandLine());
        if (output != null && !toStandardOutput() && !NumberOutput.knows(output)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "-o " + output + ": the ending must be " + NumberOutput.ENDINGS + ", or the name -.");
        }
        if (output != null && Files.exists(output) && Files.exists(file) && Files.isSameFile(output, file)) {
            throw new ParameterException(
                    spec.commandLine(), "-o " + output + " is the file with the events: it would be lost.");
        }
        if (options.json() && toStandardOutput()) {
            throw new ParameterException(spec.commandLine(), "--json and -o - both want standard output.");
        }
        InputPath.check(file);
        LabelColumn label = compare ? LabelColumn.REQUIRED : LabelColumn.IGNORED;
        try (AmplitudeEvents events =
                AmplitudeEvents.of(DataFile.of(file.toString()).open(), MODEL.zMass(), label)) {
            requireProcess(events, gluons);
            try (Flavours flavours = Flavours.open(flavour, events.count())) {
                evaluate(events, flavours);
            }
        }
        return 0;
    }

    private void requireProcess(AmplitudeEvents events, int gluons) throws DataFormatException {
        if (events.gluons() != gluons) {
            throw new DataFormatException(
                    file,
                    "columns",
                    4 * (gluons + 3) + " columns of momenta for " + process + ", and one more for a label",
                    events.columns() + " columns, as for " + events.gluons()
                            + (events.gluons() == 1 ? " gluon" : " gluons"));
        }
    }

    private void evaluate(AmplitudeEvents events, Flavours flavours) throws IOException, InterruptedException {
        Deviation deviation = new Deviation();
        try (NumberOutput out = open(events.count());
                AmplitudeCalculation calculation = new AmplitudeCalculation(events, flavours, options.threads());
                Progress progress = Progress.of("amplitude " + process, "events", events.count(), options)) {
            while (calculation.next()) {
                out.write(calculation.values());
                if (compare) {
                    deviation.add(calculation.rows(), events.columns(), calculation.values());
                }
                progress.show(calculation.done(), "");
            }
            out.commit();
        }
        tell(events.count(), deviation);
    }

    private NumberOutput open(long rows) throws IOException {
        Path target = target();
        if (toStandardOutput()) {
            return new NumberOutput.Lines(options.out(), 1);
        }
        return target == null
                ? new NumberOutput.Nowhere()
                : NumberOutput.open(target, place.whenExists(), "me2", rows, List.of("me2"));
    }

    private boolean toStandardOutput() {
        return NumberOutput.STANDARD_OUTPUT.equals(output);
    }

    private @Nullable Path target() {
        if (output != null || compare) {
            return output;
        }
        return Path.of(SampleFiles.withEnding(file, ".me2.npy").getFileName().toString());
    }

    private void tell(long count, Deviation deviation) {
        Path target = target();
        if (options.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("process", process).put("events", count).put("label", GeneratedSample.CONVENTION);
            if (target != null) {
                json.put("output", target.toString());
            }
            if (compare) {
                deviation.describe(json.putObject("comparison"));
            }
            options.out().println(json.toPrettyString());
        } else if (options.summary() && !toStandardOutput()) {
            String written = target == null ? "" : ", written to " + target;
            options.out().printf(Locale.ROOT, "%s: |M|^2 of %,d events of %s%s%n", file, count, process, written);
            options.out().println("label: " + GeneratedSample.CONVENTION);
            if (compare) {
                options.out().println(deviation.sentence());
            }
        } else if (compare && !toStandardOutput()) {
            options.out().println(deviation.sentence());
        }
    }
}
