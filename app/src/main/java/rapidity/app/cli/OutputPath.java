package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import rapidity.app.study.recipe.RecipeException;

/// Where a command is to write, looked at before the work.
final class OutputPath {
    private OutputPath() {}

    /// @throws RecipeException if it has no name
    /// @throws FileAlreadyExistsException if it is there and is not to be replaced
    /// @throws IOException if no file can be there
    static void check(Path file, boolean force) throws IOException {
        if (file.toString().isEmpty()) {
            throw new RecipeException("-o needs a name");
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; name a file in it");
        }
        if (Files.exists(file) && !force) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
    }
}
