package rapidity.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rapidity.data.format.Column;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.Jagged;
import rapidity.data.format.NpyArray;
import rapidity.data.format.root.RootTree;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `rapidity bench root`: every branch of numbers in a folder of ROOT files, as uproot reads it and as we do. Made for
/// the files of the package scikit-hep-testdata, which come from all versions of ROOT and from the experiments.
@Command(
        name = "root",
        mixinStandardHelpOptions = true,
        description = "The branches of ROOT files beside what uproot reads of them, number by number.",
        footer = {
            "",
            "Example (pip install 'scikit-hep-testdata<0.5' uproot awkward brings the files):",
            "  rapidity bench root --peer ~/venv/bin/python"
        })
final class RootBench implements Callable<Integer> {
    /// Of numbers that are stored as steps of a range, where uproot multiplies by the step and ROOT divides.
    private static final double PACKED = 1e-14;

    @Option(
            names = "--peer",
            paramLabel = "PYTHON",
            required = true,
            description = "A Python with uproot and awkward, and with scikit-hep-testdata unless --files is given.")
    private Path peer = Path.of("");

    @Option(names = "--files", paramLabel = "FOLDER", description = "A folder with ROOT files.")
    private @Nullable Path files;

    @Option(names = "--entries", defaultValue = "1000", description = "The first entries of each tree (default: 1000).")
    private int entries;

    private final Map<String, List<String>> outcomes = new TreeMap<>();
    private @Nullable RootTree tree;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = PythonScript.temporaryFolder("rapidity-root");
        String version;
        Set<String> seen = new LinkedHashSet<>();
        try (PythonScript script = PythonScript.of(peer, "root_branches.py")) {
            List<String> arguments = new ArrayList<>(List.of(folder.toString(), Integer.toString(entries)));
            if (files != null) {
                arguments.add(files.toString());
            }
            version = script.run(arguments.toArray());
            for (JsonNode entry : new JsonMapper().readTree(folder.resolve("index.json"))) {
                seen.add(entry.path("file").stringValue());
                String branch = Path.of(entry.path("file").stringValue()).getFileName() + ":"
                        + entry.path("tree").stringValue() + " "
                        + entry.path("column").stringValue();
                outcomes.computeIfAbsent(outcome(folder, entry), any -> new ArrayList<>())
                        .add(branch);
            }
        } finally {
            PythonScript.delete(folder);
        }
        int all = outcomes.values().stream().mapToInt(List::size).sum();
        System.out.printf("%d files, %d branches of numbers that uproot %s reads%n", seen.size(), all, version);
        outcomes.forEach((outcome, branches) -> {
            System.out.printf("%6d %s%n", branches.size(), outcome);
            if (!outcome.startsWith("equal")) {
                branches.stream().limit(10).forEach(branch -> System.out.println("         " + branch));
            }
        });
        return outcomes.keySet().stream().anyMatch(outcome -> outcome.startsWith("DIFFERENT")) ? 1 : 0;
    }

    private String outcome(Path folder, JsonNode entry) throws IOException {
        Path path = Path.of(entry.path("file").stringValue());
        String name = entry.path("tree").stringValue();
        try {
            RootTree open = open(path, name);
            String wanted = entry.path("column").stringValue();
            Optional<Column> column = open.columns().stream()
                    .filter(candidate -> candidate.name().equals(wanted))
                    .findFirst();
            if (column.isEmpty()) {
                String reason = open.unread().getOrDefault(wanted, "no such column");
                return "not read: " + reason.replaceAll("<.*>|'.*'", "<..>");
            }
            return compare(open, column.get(), folder, entry);
        } catch (DataFormatException e) {
            String sentence = String.valueOf(e.getMessage());
            return "refused: "
                    + sentence.substring(sentence.lastIndexOf(": ") + 2).replaceAll("[0-9]+", "N");
        }
    }

    private RootTree open(Path path, String name) throws IOException {
        if (tree != null && tree.path().equals(path) && tree.name().equals(name)) {
            return tree;
        }
        if (tree != null) {
            tree.close();
        }
        tree = null;
        RootTree opened = RootTree.open(path, Optional.of(name));
        tree = opened;
        return opened;
    }

    private String compare(RootTree open, Column column, Path folder, JsonNode entry) throws IOException {
        String number = entry.path("number").asString();
        Jagged found = open.read(column, 0, Math.min(entries, open.rows()));
        try (NpyArray values = NpyArray.open(folder.resolve(number + ".npy"))) {
            double[] expected = values.doubles(0, values.rows());
            if (expected.length != found.values().length) {
                return "DIFFERENT: count of numbers";
            }
            double most = 0;
            for (double value : expected) {
                most = Math.max(most, Math.abs(value));
            }
            for (int i = 0; i < expected.length; i++) {
                double a = expected[i];
                double b = found.values()[i];
                if (Double.compare(a, b) != 0 && !(Math.abs(a - b) <= PACKED * most)) {
                    return "DIFFERENT: numbers";
                }
            }
        }
        if (column.jagged() != entry.path("jagged").booleanValue()) {
            return "DIFFERENT: rows of one length";
        }
        if (!column.jagged()) {
            return "equal: flat";
        }
        try (NpyArray offsets = NpyArray.open(folder.resolve(number + "_offsets.npy"))) {
            long[] places = offsets.longs(0, offsets.rows());
            for (int row = 0; row < places.length; row++) {
                if (places[row] * column.width() != found.offsets()[row]) {
                    return "DIFFERENT: lengths of rows";
                }
            }
        }
        return "equal: jagged";
    }
}
