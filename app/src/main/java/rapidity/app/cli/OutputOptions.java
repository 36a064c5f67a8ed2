package rapidity.app.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import rapidity.app.study.recipe.RecipeException;
import rapidity.data.DataFile;
import rapidity.data.format.WhenExists;

/// Where a command writes, and what becomes of what is there already.
final class OutputOptions {
    @Option(names = "--force", description = "Replace existing output.")
    private boolean force;

    OutputOptions() {}

    WhenExists whenExists() {
        return force ? WhenExists.REPLACE : WhenExists.REFUSE;
    }

    /// Looks at the place before the work.
    ///
    /// @throws RecipeException if it has no name
    /// @throws FileAlreadyExistsException if it is there and is not to be replaced
    /// @throws IOException if no file can be there
    void check(Path file) throws IOException {
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

    /// A file in the current folder, named after the first of these files or globs.
    static Path named(String first, String ending) {
        String name = String.valueOf(DataFile.of(first).path().getFileName()).replaceAll("[*?\\[\\]{}]", "_");
        return SampleFiles.withEnding(Path.of(name), ending);
    }
}
