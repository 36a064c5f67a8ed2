package rapidity.app.cli;

import java.util.List;
import rapidity.app.study.Version;

/// What `rapidity --version` prints.
final class VersionReport {
    private VersionReport() {}

    static List<String> lines() {
        Version version = Version.ofThisBuild();
        return List.of(
                "Rapidity " + version.version(),
                "commit   " + version.commit(),
                "JDK      " + Runtime.version(),
                "engine   " + engine());
    }

    private static String engine() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? "java, vector kernels"
                : "java, scalar kernels";
    }
}
