package rapidity.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rapidity.bench.LimitCase.Network;
import rapidity.bench.LimitCase.Part;
import rapidity.bench.LimitCase.Rival;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import tools.jackson.databind.JsonNode;

/// `rapidity bench limits`: networks and kernels beside what else there is, in turns: lgatr and PyTorch, eager and
/// compiled, and the bare loop of multiply-adds. `bench block`, `train`, `amplitude` and `scaling` are its parts.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Networks and kernels on one thread beside lgatr and PyTorch, eager and compiled, and beside a loop of"
                    + " multiply-adds: times, ratios, bytes, memory. All sides of a line wait for each other and"
                    + " work in turns; where each has one thread, on the same core (Linux, by taskset). There are"
                    + " more rounds until the shortest repetition of each side has come again, and the loop near to its"
                    + " peak: whoever shares the core halves its speed, for seconds or minutes. All lines are measured"
                    + " with one process of each side, then all of them with another: where its arrays lie makes one"
                    + " slower than the next as a whole, and so do neighbours who stay for minutes. The shortest"
                    + " repetitions of a process are compared, medians where one takes over a second; what counts is"
                    + " the geometric mean of these ratios.",
            "",
            "Progress goes to standard error. Compiling takes minutes; it is remembered where PyTorch keeps its cache."
        },
        footer = {
            "",
            "Examples:",
            "  rapidity bench limits --peer ~/venv/bin/python --json > here.json",
            "  rapidity bench limits --from here.json --against docs/results/limits.json"
        })
final class LimitsBench implements Callable<Integer> {
    /// Both sides compute in float64 for this.
    private static final double SAME = 1e-5;

    /// The launcher's options that have kernels compiled early: without them a training step on 512 items still makes
    /// objects of its vectors, 200 MB a step, after 8 seconds.
    private static final List<String> AS_LAUNCHED = List.of(
            "-XX:CompileCommand=quiet", "-XX:CompileCommand=CompileThresholdScaling,rapidity.engine.vector.*::*,0.1");

    @Spec
    private CommandSpec spec;

    @Mixin
    private PeerOptions peer;

    @Option(
            names = "--only",
            paramLabel = "WORD",
            description = "Only work whose name holds this, such as 'inference'.")
    private String only = "";

    @Mixin
    private RaceOptions race;

    @Option(
            names = "--patience",
            defaultValue = "20",
            paramLabel = "SECONDS",
            description = "Length of further rounds of a process, or five of them (default: ${DEFAULT-VALUE}).")
    private double patience;

