package rapidity.app.study;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Which Rapidity this is, as the build wrote it down.
///
/// @param version of the release
/// @param commit full hash of the sources' last commit, or `unknown`
public record Version(String version, String commit) {
    public static Version ofThisBuild() {
        Properties written = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            written.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Version(written.getProperty("version"), written.getProperty("commit"));
    }

    /// Name, version and commit in one line.
    public String program() {
        return "Rapidity " + version + ", commit " + commit;
    }
}
