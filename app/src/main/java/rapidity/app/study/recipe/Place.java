package rapidity.app.study.recipe;

import java.nio.file.Path;
import java.util.Objects;

/// Where a setting was written.
///
/// @param source file as the user named it, or `the command line`
/// @param line from 1; 0 where there are no lines
public record Place(String source, int line) {
    static final Place COMMAND_LINE = new Place("the command line", 0);

    /// A file that is named here: relative to the recipe that names it, or on the command line to the working folder.
    Path resolve(String file) {
        Path here = equals(COMMAND_LINE)
                ? Path.of("")
                : Path.of(source).toAbsolutePath().getParent();
        return Objects.requireNonNull(here).resolve(file).toAbsolutePath().normalize();
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + " line " + line;
    }
}
