package rapidity.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `rapidity bench block`: time and memory of the 12-block tagger, ours beside lgatr's. Every measurement is a process
/// of its own; each side runs twice, in both orders (ours, theirs, theirs, ours).
@Command(
        name = "block",
        mixinStandardHelpOptions = true,
        description = "L-GATr of 12 blocks (16 multivectors, 32 scalars, 8 heads) and L-GATr-slim (32 vectors, 96"
                + " scalars): inference and training steps.",
        footer = {"", "Example:", "  rapidity bench block --peer ~/venv/bin/python"})
final class BlockBench implements Callable<Integer> {
    @Option(names = "--peer", paramLabel = "PYTHON", description = "A Python with lgatr 2.x and torch.")
    private @Nullable Path peer;

    @Option(names = "--eager-only", description = "Leave out torch.compile, which takes minutes.")
    private boolean eagerOnly;

    @Option(
            names = "--only",
            paramLabel = "WORD",
            description = "Only work whose name holds this, such as 'inference'.")
    private String only = "";

    @Option(names = "--seconds", defaultValue = "15", description = "Of each measurement, after warm-up.")
    private double seconds;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    private record Work(String mode, int jets, int particles, int threads) {
        @Override
        public String toString() {
            String what = switch (mode) {
                case "infer" -> "inference ";
                case "train" -> "training step ";
                case "infer-slim" -> "slim inference ";
                case "train-slim" -> "slim training step ";
                default -> "amplitude step ";
            };
            return what + jets + " x " + particles + ", " + threads + (threads == 1 ? " thread" : " threads");
        }
    }

    private static final List<Work> WORK = List.of(
            new Work("infer", 1, 50, 1),
            new Work("infer", 32, 50, 1),
            new Work("train", 32, 50, 1),
            new Work("train", 32, 50, 2),
            new Work("train-amplitude", 256, 6, 1),
            new Work("infer-slim", 1, 50, 1),
            new Work("infer-slim", 32, 50, 1),
            new Work("train-slim", 32, 50, 1));

    @Override
    public Integer call() throws IOException, InterruptedException {
        Measurements results = new Measurements();
        for (Work w : WORK.stream().filter(w -> w.toString().contains(only)).toList()) {
            int sides = peer == null || w.threads > 1 ? 1 : eagerOnly ? 2 : 3;
            for (String side : Measurements.twice(Measurements.FORMS.subList(0, sides))) {
                results.add(w.toString(), side, side.equals(Measurements.OURS) ? ours(w) : theirs(w, side));
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
        return Subprocess.java(Subprocess.VECTOR, BlockRun.class, w.mode, w.jets, w.particles, w.threads, 20, seconds);
    }

    private JsonNode theirs(Work w, String form) throws IOException, InterruptedException {
        try (PythonScript script = PythonScript.of(Objects.requireNonNull(peer), "lgatr_block.py")) {
            return script.json(w.mode, w.jets, w.particles, w.threads, form, 5, seconds);
        }
    }

    private static void print(Measurements results) {
        System.out.printf("%-36s %-10s %10s %10s %9s %12s%n", "", "", "wall ms", "CPU ms", "peak MB", "allocated kB");
        for (JsonNode r : results.processes()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-36s %-10s %10.2f %10.2f %9.0f %12s%n",
                    r.get("work").asString(),
                    r.get("side").asString(),
                    r.get("wall_ms").asDouble(),
                    r.get("cpu_ms").asDouble(),
                    r.get("peak_kb").asDouble() / 1024,
                    r.has("allocated") ? Long.toString(r.get("allocated").asLong() / 1024) : "");
        }
        for (Work w : WORK) {
            results.printRatios(w.toString());
            double one =
                    results.mean(new Work(w.mode, w.jets, w.particles, 1).toString(), Measurements.OURS, "wall_ms");
            double wall = results.mean(w.toString(), Measurements.OURS, "wall_ms");
            if (w.threads > 1 && one > 0 && wall > 0) {
                System.out.printf(Locale.ROOT, "%s: %.2f times the speed of one (wall)%n", w, one / wall);
            }
        }
    }
}
