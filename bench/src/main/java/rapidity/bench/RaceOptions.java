package rapidity.bench;

import java.io.IOException;
import java.util.SequencedMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How long, how often, and in how many processes the sides of a [Race] take turns.
final class RaceOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "Length of a turn (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Turns of each process (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "2",
            description = "Processes of each side, one after the other (default: ${DEFAULT-VALUE}).")
    private int processes;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "Seconds of work before the turns of a process (default: ${DEFAULT-VALUE}).")
    private double warmUp;

    Race of(SequencedMap<String, ProcessBuilder> sides) throws IOException {
        return Race.of(sides, Race.Cores.ALL, pace(), Race.Patience.NONE);
    }

    /// @throws ParameterException if nothing can be measured so
    Race.Pace pace() {
        if (!(seconds > 0 && warmUp >= 0 && seconds + warmUp < Double.POSITIVE_INFINITY)
                || rounds < 1
                || processes < 1) {
            throw new ParameterException(
                    command.commandLine(),
                    "--seconds must be above 0, --rounds and --processes at least 1, --warm-up at least 0.");
        }
        return new Race.Pace(warmUp, seconds, rounds, processes);
    }
}
