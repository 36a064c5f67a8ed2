package rapidity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rapidity.bench.LimitCase.Mode;
import rapidity.bench.LimitCase.Network;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Readout;
import rapidity.model.JetTagger;
import rapidity.model.Provenance;
import rapidity.model.Safetensors;
import rapidity.model.TaggingPreprocessing;
import rapidity.net.LgatrConfig;
import tools.jackson.databind.JsonNode;

/// `rapidity bench score`: scores of the paper's tagger (12 blocks, 16 multivectors, 32 scalars, 8 heads) as a user
/// gets them, from jets to numbers, one thread, beside lgatr's network on as many tokens. Every side is a
/// process of its own, and they take turns.
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Scoring with the paper's tagger on one thread: jets of 50 constituents beside lgatr (which gets 53 tokens"
                    + " ready-made), ragged beside padded jets of the sample, the first score after the start of a JVM,"
                    + " and, with --heap-jets, the heap while that many jets are scored."
        },
        footer = {"", "Example:", "  rapidity bench score --peer ~/venv/bin/python"})
final class ScoreBench implements Callable<Integer> {
    private static final int CONSTITUENTS = 50;
    private static final int TOKENS = 53;
    private static final int SAMPLE_JETS = 256;

    /// Turns of each side.
    private static final int ROUNDS = 3;

    @Mixin
    private PeerOptions peer;

    @Option(names = "--seconds", defaultValue = "8", description = "Of each measurement (default: 8).")
    private double seconds;

    @Option(
            names = "--sample",
            defaultValue = "samples/trajectories/tagger-jets.safetensors",
            paramLabel = "FILE",
            description = "Jets of the top-tagging sample, .safetensors (default: ${DEFAULT-VALUE}).")
    private Path sample = Path.of("");

    @Option(names = "--heap-jets", defaultValue = "0", description = "Jets to score while the heap is watched.")
    private int heapJets;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY) || heapJets < 0) {
            throw new ParameterException(spec.commandLine(), "--seconds must be above 0, --heap-jets at least 0.");
        }
        if (!Files.isRegularFile(sample)) {
            throw new ParameterException(spec.commandLine(), "--sample: " + sample + " is no file.");
        }
        Safetensors.read(sample);
        Path folder = PythonScript.temporaryFolder("bench-score");
        try {
            measure(folder);
            return 0;
        } finally {
            PythonScript.delete(folder);
        }
    }

    private void measure(Path folder) throws IOException, InterruptedException {
        Path model = save(folder.resolve("paper"), 12, new Channels(16, 32), 8);
        System.out.printf("%-34s %-10s %10s %10s%n", "one thread", "", "wall ms", "CPU ms");
        for (int jets : new int[] {1, 32}) {
            beside(model, jets);
        }
        double ragged = sample("ragged", model);
        double padded = sample("padded", model);
        System.out.printf(Locale.ROOT, "padded / ragged = %.2f (CPU)%n", padded / ragged);
        for (int i = 0; i < 3; i++) {
            JsonNode first = ours("first", model);
            System.out.printf(
                    Locale.ROOT,
                    "first score %d ms after the start of the JVM, of which %.0f ms to load the model%n",
                    first.path("first_ms").longValue(),
                    first.path("load_ms").doubleValue());
        }
        if (heapJets > 0) {
            Path small = save(folder.resolve("small"), 1, new Channels(2, 4), 2);
            JsonNode heap = ours("heap", small, heapJets);
            System.out.println("heap in use at every tenth of " + heapJets + " jets, kB: " + heap.path("heap_kb"));
        }
    }

    private static Path save(Path directory, int blocks, Channels hidden, int heads) throws IOException {
        TaggingPreprocessing jets = TaggingPreprocessing.lgatr();
        LgatrConfig net = LgatrConfig.v2(jets.multivectors(), hidden, new Channels(1, 0), blocks, heads)
                .withAttentionRatio(2)
                .withMlpRatio(2)
                .withHeadScale();
        Engine engine = Engine.of(Precision.FLOAT32);
        Provenance origin = Provenance.now("rapidity", "bench score", 1, List.of(), engine.name());
        JetTagger.of(net, jets, List.of("qcd", "top"), 1, engine).save(directory, origin);
        return directory;
    }

    private void beside(Path model, int jets) throws IOException, InterruptedException {
        SequencedMap<String, ProcessBuilder> sides = new LinkedHashMap<>();
        sides.put(
                Contestant.OURS,
                Subprocess.builder(Subprocess.VECTOR, ScoreRun.class, "rate", model, jets, CONSTITUENTS));
        if (peer.python == null) {
            print(jets, Race.of(sides, Race.Cores.ALL, new Race.Pace(seconds, seconds, 0, 1), Race.Patience.NONE));
            return;
        }
        try (PythonScript script = PythonScript.of(peer.python, "turns.py")) {
            Path file = script.file().resolveSibling("case.safetensors");
            Network network = new Network(LimitCases.TAGGER, Readout.FIRST_TOKENS, Mode.INFERENCE, jets, TOKENS);
            new NetworkWork(network, Engine.of(Precision.FLOAT64), 1)
                    .forPython()
                    .write(file);
            peer.forms().forEach(form -> sides.put(form, script.builder(file, Mode.INFERENCE, form)));
            print(
                    jets,
                    Race.of(sides, Race.Cores.ALL, new Race.Pace(2 * seconds, seconds, ROUNDS, 1), Race.Patience.NONE));
        }
    }

    private static void print(int jets, Race race) {
        for (String side : List.of(Contestant.OURS, Contestant.EAGER, Contestant.COMPILED)) {
            double cpu = race.median(side, "cpu_ms");
            if (!Double.isNaN(cpu)) {
                row(jets + " x " + CONSTITUENTS + " constituents", side, race.median(side, "wall_ms"), cpu);
            }
            double ratio = race.medianRatio(side, "cpu_ms");
            if (!side.equals(Contestant.OURS) && !Double.isNaN(ratio)) {
                System.out.printf(Locale.ROOT, "%s / rapidity = %.2f (CPU)%n", side, ratio);
            }
        }
    }

    private double sample(String how, Path model) throws IOException, InterruptedException {
        JsonNode r = ours(how, model, sample.toAbsolutePath(), SAMPLE_JETS, seconds);
        double cpu = r.path("cpu_ms").doubleValue();
        row(SAMPLE_JETS + " jets of the sample", how, r.path("wall_ms").doubleValue(), cpu);
        return cpu;
    }

    private static void row(String work, String side, double wall, double cpu) {
        System.out.printf(Locale.ROOT, "%-34s %-10s %10.2f %10.2f%n", work, side, wall, cpu);
    }

    private static JsonNode ours(Object... arguments) throws IOException, InterruptedException {
        return Subprocess.java(Subprocess.VECTOR, ScoreRun.class, arguments);
    }
}
