package rapidity.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `rapidity bench load`: how long it takes until a Python checkpoint has given its first result, in a new process.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Time to read a Python checkpoint and to run the network once on 50 tokens, each in a new JVM.",
            "In a JVM such as `import` and `forward` run in: scalar kernels, cached classes."
        },
        footer = {"", "Example:", "  rapidity bench load net.pt --args net.json"})
final class LoadBench implements Callable<Integer> {
    @Parameters(paramLabel = "CHECKPOINT", description = "A .pt or .safetensors file of lgatr.")
    private Path checkpoint = Path.of("");

    @Option(
            names = "--args",
            paramLabel = "ARGS.json",
            required = true,
            description = "Class, package and constructor arguments.")
    private Path arguments = Path.of("");

    @Option(names = "--times", defaultValue = "5", description = "How often (default: 5).")
    private int times;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.printf("%10s %12s %12s %12s%n", "parameters", "JVM ms", "reading ms", "forward ms");
        List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        for (int i = 0; i < times; i++) {
            JsonNode r = Subprocess.java(options, LoadRun.class, checkpoint, arguments);
            System.out.printf(
                    Locale.ROOT,
                    "%10d %12.0f %12.0f %12.0f%n",
                    r.path("parameters").intValue(),
                    r.path("start_ms").doubleValue(),
                    r.path("load_ms").doubleValue(),
                    r.path("forward_ms").doubleValue());
        }
        return 0;
    }
}
