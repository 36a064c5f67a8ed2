package rapidity.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rapidity.app.cli.Failures;
import rapidity.app.cli.Terminal;
import rapidity.bench.LimitCase.Part;

/// `rapidity bench NAME`: the measurements of docs/results.
@Command(
        name = "rapidity bench",
        description = "The measurements of docs/results, beside the Python package where one is installed.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BoostBench.class,
            MatrixElementBench.class,
            PythonBench.class,
            LoadBench.class,
            ReadersBench.class,
            RootBench.class,
            ScoreBench.class,
            JetBench.class,
            DistanceBench.class,
            EventsBench.class,
            LgaeBench.class,
            FlowBench.class,
            TorchBench.class
        },
        footer = {"", "Example:", "  rapidity bench limits --peer ~/venv/bin/python"})
public final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private Bench() {}

    public static void main(String[] arguments) {
        Terminal.takeStandardError();
        CommandLine bench = new CommandLine(new Bench()).addSubcommand("limits", new LimitsBench(Part.values()));
        for (Part part : Part.values()) {
            CommandLine one = new CommandLine(new LimitsBench(part));
            String work = LimitCases.all().stream()
                    .filter(c -> c.part() == part)
                    .map(LimitCase::name)
                    .collect(Collectors.joining("; "));
            String name = part.name().toLowerCase(Locale.ROOT);
            one.getCommandSpec()
                    .usageMessage()
                    .header("A part of limits: " + work + ".", "")
                    .footer("", "Example:", "  rapidity bench " + name + " --peer ~/venv/bin/python");
            bench.addSubcommand(name, one);
        }
        bench.setExecutionExceptionHandler((e, command, result) -> {
            if (e instanceof IOException || e instanceof IllegalArgumentException) {
                command.getErr().println("rapidity bench: " + e.getMessage());
                return 1;
            }
            throw e;
        });
        bench.setParameterExceptionHandler(Failures::handleUsage);
        System.exit(bench.execute(arguments));
    }

    @Command(
            name = "kernels",
            mixinStandardHelpOptions = true,
            description = "Every kernel beside a bare loop of fused multiply-adds, in GFLOP/s on one thread.")
    int kernels(
            @Option(names = "--double", description = "float64 kernels (default: float32).") boolean wide,
            @Option(names = "--jets", defaultValue = "4", description = "Events (default: 4).") int jets,
            @Option(names = "--particles", defaultValue = "50", description = "Of an event (default: 50).")
                    int particles,
            @Parameters(arity = "0..1", defaultValue = "", paramLabel = "KERNEL", description = "Part of a name.")
                    String kernel) {
        if (jets < 1 || particles < 1) {
            throw new ParameterException(
                    spec.subcommands().get("kernels"), "--jets and --particles must be 1 or more.");
        }
        KernelBench.main(
                new String[] {wide ? "double" : "float", Integer.toString(jets), kernel, Integer.toString(particles)});
        return 0;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to measure.");
    }
}
