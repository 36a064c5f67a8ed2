package rapidity.bench;

import java.io.IOException;
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
import rapidity.engine.Device;
import rapidity.engine.Engine;
import rapidity.engine.EngineChoice;
import rapidity.engine.Precision;

/// `rapidity bench torch`: the engine on libtorch beside the engine of Java and lgatr, in turns.
@Command(
        name = "torch",
        mixinStandardHelpOptions = true,
        description = "L-GATr on libtorch beside the engine of Java and lgatr eager, on one thread or a GPU.",
        footer = {"", "Example:", "  RAPIDITY_TORCH=~/venv/lib/python3.12/site-packages/torch rapidity bench torch"})
final class TorchBench implements Callable<Integer> {
    private static final String TORCH = "torch";
    private static final String LGATR = "lgatr";
    private static final List<String> SIDES = List.of(TORCH, Engine.JAVA, LGATR);

    @Spec
    private CommandSpec spec;

    @Mixin
    private PeerOptions peer;

    private Device device = Device.CPU;

    @Option(names = "--device", paramLabel = "cpu|cuda", description = "Of torch and lgatr (default: cpu).")
    void device(String word) {
        try {
            device = Device.of(word);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--device: " + e.getMessage() + ".", e);
        }
    }

    @Option(names = "--only", paramLabel = "WORD", description = "Only work whose name holds this.")
    private String only = "";

    @Mixin
    private RaceOptions race;

    @Override
    public Integer call() throws IOException {
        race.pace();
        List<TorchRun.Case> wanted =
                TorchRun.cases().stream().filter(c -> c.name().contains(only)).toList();
        if (wanted.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--only: no work has '" + only + "' in its name.");
        }
        // says what is missing, before any side works
        new EngineChoice(TORCH, device).engine(Precision.FLOAT32);
        for (TorchRun.Case c : wanted) {
            Race r = race(c);
            System.out.println(c.name());
            for (String side : peer.python == null ? SIDES.subList(0, 2) : SIDES) {
                System.out.printf(Locale.ROOT, "  %-10s %9.2f ms%n", side, r.median(side, "wall_ms"));
            }
        }
        return 0;
    }

    private Race race(TorchRun.Case c) throws IOException {
        SequencedMap<String, ProcessBuilder> sides = new LinkedHashMap<>();
        sides.put(TORCH, ours(c.name(), TORCH, device));
        sides.put(Engine.JAVA, ours(c.name(), Engine.JAVA, Device.CPU));
        if (peer.python == null) {
            return race.of(sides);
        }
        try (PythonScript script = PythonScript.of(peer.python, "turns.py")) {
            Path file = script.file().resolveSibling("case.safetensors");
            new NetworkWork(c.network(), Engine.of(Precision.FLOAT64), 1)
                    .forPython()
                    .write(file);
            sides.put(LGATR, script.builder(file, c.network().mode(), Contestant.EAGER, device));
            return race.of(sides);
        }
    }

    private static ProcessBuilder ours(String name, String engine, Object device) {
        return Subprocess.builder(Subprocess.VECTOR_AND_NATIVE, TorchRun.class, name, engine, device, 1);
    }
}
