package rapidity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `rapidity bench flow`: the paper's L-GATr flow of top pairs beside the same over lgatr, which is checked to compute
/// the same first. Every measurement is a process of its own; each side runs twice, in both orders.
@Command(
        name = "flow",
        mixinStandardHelpOptions = true,
        description = {
            "The L-GATr flow of 6 blocks (16 multivectors, 32 scalars, 8 heads), one thread: training step and sampling"
                    + " with the 3/8 rule beside lgatr, the part of the charts in a training step, and the memory of"
                    + " sampling (a small network)."
        },
        footer = {"", "Example:", "  rapidity bench flow --peer ~/venv/bin/python"})
final class FlowBench implements Callable<Integer> {
    /// Of the velocity and of the gradient: the network is float32.
    private static final double SINGLE = 1e-3;

    /// Of coordinates: the package clips and shifts otherwise than we do where log m2 is small.
    private static final double EXACT = 1e-9;

    private static final int FEW = 1000;
    private static final int MANY = 100_000;

    @Option(names = "--peer", paramLabel = "PYTHON", description = "A Python with lgatr 2.x and torch.")
    private @Nullable Path peer;

    @Option(names = "--eager-only", description = "Leave out torch.compile, which takes minutes.")
    private boolean eagerOnly;

    @Option(
            names = "--only",
            paramLabel = "WORD",
            description = "Only what holds this: step, sampling, charts or memory.")
    private String only = "";

    @Option(names = "--seconds", defaultValue = "15", description = "Of each measurement, after warm-up (default: 15).")
    private double seconds;

    @Option(names = "--particles", defaultValue = "10", description = "Of an event (default: 10).")
    private int particles;

    @Option(names = "--batch", defaultValue = "2048", description = "Events of a training step (default: 2048).")
    private int batch;

    @Option(names = "--events", defaultValue = "100", description = "Events that are sampled (default: 100).")
    private int events;

    @Option(names = "--steps", defaultValue = "50", description = "Of the solver (default: 50).")
    private int steps;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    /// @param events that are trained on, sampled or generated
    /// @param heap most megabytes of our heap
    private record Work(String name, int events, int heap) {
        boolean hasPeer() {
            return name.startsWith("step") || name.startsWith("sampling");
        }
    }

    private List<Work> work() {
        return Stream.of(
                        new Work("step of " + batch, batch, 256),
                        new Work("sampling of " + events + " in " + steps + " steps", events, 256),
                        new Work("charts in a step of " + batch, batch, 256),
                        new Work("memory of " + FEW, FEW, 64),
                        new Work("memory of " + MANY, MANY, 64))
                .filter(w -> w.name.contains(only))
                .toList();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bench-flow");
        try {
            ArrayNode results = measure(folder);
            if (json) {
                System.out.println(results.toPrettyString());
            } else {
                print(results);
            }
            return 0;
        } finally {
            PythonScript.delete(folder);
        }
    }

    private ArrayNode measure(Path folder) throws IOException, InterruptedException {
        JsonNode made = ours(256, "make", folder, particles, Math.max(batch, 2000));
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        if (peer != null) {
            results.add(compared(theirs("check", FlowCase.reference(folder)), made));
        }
        for (Work w : work()) {
            List<String> order = new ArrayList<>(List.of("rapidity"));
            if (w.hasPeer() && peer != null) {
                order.add("eager");
                if (!eagerOnly) {
                    order.add("compiled");
                }
            }
            if (w.hasPeer()) {
                order.addAll(List.copyOf(order).reversed());
            }
            for (String side : order) {
                System.err.println(w.name + ": " + side);
                ObjectNode r = (ObjectNode) (side.equals("rapidity") ? ours(w, folder) : theirs(w, folder, side));
                results.add(r.put("work", w.name).put("side", side).put("events", w.events));
            }
        }
        return results;
    }

    /// Refuses to measure something else than the same.
    private static ObjectNode compared(JsonNode there, JsonNode here) throws IOException {
        boolean same =
                there.path("parameters").asInt() == here.path("parameters").asInt()
                        && there.path("coordinates").asDouble() < EXACT
                        && there.path("momenta").asDouble() < EXACT
                        && there.path("velocity").asDouble() < SINGLE
                        && there.path("loss").asDouble() < SINGLE
                        && there.path("gradient_norm").asDouble() < SINGLE;
        if (!same) {
            throw new IOException("both sides compute different things: " + there + ", here " + here);
        }
        return ((ObjectNode) there).put("work", "comparison").put("side", "eager");
    }

    private JsonNode ours(Work w, Path folder) throws IOException, InterruptedException {
        return switch (w.name.substring(0, w.name.indexOf(' '))) {
            case "step" -> ours(w.heap, "train", folder, w.events, seconds, seconds);
            case "sampling" -> ours(w.heap, "sample", folder, w.events, steps, seconds, seconds);
            case "charts" -> ours(w.heap, "profile", folder, w.events, seconds, 2 * seconds);
            default -> ours(w.heap, "memory", w.events);
        };
    }

    private static JsonNode ours(int heap, Object... arguments) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(Subprocess.VECTOR);
        options.add("-Xmx" + heap + "m");
        options.add("-XX:FlightRecorderOptions=stackdepth=128");
        return Subprocess.java(options, FlowRun.class, arguments);
    }

    private JsonNode theirs(Work w, Path folder, String form) throws IOException, InterruptedException {
        Path reference = FlowCase.reference(folder);
        return w.name.startsWith("step")
                ? theirs("train", reference, form, w.events, 0, seconds)
                : theirs("sample", reference, form, w.events, steps, 0, seconds);
    }

    private JsonNode theirs(Object... arguments) throws IOException, InterruptedException {
        try (PythonScript script = PythonScript.of(Objects.requireNonNull(peer), "flow_matching.py")) {
            return script.json(arguments);
        }
    }

    private void print(ArrayNode results) {
        System.out.printf("%-34s %-10s %10s %10s %12s %9s%n", "", "", "wall ms", "CPU ms", "us per event", "peak MB");
        for (JsonNode r : results) {
            if (r.has("cpu_ms")) {
                System.out.printf(
                        Locale.ROOT,
                        "%-34s %-10s %10.0f %10.0f %12.1f %9.0f%n",
                        r.path("work").asString(),
                        r.path("side").asString(),
                        r.path("wall_ms").asDouble(),
                        r.path("cpu_ms").asDouble(),
                        1e3 * r.path("cpu_ms").asDouble() / r.path("events").asInt(),
                        r.path("peak_kb").asDouble() / 1024);
            } else {
                System.out.println(((ObjectNode) r).deepCopy().without("side"));
            }
        }
        for (Work w : work()) {
            double us = mean(results, w, "rapidity");
            for (String side : List.of("eager", "compiled")) {
                double them = mean(results, w, side);
                if (us > 0 && them > 0) {
                    System.out.printf(Locale.ROOT, "%s: %s / rapidity = %.2f (CPU)%n", w.name, side, them / us);
                }
            }
        }
    }

    /// Processor time over the processes of one side; zero if there were none.
    private static double mean(ArrayNode results, Work w, String side) {
        return results.valueStream()
                .filter(r -> r.path("work").asString().equals(w.name)
                        && r.path("side").asString().equals(side))
                .mapToDouble(r -> r.path("cpu_ms").asDouble())
                .average()
                .orElse(0);
    }
}
