package rapidity.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `rapidity bench NAME`: the measurements of docs/results.
@Command(
        name = "rapidity bench",
        description = "The measurements of docs/results, beside the Python package where one is installed.",
        mixinStandardHelpOptions = true,
        subcommands = {BlockBench.class, BoostBench.class},
        footer = {"", "Example:", "  rapidity bench block --peer ~/venv/bin/python"})
public final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to measure.");
    }
}
