package rapidity.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A script among the resources, in a folder of its own beside `timing.py`, and the Python that runs it on one thread.
///
/// @param environment variables beside those of this process
record PythonScript(Path python, Path file, Map<String, String> environment) implements Closeable {
    static PythonScript of(Path python, String resource) throws IOException {
        Path folder = temporaryFolder("rapidity-bench");
        for (String name : List.of(resource, "timing.py")) {
            try (InputStream in = Objects.requireNonNull(PythonScript.class.getResourceAsStream(name))) {
                Files.write(folder.resolve(name), in.readAllBytes());
            }
        }
        return new PythonScript(python, folder.resolve(resource), Map.of());
    }

    /// Runs the script; the last line that it prints.
    ///
    /// @throws IOException if it fails; it has said why on standard error
    String run(Object... arguments) throws IOException, InterruptedException {
        try {
            return Subprocess.lastLine(builder(arguments));
        } catch (IOException e) {
            throw unfit(e);
        }
    }

    private IOException unfit(@Nullable Exception cause) {
        return new IOException(
                "--peer: " + python + " cannot run " + file.getFileName()
                        + "; name a Python with the packages that --help tells",
                cause);
    }

    /// The process of the script.
    ProcessBuilder builder(Object... arguments) {
        List<String> command = new ArrayList<>(List.of(python.toString(), file.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putIfAbsent("OMP_NUM_THREADS", "1");
        builder.environment().putAll(environment);
        return builder;
    }

    /// The same where that line is JSON.
    JsonNode json(Object... arguments) throws IOException, InterruptedException {
        try {
            JsonNode r = new JsonMapper().readTree(run(arguments));
            if (r.isMissingNode()) {
                throw unfit(null);
            }
            return r;
        } catch (JacksonException e) {
            throw unfit(e);
        }
    }

    /// A new folder, which goes with the JVM if nobody deletes it before.
    static Path temporaryFolder(String prefix) throws IOException {
        Path folder = Files.createTempDirectory(prefix);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteAtLast(folder)));
        return folder;
    }

    /// Whoever was told to end may still be writing into it.
    private static void deleteAtLast(Path folder) {
        String failure = "";
        for (int i = 0; i < 20 && Files.exists(folder); i++) {
            try {
                delete(folder);
            } catch (IOException e) {
                failure = e.getMessage();
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        if (Files.exists(folder)) {
            System.err.println(folder + " is left behind: " + failure);
        }
    }

    /// Removes a folder with all that is in it, if it is there.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        delete(Objects.requireNonNull(file.getParent()));
    }
}
