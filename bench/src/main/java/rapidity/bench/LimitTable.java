package rapidity.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rapidity.bench.LimitCase.Rival;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The tables of `rapidity bench limits`, in Markdown, and the machine as JSON.
final class LimitTable {
    /// Ratios of two runs that agree to this are called the same.
    private static final double SAME = 0.15;

    private final List<JsonNode> machines = new ArrayList<>();
    private final List<LimitLine> lines = new ArrayList<>();

    /// The best that the bare loop has reached, GFLOP/s: whoever shares the core slows it, more than anything else.
    private double peak;

    /// @param machine as it was found at the beginning, or before more processes are measured
    void add(JsonNode machine) {
        machine.required("bytes_per_second").asDouble();
        machines.add(machine);
    }

    /// The line, with what there was of the same work, and with the peak as far as it is known.
    LimitLine add(LimitLine line) {
        peak = Math.max(peak, line.peakHere());
        Optional<LimitLine> before = like(line);
        before.ifPresentOrElse(l -> lines.set(lines.indexOf(l), l.and(line)), () -> lines.add(line));
        lines.replaceAll(l -> l.withPeak(peak));
        return like(line).orElseThrow();
    }

    /// Of memory, at best, bytes per second.
    private double bandwidth() {
        return machines.stream()
                .mapToDouble(m -> m.path("bytes_per_second").asDouble())
                .max()
                .orElse(Double.NaN);
    }

    /// Milliseconds that the bare loop takes for so many operations at its peak; infinite where nobody has seen it.
    double loop(double flops) {
        return flops / 1e6 / peak;
    }

