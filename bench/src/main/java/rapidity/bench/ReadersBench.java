package rapidity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity bench readers`: each reader beside h5py, pandas, NumPy, uproot and pyarrow on the files that these wrote.
/// Every measurement is a process of its own, on one thread; each side runs twice, in both orders, and the faster
/// median of each side counts. The sums of all numbers are compared.
@Command(
        name = "readers",
        mixinStandardHelpOptions = true,
        description = "Time to read every number of a file: HDF5, pandas tables, NumPy, ROOT, Parquet, one thread.",
        footer = {"", "Example:", "  rapidity bench readers --peer ~/venv/bin/python"})
final class ReadersBench implements Callable<Integer> {
    private static final double SAME = 1e-9;

    @Option(
            names = "--peer",
            paramLabel = "PYTHON",
            required = true,
            description = "A Python with h5py, hdf5plugin, pandas, tables, uproot, awkward, pyarrow.")
    private Path peer = Path.of("");

    @Option(names = "--jets", defaultValue = "10000", description = "Jets in a file (default: 10000).")
    private int jets;

    @Option(names = "--seconds", defaultValue = "1", description = "Of each measurement (default: 1).")
    private double seconds;

    @Option(names = "--only", defaultValue = "", paramLabel = "WORD", description = "Only files whose name holds this.")
    private String only = "";

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        Path folder = PythonScript.temporaryFolder("rapidity-readers");
        try (PythonScript script = PythonScript.of(peer, "readers.py")) {
            JsonNode files = script.json("make", folder, jets);
            if (!json) {
                System.out.printf(
                        "%-26s %10s %10s %10s %7s   %s%n", "file", "MB", "ours ms", "peer ms", "ratio", "peer");
            }
            for (JsonNode name : files) {
                if (name.stringValue().contains(only)) {
                    results.add(compare(script, folder, name.stringValue()));
                }
            }
        } finally {
            PythonScript.delete(folder);
        }
        if (json) {
            System.out.println(results.toPrettyString());
        }
        return 0;
    }

    private ObjectNode compare(PythonScript script, Path folder, String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        JsonNode first = ours(file);
        JsonNode theirs = theirs(script, folder, name);
        JsonNode again = theirs(script, folder, name);
        JsonNode last = ours(file);
        requireSame(name, first, theirs);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("file", name)
                .put("bytes", Files.size(file))
                .put("tool", theirs.path("tool").stringValue());
        result.put("numbers", first.path("numbers").longValue());
        side(result, "ours", first.path("timing"), last.path("timing"));
        side(result, "peer", theirs, again);
        double ratio =
                result.path("peer_ms").doubleValue() / result.path("ours_ms").doubleValue();
        result.put("ratio", ratio);
        if (!json) {
            System.out.printf(
                    Locale.ROOT,
                    "%-26s %10.2f %10.2f %10.2f %7.2f   %s (CPU %.2f and %.2f ms)%n",
                    name,
                    Files.size(file) / 1e6,
                    result.path("ours_ms").doubleValue(),
                    result.path("peer_ms").doubleValue(),
                    ratio,
                    result.path("tool").stringValue(),
                    result.path("ours_cpu_ms").doubleValue(),
                    result.path("peer_cpu_ms").doubleValue());
        }
        return result;
    }

    private static void side(ObjectNode result, String side, JsonNode a, JsonNode b) {
        JsonNode faster = a.path("wall_ms").doubleValue() < b.path("wall_ms").doubleValue() ? a : b;
        result.put(side + "_ms", faster.path("wall_ms").doubleValue());
        result.put(side + "_cpu_ms", faster.path("cpu_ms").doubleValue());
    }

    private static void requireSame(String name, JsonNode ours, JsonNode theirs) {
        double a = ours.path("sum").doubleValue();
        double b = theirs.path("sum").doubleValue();
        boolean same = Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));
        if (!same || ours.path("numbers").longValue() != theirs.path("numbers").longValue()) {
            throw new IllegalStateException(name + " is not read alike: ours " + ours + ", theirs " + theirs);
        }
    }

    private JsonNode theirs(PythonScript script, Path folder, String name) throws IOException, InterruptedException {
        return script.json("read", folder, name, seconds);
    }

    private JsonNode ours(Path file) throws IOException, InterruptedException {
        List<String> options = List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx1g");
        return Subprocess.java(options, ReadersRun.class, file, seconds);
    }
}
