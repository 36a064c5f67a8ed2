package rapidity.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
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

    private static final String COMPARISON = "comparison";
    private static final int FEW = 1000;
    private static final int MANY = 100_000;

    @Mixin
    private PeerOptions peer;

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
                        new Work("sampling of " + events + ", rk4 x " + steps, events, 256),
                        new Work("charts in training on " + batch, batch, 256),
                        new Work("memory of " + FEW, FEW, 64),
                        new Work("memory of " + MANY, MANY, 64))
                .filter(w -> w.name.contains(only))
                .toList();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = PythonScript.temporaryFolder("bench-flow");
        try {
            Measurements results = measure(folder);
            if (json) {
                System.out.println(results.processes().toPrettyString());
            } else {
                print(results);
            }
            return 0;
        } finally {
            PythonScript.delete(folder);
        }
    }

    private Measurements measure(Path folder) throws IOException, InterruptedException {
        JsonNode made = ours(256, "make", folder, particles, Math.max(batch, 2000));
        Measurements results = new Measurements();
        if (peer.python != null) {
            results.add(COMPARISON, "eager", compared(theirs("check", FlowCase.reference(folder)), made));
        }
        for (Work w : work()) {
            List<String> sides = w.hasPeer() ? Measurements.twice(peer.forms()) : List.of(Contestant.OURS);
            for (String side : sides) {
                ObjectNode r = (ObjectNode) (side.equals(Contestant.OURS) ? ours(w, folder) : theirs(w, folder, side));
                results.add(w.name, side, r.put("events", w.events));
            }
        }
        return results;
    }

    /// Refuses to measure something else than the same.
    private static JsonNode compared(JsonNode there, JsonNode here) throws IOException {
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
        return there;
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
        try (PythonScript script = PythonScript.of(Objects.requireNonNull(peer.python), "flow_matching.py")) {
            return script.json(arguments);
        }
    }

    private void print(Measurements results) {
        System.out.printf("%-34s %-10s %10s %10s %12s %9s%n", "", "", "wall ms", "CPU ms", "us per event", "peak MB");
        for (JsonNode r : results.processes()) {
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
            }
        }
        work().forEach(w -> results.printRatios(w.name));
        for (JsonNode r : results.processes()) {
            System.out.print(sentence(r));
        }
    }

    /// What there is to say of a process that no line of the table says.
    private static String sentence(JsonNode r) {
        String work = r.path("work").asString();
        if (work.equals(COMPARISON)) {
            return String.format(
                    Locale.ROOT,
                    "both sides compute the same with %d parameters; deviations: coordinates %.1e, momenta %.1e,"
                            + " velocity %.1e, loss %.1e, norm of the gradient %.1e%n",
                    r.path("parameters").asInt(),
                    r.path("coordinates").asDouble(),
                    r.path("momenta").asDouble(),
                    r.path("velocity").asDouble(),
                    r.path("loss").asDouble(),
                    r.path("gradient_norm").asDouble());
        }
        if (work.startsWith("charts")) {
            return String.format(
                    Locale.ROOT,
                    "%s: charts %.1f %% of the time, source %.1f %% (%d samples)%n",
                    work,
                    100 * r.path("charts").asDouble(),
                    100 * r.path("source").asDouble(),
                    r.path("samples").asInt());
        }
        if (work.startsWith("memory")) {
            return String.format(
                    Locale.ROOT,
                    "%s: %.0f MB at most, %.1f MB of heap in use after a collection; %.1f %% accepted%n",
                    work,
                    r.path("peak_kb").asDouble() / 1024,
                    r.path("heap_kb").asDouble() / 1024,
                    100 * r.path("acceptance").asDouble());
        }
        return "";
    }
}
