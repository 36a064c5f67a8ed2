package rapidity.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A script among the resources, in a folder of its own, and the Python that runs it.
record PythonScript(Path python, Path file) implements Closeable {
    static PythonScript of(Path python, String resource) throws IOException {
        Path file = Files.createTempDirectory("rapidity-bench").resolve(resource);
        try (InputStream in = Objects.requireNonNull(PythonScript.class.getResourceAsStream(resource))) {
            Files.write(file, in.readAllBytes());
        }
        return new PythonScript(python, file);
    }

    /// Runs the script; the last line that it prints.
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python.toString(), file.toString()));
        command.addAll(List.of(arguments));
        return lastLine(command);
    }

    /// The last line that a command prints. What it says on standard error is shown.
    static String lastLine(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("exit status " + status + " of " + String.join(" ", command));
        }
        return out.substring(out.lastIndexOf('\n') + 1);
    }

    /// Removes a folder with all that is in it.
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        delete(Objects.requireNonNull(file.getParent()));
    }
}
