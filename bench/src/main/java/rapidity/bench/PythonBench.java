package rapidity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `rapidity bench python`: random networks of lgatr 1.x and 2.x with random weights. Python writes checkpoints,
/// inputs, outputs and derivatives; here they are imported and compared; then networks with other weights go back and
/// are compared there.
@Command(
        name = "python",
        mixinStandardHelpOptions = true,
        description = "Random networks of lgatr beside ours: outputs, derivatives, checkpoints in both directions.",
        footer = {
            "",
            "Example (beside 2.0.0: pip install --no-deps --target ~/lgatr1 lgatr==1.4.4 einops opt_einsum):",
            "  rapidity bench python --peer ~/venv/bin/python --lgatr1 ~/lgatr1"
        })
final class PythonBench implements Callable<Integer> {
    private static final double EXACT = 1e-10;
    private static final double SINGLE = 1e-4;
    private static final double DERIVATIVE = 1e-9;

    @Option(
            names = "--peer",
            paramLabel = "PYTHON",
            required = true,
            description = "A Python with lgatr 2.x and torch.")
    private Path peer = Path.of("");

    @Option(names = "--lgatr1", paramLabel = "DIR", description = "A folder with lgatr 1.4 for PYTHONPATH.")
    private @Nullable Path lgatr1;

    @Option(names = "--cases", defaultValue = "30", description = "Networks of each version (default: 30).")
    private int cases;

    @Option(names = "--seed", defaultValue = "1", description = "Seed (default: 1).")
    private long seed;

    @Option(names = "--json", description = "One JSON document instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        boolean fine = true;
        for (boolean v1 : lgatr1 == null ? new boolean[] {false} : new boolean[] {true, false}) {
            Path folder = PythonScript.temporaryFolder("rapidity-python");
            try (PythonScript script = script(v1)) {
                fine &= compare(script, folder, v1, results);
            } finally {
                PythonScript.delete(folder);
            }
        }
        if (json) {
            System.out.println(results.toPrettyString());
        }
        return fine ? 0 : 1;
    }

    private PythonScript script(boolean v1) throws IOException {
        PythonScript script = PythonScript.of(peer, "lgatr_networks.py");
        return v1 ? new PythonScript(peer, script.file(), Map.of("PYTHONPATH", String.valueOf(lgatr1))) : script;
    }

    private boolean compare(PythonScript script, Path folder, boolean v1, ArrayNode results)
            throws IOException, InterruptedException {
        ArrayNode settings = PythonCases.of(cases, v1, seed);
        Path file = folder.resolve("cases.json");
        Files.writeString(file, settings.toString());
        script.run("make", file, folder);
        PythonTrial.Deviations worst = new PythonTrial.Deviations(0, 0, 0);
        for (JsonNode setting : settings) {
            PythonTrial trial = new PythonTrial(folder, setting);
            PythonTrial.Deviations d = trial.run();
            if (d.exact() > EXACT || d.single() > SINGLE || d.derivative() > DERIVATIVE) {
                System.err.println(d + " of " + setting);
            }
            worst = worst.worst(d);
            trial.giveBack();
        }
        JsonNode back = script.json("check", file, folder);
        double there = back.path("worst").asDouble();
        String version = back.path("package").stringValue();
        results.addObject()
                .put("package", version)
                .put("networks", settings.size())
                .put("float64", worst.exact())
                .put("float32", worst.single())
                .put("derivative", worst.derivative())
                .put("exported", there);
        if (!json) {
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d networks: float64 %.1e, float32 %.1e, derivatives %.1e; exported and run there %.1e%n",
                    version,
                    settings.size(),
                    worst.exact(),
                    worst.single(),
                    worst.derivative(),
                    there);
        }
        return worst.exact() <= EXACT && worst.single() <= SINGLE && worst.derivative() <= DERIVATIVE && there <= EXACT;
    }
}