    @Option(
            names = "--json",
            description = "The machine, then every turn of a line when it is done, again for each process: JSON, a line"
                    + " each, on standard output. Tables on standard error.")
    private boolean json;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "What --json wrote before: its ratios in a column of their own, and how many of them are"
                    + " the same to 15 %%. May be repeated.")
    private List<Path> against = List.of();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Measure nothing: the tables of what --json wrote before.")
    private @Nullable Path from;

    private final List<Part> parts;

    LimitsBench(Part... parts) {
        this.parts = List.of(parts);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<LimitCase> wanted = LimitCases.all().stream()
                .filter(c -> parts.contains(c.part()) && c.name().contains(only))
                .toList();
        if (wanted.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--only: no work has '" + only + "' in its name.");
        }
        race.pace();
        if (!(patience >= 0)) {
            throw new ParameterException(spec.commandLine(), "--patience must be at least 0.");
        }
        SequencedMap<String, LimitTable> others = others(wanted);
        if (from != null) {
            if (json || peer.python != null) {
                throw new ParameterException(
                        spec.commandLine(), "--from measures nothing: leave out --peer and --json.");
            }
            LimitTable.read(from, wanted).print(System.out, others);
            return 0;
        }
        if (peer.python != null && wanted.stream().noneMatch(LimitCase::isInPython)) {
            System.err.println("None of this is compared with Python: --peer is not used.");
        }
        LimitTable table = measured(wanted);
        table.print(json ? System.err : System.out, others);
        return 0;
    }

    /// Every line with one process of each side, then every line again: what slows the machine for minutes is not there
    /// each time.
    private LimitTable measured(List<LimitCase> wanted) throws IOException, InterruptedException {
        LimitTable table = new LimitTable();
        int processes = race.pace().processes();
        long begin = System.nanoTime();
        int done = 0;
        for (int process = 1; process <= processes; process++) {
            JsonNode machine = machine();
            table.add(machine);
            if (json) {
                System.out.println(machine);
            }
            for (LimitCase c : wanted) {
                System.err.println(progress(c.name(), done, wanted.size(), processes, System.nanoTime() - begin));
                LimitLine line = line(c, process, table);
                LimitLine all = table.add(line);
                System.err.println(all);
                if (json) {
                    System.out.println(line.withPeak(all.peak()).json());
                }
                done++;
            }
        }
        return table;
    }

    /// What comes next, and how long all that is left takes if the rest is as what is done.
    static String progress(String name, int done, int lines, int processes, long nanos) {
        String process = processes == 1 ? "" : ", process " + (done / lines + 1) + " of " + processes;
        double minutes = nanos / 60e9 * (lines * processes - done) / done;
        String left = done == 0 ? "" : ", about %.0f min left".formatted(Math.ceil(minutes));
        return "%d of %d%s%s: %s".formatted(done % lines + 1, lines, process, left, name);
    }

    private LimitLine line(LimitCase c, int process, LimitTable table) throws IOException, InterruptedException {
        KernelCounts counts = counts(c);
        double flops = counts.flops();
        Race.Patience rounds = new Race.Patience(patience, table.loop(flops));
        return new LimitLine(c, flops, counts.bytes(), race(c, process, flops, rounds), 0);
    }

    /// By the names of their files, or by their paths where two have the same name.
    private SequencedMap<String, LimitTable> others(List<LimitCase> wanted) throws IOException {
        SequencedMap<String, LimitTable> others = new LinkedHashMap<>();
        for (Path file : against) {
            LimitTable table = LimitTable.read(file, wanted);
            String name = Objects.requireNonNull(file.getFileName()).toString().replace(".json", "");
            others.put(others.containsKey(name) ? file.toString() : name, table);
        }
        return others;
    }

    private static JsonNode machine() throws IOException {
        return LimitTable.machine(1e3 * Triad.BYTES / shortest("triad"), 1e6 * shortest("chase") / Chase.LOADS);
    }

    /// Milliseconds of a repetition.
    private static double shortest(String work) throws IOException {
        SequencedMap<String, ProcessBuilder> alone = new LinkedHashMap<>();
        alone.put(Contestant.OURS, ours(work));
        return Race.of(alone, Race.Cores.ONE, new Race.Pace(1, 3, 0, 1), Race.Patience.NONE)
                .best(Contestant.OURS);
    }

    private static KernelCounts counts(LimitCase c) {
        KernelCounts counts = new KernelCounts();
        Runnable work = switch (c.work()) {
            case Network n -> new NetworkWork(n, Engine.of(Precision.FLOAT32, counts), 1).run();
            case LimitCase.Kernels k -> LimitRun.run(k, counts.floats());
        };
        counts.reset();
        work.run();
        return counts;
    }

    private Race race(LimitCase c, int process, double flops, Race.Patience rounds)
            throws IOException, InterruptedException {
        SequencedMap<String, ProcessBuilder> sides = new LinkedHashMap<>();
        sides.put(Contestant.OURS, ours(c.name(), c.threads()));
        if (c.rival() == Rival.ONE_THREAD) {
            sides.put(Contestant.ONE_THREAD, ours(c.name(), 1));
        } else {
            sides.put(Contestant.PEAK, ours(Contestant.PEAK, flops));
        }
        Race.Cores cores = c.threads() == 1 ? Race.Cores.ONE : Race.Cores.ALL;
        if (peer.python == null || !c.isInPython()) {
            return Race.ofProcess(process, sides, cores, race.pace(), rounds);
        }
        try (PythonScript script = PythonScript.of(peer.python, "turns.py")) {
            Path file = script.file().resolveSibling("case.safetensors");
            NetworkWork work = new NetworkWork(c.network(), Engine.of(Precision.FLOAT64), 1);
            work.forPython().write(file);
            if (process == 1) {
                checkPeer(script, file, work);
            }
            for (String form : peer.forms()) {
                if (c.rival().sides.contains(form)) {
                    sides.put(form, script.builder(file, c.network().mode(), form));
                }
            }
            return Race.ofProcess(process, sides, cores, race.pace(), rounds);
        }
    }

    /// Refuses to measure something else than the same.
    private static void checkPeer(PythonScript script, Path file, NetworkWork work)
            throws IOException, InterruptedException {
        JsonNode there = script.json(file, "CHECK", Contestant.EAGER);
        System.err.println(there);
        if (there.path("parameters").asInt() != work.parameters()
                || !(there.path("deviation").asDouble(1) < SAME)) {
            throw new IOException("both sides compute different things: " + there + ", here " + work.parameters());
        }
    }

    private static ProcessBuilder ours(Object... arguments) {
        List<String> options = new ArrayList<>(Subprocess.VECTOR);
        options.addAll(AS_LAUNCHED);
        return Subprocess.builder(options, LimitRun.class, arguments);
    }
}
