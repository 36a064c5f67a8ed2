package rapidity.bench;

import java.io.IOException;
import java.util.SequencedMap;
import picocli.CommandLine.Option;

/// How long, and how often, the sides of a [Race] take turns.
final class RaceOptions {
    @Option(names = "--seconds", defaultValue = "3", description = "Of a turn (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--rounds", defaultValue = "5", description = "Turns of each side (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "15", description = "Seconds before (default: ${DEFAULT-VALUE}).")
    private double warmUp;

    Race of(SequencedMap<String, ProcessBuilder> sides) throws IOException {
        return Race.of(sides, warmUp, seconds, rounds);
    }
}
