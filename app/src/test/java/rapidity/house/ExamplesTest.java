package rapidity.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program of a user's own with core, nets and Jackson on the class path, and nothing else. What all the examples
/// print is looked at in [PagesTest].
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final String MODEL = Path.of(
                    "..", "nets", "src", "test", "resources", "rapidity", "model", "golden", "slim-tagger")
            .toString();
    private static final int JAVA_21 = 65;

    @TempDir
    private Path folder;

    /// Entries of our own class path with one of these parts.
    private static String classPath(String... parts) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Stream.of(parts).anyMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String plain() {
        return classPath("/core/target/", "/nets/target/", "rapidity-core", "rapidity-nets", "jackson");
    }

    private List<String> run(List<String> before, String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        List<String> words = new ArrayList<>(before);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(arguments));
        int status = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(out);
        assertThat(status).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static String example() {
        return EXAMPLES.resolve("ScoreJets.java").toString();
    }

    @Test
    void theVectorModuleOnTheClassPathChangesTheScoresByRoundingAtMost() throws Exception {
        List<String> plain = run(List.of(), "-cp", plain(), example(), MODEL);
        assertThat(plain).hasSize(2);
        String all = plain() + File.pathSeparator + classPath("/vector/target/", "rapidity-vector");
        List<String> fast = run(List.of(), "--add-modules", "jdk.incubator.vector", "-cp", all, example(), MODEL);
        assertThat(fast.getFirst()).contains("incubator");
        // the golden model computes in float64, and three digits of its scores are printed
        assertThat(fast.subList(1, 3)).isEqualTo(plain);
    }

    @Test
    void noSharedLibraryOutsideTheJdkIsOpened() throws Exception {
        Assumptions.assumeTrue(canTrace(), "strace is not installed, or may not trace");
        Path empty = folder.resolve("Empty.java");
        Files.writeString(empty, "class Empty { public static void main(String[] a) {} }");
        TreeSet<String> ofAnyProgram = opened(empty.toString());
        TreeSet<String> ofExample = opened("-cp", plain(), example(), MODEL);
        String jdk = Path.of(System.getProperty("java.home")).toRealPath().toString();
        assertThat(ofExample).anyMatch(lib -> lib.startsWith(jdk));
        ofExample.removeIf(lib -> lib.startsWith(jdk));
        ofExample.removeAll(ofAnyProgram);
        assertThat(ofExample)
                .as("shared libraries beyond those of the JVM itself")
                .isEmpty();
    }

    private static boolean canTrace() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private TreeSet<String> opened(String... arguments) throws Exception {
        Path trace = folder.resolve("trace.txt");
        run(List.of("strace", "-f", "-e", "trace=open,openat", "-o", trace.toString()), arguments);
        TreeSet<String> r = new TreeSet<>();
        for (String line : Files.readAllLines(trace)) {
            int from = line.indexOf('"');
            int to = line.indexOf('"', from + 1);
            boolean found = to > 0 && !line.contains("ENOENT");
            if (found && line.substring(from + 1, to).matches(".*\\.so(\\.\\d+)*")) {
                r.add(Path.of(line.substring(from + 1, to)).toRealPath().toString());
            }
        }
        return r;
    }

    @Test
    void coreAndNetsAreByteCodeOfJava21() throws IOException {
        for (String module : List.of("core", "nets")) {
            Path classes = Path.of("..", module, "target", "classes");
            try (Stream<Path> files = Files.walk(classes)) {
                List<Path> all =
                        files.filter(f -> f.toString().endsWith(".class")).toList();
                assertThat(all).isNotEmpty();
                for (Path file : all) {
                    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
                        in.readInt();
                        in.readUnsignedShort();
                        assertThat(in.readUnsignedShort()).as(file.toString()).isLessThanOrEqualTo(JAVA_21);
                    }
                }
            }
        }
    }
}