    /// What `--json` wrote.
    ///
    /// @param cases all others count for the peak only
    /// @throws IOException if the file is not there, or holds something else
    static LimitTable read(Path file, List<LimitCase> cases) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file.");
        }
        try (MappingIterator<JsonNode> all =
                new JsonMapper().readerFor(JsonNode.class).readValues(file)) {
            LimitTable table = new LimitTable();
            table.add(all.next());
            while (all.hasNext()) {
                JsonNode line = all.next();
                if (!line.has("work")) {
                    table.add(line);
                    continue;
                }
                String work = line.required("work").asString();
                LimitCases.all().stream()
                        .filter(c -> c.name().equals(work))
                        .forEach(c -> table.add(LimitLine.read(c, line)));
            }
            table.lines.removeIf(l -> cases.stream().noneMatch(c -> c.name().equals(l.of().name())));
            if (table.lines.isEmpty()) {
                throw new IOException(file + ": it holds no line of this work.");
            }
            return table;
        } catch (JacksonException | NoSuchElementException e) {
            throw new IOException(file + ": this is not what rapidity bench limits --json writes.", e);
        }
    }

    /// A ratio of shortest repetitions of which a side may not have been seen without neighbours has a tilde. Its error
    /// is the standard error by the scatter of processes.
    ///
    /// @param others measured before, each by its name
    void print(PrintStream out, SequencedMap<String, LimitTable> others) {
        out.print("| work, ms | ours | eager | compiled | other / ours | turns | at least | |");
        others.keySet().forEach(name -> out.print(" " + name + " |"));
        out.println("\n" + "|---".repeat(8 + others.size()) + "|");
        for (LimitLine l : lines) {
            String verdict = l.of().goal() == 0 || Double.isNaN(l.ratio()) ? "" : l.isMet() ? "met" : "**not met**";
            out.printf(
                    "| %s | %s | %s | %s | %s | %s | %s | %s |",
                    l.of().name(),
                    number("%.2f", l.milliseconds(Contestant.OURS)),
                    number("%.2f", l.milliseconds(Contestant.EAGER)),
                    number("%.2f", l.milliseconds(Contestant.COMPILED)),
                    ratio(l) + number(" ± %.2f", l.error()),
                    l.turns(),
                    l.of().goal() == 0 ? "" : number("%.1f", l.of().goal()),
                    verdict);
            others.values()
                    .forEach(other ->
                            out.print(" " + other.like(l).map(LimitTable::ratio).orElse("") + " |"));
            out.println();
        }
        out.println();
        others.forEach((name, other) -> out.println(agreement(name, other) + "\n"));
        if (lines.stream().anyMatch(l -> l.of().rival() == Rival.PEAK_LOOP)) {
            out.println("Of kernels, a block: the fraction of the peak.");
        }
        if (lines.stream().anyMatch(l -> !l.isSettled())) {
            out.println("~: the shortest repetition of a side has not come again.");
        }
        printRoofline(out);
        out.println();
        printMemory(out);
    }

    private Optional<LimitLine> like(LimitLine line) {
        return lines.stream()
                .filter(l -> l.of().name().equals(line.of().name()))
                .findFirst();
    }

    private static String ratio(LimitLine l) {
        return number(l.isLong() ? "medians %.2f" : l.isSettled() ? "%.2f" : "~ %.2f", l.ratio());
    }

    /// How many ratios are the same in both, and which are not.
    private String agreement(String name, LimitTable other) {
        int all = 0;
        List<String> apart = new ArrayList<>();
        for (LimitLine l : lines) {
            double between = other.like(l).map(LimitLine::ratio).orElse(Double.NaN) / l.ratio();
            double excess = Math.max(between, 1 / between) - 1;
            if (!Double.isNaN(excess)) {
                all++;
            }
            if (excess > SAME) {
                apart.add(String.format(Locale.ROOT, "%s (%.1f %%)", l.of().name(), 100 * excess));
            }
        }
        String count = "%s: of %d ratios %d are the same to %.0f %%, the larger divided by the smaller"
                .formatted(name, all, all - apart.size(), 100 * SAME);
        return apart.isEmpty() ? count + "." : count + "; not " + String.join("; ", apart) + ".";
    }

    private void printRoofline(PrintStream out) {
        out.printf(
                "Peak (loop of multiply-adds): %s GFLOP/s. Bandwidth of memory (triad): %s GB/s.%s%n%n",
                number("%.1f", peak), number("%.1f", bandwidth() / 1e9), loads());
        out.println("| work | GFLOP | MB | flop / byte | shortest ms | GFLOP/s | of peak | GB/s |"
                + " ms at the peak | at the triad |");
        out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (LimitLine l : lines) {
            out.printf(
                    "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                    l.of().name(),
                    number("%.4f", l.flops() / 1e9),
                    number("%.2f", l.bytes() / 1e6),
                    number("%.1f", l.flops() / l.bytes()),
                    number("%.2f", l.shortest(Contestant.OURS)),
                    number("%.1f", l.gflops()),
                    number("%.2f", l.ofPeak()),
                    number("%.1f", l.gigabytesPerSecond()),
                    number("%.2f", peak > 0 ? l.flops() / 1e6 / peak : Double.NaN),
                    number("%.2f", 1e3 * l.bytes() / bandwidth()));
        }
    }

    private void printMemory(PrintStream out) {
        Predicate<LimitLine> isNetwork = l -> l.of().work() instanceof LimitCase.Network;
        if (lines.stream().noneMatch(isNetwork)) {
            return;
        }
        out.println("| work | allocated, kB a step | resident at most, MB: ours | eager | compiled |");
        out.println("|---|---|---|---|---|");
        for (LimitLine l : lines.stream().filter(isNetwork).toList()) {
            out.printf(
                    "| %s | %s | %s | %s | %s |%n",
                    l.of().name(),
                    number("%.1f", l.race().median(Contestant.OURS, "allocated") / 1024),
                    number("%.0f", l.race().most(Contestant.OURS, "peak_kb") / 1024),
                    number("%.0f", l.race().most(Contestant.EAGER, "peak_kb") / 1024),
                    number("%.0f", l.race().most(Contestant.COMPILED, "peak_kb") / 1024));
        }
    }

    private static String number(String format, double x) {
        return Double.isNaN(x) ? "" : String.format(Locale.ROOT, format, x);
    }

    /// Nanoseconds, in the order in which they were measured; nothing where nobody has.
    private String loads() {
        String all = machines.stream()
                .filter(m -> m.has("load_ns"))
                .map(m -> number("%.0f", m.path("load_ns").asDouble()))
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : " A load from 16 MB that waits for the one before: " + all + " ns.";
    }

    /// @param bandwidth of memory, bytes per second
    /// @param load nanoseconds of a [Chase]
    static ObjectNode machine(double bandwidth, double load) throws IOException {
        ObjectNode r = JsonNodeFactory.instance.objectNode();
        r.put("processor", processor()).put("cores", Runtime.getRuntime().availableProcessors());
        r.put("jdk", System.getProperty("java.vm.version"));
        r.put("kernels", Engine.of(Precision.FLOAT32).name());
        return r.put("bytes_per_second", bandwidth).put("load_ns", load);
    }

    /// What the system calls its processor, where it does (Linux).
    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }
}
