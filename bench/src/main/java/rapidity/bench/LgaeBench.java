package rapidity.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `rapidity bench lgae`: time and memory of the Lorentz group autoencoder beside its closed form in PyTorch, and the
/// figures once measured with the published code. Every measurement is a process of its own; each side runs twice, in
/// both orders.
@Command(
        name = "lgae",
        mixinStandardHelpOptions = true,
        description = "The published Lorentz group autoencoder on jets of 30 particles, float64, one thread: training"
                + " step (Chamfer, L1, two Adams) and forward pass.",
        footer = {"", "Example:", "  rapidity bench lgae --peer ~/venv/bin/python"})
final class LgaeBench implements Callable<Integer> {
    @Option(names = "--peer", paramLabel = "PYTHON", description = "A Python with torch.")
    private @Nullable Path peer;

    @Option(names = "--only", paramLabel = "WORD", description = "Only work whose name holds this, such as 'step 32'.")
    private String only = "";

    @Option(names = "--seconds", defaultValue = "15", description = "Of each measurement, after warm-up.")
    private double seconds;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    /// @param heap most megabytes of heap; the arrays of a step are used again from step to step, and the collector
    ///     would rather take more memory than collect
    /// @param published milliseconds of processor time of the published code, once measured on another machine of the
    ///     same kind with PyTorch 2.15; 0: unknown
    /// @param memory its peak resident memory in MB
    private record Work(
            String mode,
            String aggregation,
            int vectors,
            int maxdim,
            int jets,
            int heap,
            double published,
            int memory) {
        @Override
        public String toString() {
            return (mode.equals("train") ? "step " : "forward ") + jets + ", " + aggregation + ", maxdim " + maxdim;
        }
    }

    private static final List<Work> WORK = List.of(
            new Work("train", "min&max", 4, 2, 32, 32, 1630, 1410),
            new Work("train", "min&max", 4, 2, 64, 32, 0, 0),
            new Work("train", "min&max", 4, 2, 512, 32, 38_800, 7210),
            new Work("train", "min&max", 4, 2, 1, 32, 83, 810),
            new Work("train", "mix", 9, 2, 32, 32, 1719, 0),
            new Work("forward", "min&max", 4, 2, 32, 32, 687, 0),
            new Work("forward", "min&max", 4, 2, 512, 32, 15_500, 0),
            new Work("forward", "min&max", 4, 2, 1, 32, 28, 0),
            new Work("train", "min&max", 4, 3, 32, 512, 0, 0));

    @Override
    public Integer call() throws IOException, InterruptedException {
        Measurements results = new Measurements();
        for (Work w : WORK.stream().filter(w -> w.toString().contains(only)).toList()) {
            boolean compared = peer != null && w.maxdim == 2;
            for (String side : Measurements.twice(compared ? List.of("closed form") : List.of())) {
                results.add(w.toString(), side, side.equals(Contestant.OURS) ? ours(w) : theirs(w, peer));
            }
        }
        if (json) {
            System.out.println(results.processes().toPrettyString());
        } else {
            print(results);
        }
        return 0;
    }

    private JsonNode ours(Work w) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(Subprocess.VECTOR);
        options.add("-Xmx" + w.heap + "m");
        return Subprocess.java(
                options, LgaeRun.class, w.mode, w.aggregation, w.vectors, w.maxdim, w.jets, 2 * seconds, seconds);
    }

    private JsonNode theirs(Work w, @Nullable Path python) throws IOException, InterruptedException {
        if (python == null) {
            throw new IllegalStateException("no Python to measure");
        }
        try (PythonScript script = PythonScript.of(python, "lgae_closed_form.py")) {
            String aggregation = w.aggregation.equals("mix") ? "mix" : "min-max";
            return script.json(w.mode, aggregation, w.vectors, w.jets, 3, seconds);
        }
    }

    private static void print(Measurements results) {
        System.out.printf("%-32s %-12s %10s %10s %9s%n", "", "", "wall ms", "CPU ms", "peak MB");
        for (JsonNode r : results.processes()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-32s %-12s %10.2f %10.2f %9.0f%n",
                    r.get("work").asString(),
                    r.get("side").asString(),
                    r.get("wall_ms").asDouble(),
                    r.get("cpu_ms").asDouble(),
                    r.get("peak_kb").asDouble() / 1024);
        }
        for (Work w : WORK) {
            results.printRatios(w.toString());
            double us = results.mean(w.toString(), Contestant.OURS, "cpu_ms");
            if (us > 0 && w.published > 0) {
                String memory = w.memory > 0 ? ", with " + w.memory + " MB" : "";
                System.out.printf(
                        Locale.ROOT,
                        "%s: published code once %.0f ms (CPU)%s, / rapidity = %.1f%n",
                        w,
                        w.published,
                        memory,
                        w.published / us);
            }
        }
    }
}
