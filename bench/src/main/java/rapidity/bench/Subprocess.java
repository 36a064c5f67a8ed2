package rapidity.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A measurement in a process of its own; its result is the last line that it prints. What it says on standard error is
/// shown.
final class Subprocess {
    /// Options of a JVM with the vector kernels.
    static final List<String> VECTOR = List.of("--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC");

    /// The same with leave to load libtorch.
    static final List<String> VECTOR_AND_NATIVE =
            List.of("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC");

    static {
        // Whoever is told to end ends them too: they would go on until they want the next line.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
    }

    private Subprocess() {}

    /// Runs the main method of a class of ours.
    static JsonNode java(List<String> options, Class<?> main, Object... arguments)
            throws IOException, InterruptedException {
        return new JsonMapper().readTree(lastLine(builder(options, main, arguments)));
    }

    /// The process of the main method of a class of ours, on large pages if this JVM is.
    static ProcessBuilder builder(List<String> options, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter("-XX:+UseTransparentHugePages"::equals)
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command);
    }

    static String lastLine(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("exit status " + status + " of " + String.join(" ", builder.command()));
        }
        return out.substring(out.lastIndexOf('\n') + 1);
    }
}
