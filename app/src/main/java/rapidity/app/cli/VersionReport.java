package rapidity.app.cli;

import java.util.List;
import rapidity.app.study.Version;
import rapidity.engine.Engine;
import rapidity.engine.Precision;

/// What `rapidity --version` prints.
final class VersionReport {
    private VersionReport() {}

    static List<String> lines() {
        Version version = Version.ofThisBuild();
        return List.of(
                "Rapidity " + version.version(),
                "commit   " + version.commit(),
                "JDK      " + Runtime.version(),
                "engine   " + Engine.of(Precision.FLOAT32).name());
    }
}
