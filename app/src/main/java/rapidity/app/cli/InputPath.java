package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a command is to read, looked at before the work.
final class InputPath {
    private InputPath() {}

    /// @throws IOException if it is a folder
    static void check(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; name a file in it");
        }
    }
}
