package rapidity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rapidity.data.EventOutput;
import rapidity.data.dataset.TtbarEvents;
import rapidity.data.dataset.Weighting;
import rapidity.data.format.WhenExists;
import rapidity.events.Events;
import tools.jackson.databind.JsonNode;

/// `rapidity bench events`: events of t tbar + jets are written in every format and read by Python's tools, number by
/// number.
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = "Write t tbar events in every format, and compare each number with what Python's tools read.",
        footer = {"", "Example:", "  rapidity bench events --peer ~/venv/bin/python"})
final class EventsBench implements Callable<Integer> {
    private static final List<String> NAMES = List.of(
            "events.hdf5",
            "events.parquet",
            "events.lhe",
            "events.lhe.gz",
            "events.hepmc",
            "events.hepmc.gz",
            "weighted.hdf5",
            "weighted.parquet",
            "weighted.lhe",
            "weighted.hepmc");

    @Option(
            names = "--peer",
            paramLabel = "PYTHON",
            required = true,
            description = "A Python with h5py, pyarrow, pylhe, pyhepmc.")
    private Path peer = Path.of("");

    @Option(
            names = "--events",
            paramLabel = "FILE",
            defaultValue = "samples/ttbar/event_generation_ttbar_pythia.hdf5",
            description = "Events in the published layout (default: ${DEFAULT-VALUE}).")
    private Path events = Path.of("");

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = PythonScript.temporaryFolder("rapidity-events");
        try (PythonScript script = PythonScript.of(peer, "events.py");
                TtbarEvents source = TtbarEvents.open(events)) {
            for (int jets : source.counts().keySet()) {
                write(
                        source,
                        folder.resolve("ttbar_" + jets + "j.npy"),
                        new TreeMap<>(source.counts().subMap(jets, jets + 1)),
                        Weighting.UNWEIGHTED);
            }
            for (String name : NAMES) {
                long begin = System.nanoTime();
                write(source, folder.resolve(name), source.counts(), weighting(name));
                if (!json) {
                    System.out.printf(
                            Locale.ROOT,
                            "%-18s written in %6.0f ms, %6.2f MB%n",
                            name,
                            (System.nanoTime() - begin) / 1e6,
                            Files.size(folder.resolve(name)) / 1e6);
                }
            }
            tell(script.json(events.toAbsolutePath(), folder));
        } finally {
            PythonScript.delete(folder);
        }
        return 0;
    }

    private static Weighting weighting(String name) {
        return name.startsWith("weighted") ? Weighting.WEIGHTED : Weighting.UNWEIGHTED;
    }

    private static void write(TtbarEvents source, Path file, SortedMap<Integer, Long> counts, Weighting weighting)
            throws IOException {
        try (EventOutput output = EventOutput.open(file, WhenExists.REFUSE, counts, weighting)) {
            for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
                Events events = source.read(entry.getKey(), 0, entry.getValue());
                double[] weights = new double[events.size()];
                // the script knows this formula
                Arrays.setAll(weights, i -> weighting == Weighting.WEIGHTED ? 0.1 * (1 + (i + events.jets()) % 7) : 1);
                output.write(events, weights);
            }
            output.commit();
        }
    }

    private void tell(JsonNode results) {
        if (json) {
            System.out.println(results.toPrettyString());
            return;
        }
        for (JsonNode result : results) {
            System.out.printf(
                    Locale.ROOT,
                    "%-18s read by %-16s %,d events, %,d numbers equal%n",
                    result.path("file").stringValue(),
                    result.path("tool").stringValue(),
                    result.path("events").intValue(),
                    result.path("numbers").intValue());
        }
    }
}
