package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.data.Conversion;
import rapidity.data.DataFile;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Table;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity convert IN OUT`: columns of a file into another format.
@Command(
        name = "convert",
        description = {
            "Write the columns of a file in another format.",
            "",
            "IN is a NumPy array or archive, HDF5, ROOT (FILE.root:TREE where there are several trees), Parquet,"
                    + " Les Houches or HepMC3 events, or a text table; OUT's ending says what to write. In an archive"
                    + " (.npz) a column whose rows differ in length is its numbers, and where rows begin stands in"
                    + " NAME_offsets. Columns that cannot be read are named with the reason, and left out.",
            "",
            "Les Houches events (.lhe) are written of t tbar events in the published layouts, HepMC3 (.hepmc) also of"
                    + " Les Houches events; both with .gz.",
            ""
        },
        footer = {"", "Example: rapidity convert jets.root:tree jets.npz --columns jet_pt,part_px,part_py"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "The file to read.")
    private String in = "";

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description = "Only these columns (default: all that are read).")
    private List<String> names = List.of();

    @Mixin
    private OutputOptions place = new OutputOptions();

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        if (Conversion.ENDINGS.stream().noneMatch(out.toString()::endsWith)) {
            throw new ParameterException(
                    spec.commandLine(), "OUT " + out + ": the ending must be one of " + Conversion.ENDINGS + ".");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new ParameterException(spec.commandLine(), "--columns names a column twice: " + names + ".");
        }
        DataFile file = DataFile.of(in);
        InputPath.check(file.path());
        if (Files.exists(out) && Files.exists(file.path()) && Files.isSameFile(out, file.path())) {
            throw new ParameterException(spec.commandLine(), "OUT " + out + " is the file to read: it would be lost.");
        }
        try (Table table = file.open()) {
            List<Column> columns = chosen(table);
            Map<String, String> leftOut = names.isEmpty() ? new TreeMap<>(table.unread()) : Map.of();
            if (!options.quiet()) {
                leftOut.forEach((name, why) -> options.err().println("left out: " + name + " (" + why + ")"));
            }
            int several = Math.max(1, columns.size());
            long rows = columns.stream().mapToLong(Column::rows).sum() / several;
            long[] done = {0};
            try (Progress progress = Progress.of("convert", "rows", rows, options)) {
                new Conversion(table, columns, more -> progress.show((done[0] += more) / several, ""))
                        .to(out, place.whenExists());
            }
            tell(table, columns, leftOut);
        }
        return 0;
    }

    private List<Column> chosen(Table table) throws DataFormatException {
        if (names.isEmpty()) {
            return table.columns();
        }
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(table.columns().stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new DataFormatException(
                            table.path(),
                            "columns",
                            "one named '" + name + "'",
                            table.unread().containsKey(name)
                                    ? table.unread().get(name) + ", which is not read"
                                    : "none (rapidity info lists them)")));
        }
        return columns;
    }

    private void tell(Table table, List<Column> columns, Map<String, String> leftOut) {
        if (options.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("input", in).put("output", out.toString()).put("columns", columns.size());
            ObjectNode unread = json.putObject("not-read");
            leftOut.forEach(unread::put);
            options.out().println(json.toPrettyString());
        } else if (options.summary()) {
            options.out()
                    .printf(
                            Locale.ROOT,
                            "%s: %,d columns of %s written to %s%n",
                            in,
                            columns.size(),
                            table.kind(),
                            out);
        }
    }
}
