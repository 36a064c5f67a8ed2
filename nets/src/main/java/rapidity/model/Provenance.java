package rapidity.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Where a run or a model comes from.
///
/// @param program name, version and commit
/// @param command what was typed
/// @param seed of all random numbers
/// @param data files that went in
/// @param engine what computed, see [rapidity.engine.Engine#name]
/// @param java version and vendor of the JVM
/// @param machine operating system, processor architecture and number of processors
/// @param started time in UTC
public record Provenance(
        String program,
        String command,
        long seed,
        List<Source> data,
        String engine,
        String java,
        String machine,
        String started) {
    public Provenance {
        data = List.copyOf(data);
    }

    /// A file that went in.
    public record Source(String file, long bytes, String sha256) {
        /// The file as it is now.
        public static Source of(Path file) throws IOException {
            return new Source(file.toString(), Files.size(file), Sha256.of(file));
        }
    }

    /// The provenance of what is done here and now.
    public static Provenance now(String program, String command, long seed, List<Source> data, String engine) {
        return new Provenance(
                program,
                command,
                seed,
                data,
                engine,
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /// Writes it as JSON, complete or not at all.
    public void write(Path file) throws IOException {
        JsonFile.write(file, this);
    }

    /// What [#write] wrote.
    ///
    /// @throws ModelFormatException if it is something else
    public static Provenance read(Path file) throws IOException {
        return JsonFile.value(file, JsonTree.ofModel(file), Provenance.class);
    }
}
