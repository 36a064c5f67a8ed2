package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The `rapidity` command in a JVM of its own, which can be killed.
final class RapidityProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final Path output;

    private RapidityProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param output file that gets what it prints
    static RapidityProcess start(Path output, List<String> arguments) throws IOException {
        return start(output, List.of(), arguments);
    }

    /// @param before words before the name of the JVM, such as a shell that sets limits
    static RapidityProcess start(Path output, List<String> before, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(
                List.of("--add-modules", "jdk.incubator.vector", "-Xmx512m", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Rapidity.class.getName()));
        words.addAll(arguments);
        ProcessBuilder.Redirect to = ProcessBuilder.Redirect.to(output.toFile());
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(to)
                .start();
        return new RapidityProcess(process, output);
    }

    /// Waits until something has happened.
    ///
    /// @return whether it has; if not, the process has ended before
    boolean runsUntil(BooleanSupplier happened) throws InterruptedException {
        while (!happened.getAsBoolean()) {
            if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
                return happened.getAsBoolean();
            }
        }
        return true;
    }

    void kill(int signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /// @return exit status
    int end() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the process has not ended in " + PATIENCE_SECONDS + " s: " + said());
        }
        return process.exitValue();
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
