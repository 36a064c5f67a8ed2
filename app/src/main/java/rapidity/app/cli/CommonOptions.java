package rapidity.app.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Options of every command that works for a while.
final class CommonOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private static final int MOST_THREADS = 1024;

    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Write the result as JSON to standard output, and nothing else.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress, no summary.")
    private boolean quiet;

    @Option(names = "--stacktrace", description = "On failure, also say where in the program.")
    private boolean stacktrace;

    CommonOptions() {}

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Number of threads (default: all cores). No result of our own engine depends on it.")
    void threads(int threads) {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new ParameterException(
                    command.commandLine(), "--threads must be 1 to " + MOST_THREADS + ", got " + threads + ".");
        }
        this.threads = threads;
    }

    int threads() {
        return threads;
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    boolean stacktrace() {
        return stacktrace;
    }

    /// Whether a person reads standard output.
    boolean summary() {
        return !json && !quiet;
    }

    /// Standard output.
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /// Standard error.
    PrintWriter err() {
        return command.commandLine().getErr();
    }
}
