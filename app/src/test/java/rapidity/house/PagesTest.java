package rapidity.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.house.Page.Block;

/// All pages and examples, compiled at once and run in one JVM, print what the pages show.
class PagesTest {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final String MARK = "\f";
    private static final int LONGEST = 60;

    /// A run that finds fewer has lost its way.
    private static final int LEAST_BLOCKS = 20;

    /// What pages call `RUN/model`.
    private static final String MODEL = "nets/src/test/resources/rapidity/model/golden/slim-tagger";

    @TempDir
    private Path folder;

    @Test
    void blocksAndExamplesPrintWhatThePagesShow() throws Exception {
        List<Page> pages = Page.all();
        compile(pages);
        Map<String, String> printed = run();
        assertThat(printed).hasSizeGreaterThan(LEAST_BLOCKS);
        for (Page page : pages) {
            for (Block block : page.blocks()) {
                if (block.runs()) {
                    assertSame(page.place(block), printed.get(page.place(block)), page.shown(block));
                }
            }
        }
    }

    @Test
    void everyExampleIsShortAndOnThePageOfExamples() throws IOException {
        String page = Files.readString(Page.ROOT.resolve("examples/README.md"));
        for (Path file : examples()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(LONGEST);
            assertThat(page).contains("\n./rapidity java examples/" + file.getFileName());
        }
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Page.ROOT.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private void compile(List<Page> pages) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (Page page : pages) {
            sources.add(source(page.file(), page.program(MARK)));
        }
        for (Path file : examples()) {
            sources.add(source("examples/" + file.getFileName(), Files.readString(file)));
        }
        String calls = pages.stream().map(page -> page.type() + ".run();").collect(Collectors.joining());
        sources.add(
                source("Tour", "class Tour { public static void main(String[] a) throws Exception {" + calls + "}}"));
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        // for the oldest JDK that models run on
        List<String> options = List.of("--release", "21", "-proc:none", "-cp", classPath(), "-d", folder.toString());
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, messages, options, null, sources)
                .call();
        assertThat(compiled)
                .withFailMessage(() ->
                        messages.getDiagnostics().stream().map(Object::toString).collect(Collectors.joining("\n")))
                .isTrue();
    }

    private static JavaFileObject source(String file, String text) {
        return new SimpleJavaFileObject(URI.create("page:///" + file), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
                return text;
            }
        };
    }

    /// Ours, without the tests.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// What each block printed, by its place. What it writes goes into a folder of its own.
    private Map<String, String> run() throws IOException, InterruptedException {
        Path here = Files.createDirectory(folder.resolve("here"));
        Map<Path, String> links = Map.of(
                here.resolve("nets"), "nets",
                here.resolve("samples"), "samples",
                Files.createDirectory(here.resolve("RUN")).resolve("model"), MODEL);
        for (Map.Entry<Path, String> link : links.entrySet()) {
            Files.createSymbolicLink(link.getKey(), Page.ROOT.resolve(link.getValue()));
        }
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        folder + File.pathSeparator + classPath(),
                        "Tour")
                .directory(here.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        for (Path link : links.keySet()) {
            Files.delete(link);
        }
        assertThat(status).as(Files.readString(out) + Files.readString(err)).isZero();
        Map<String, String> printed = new HashMap<>();
        for (String part : Files.readString(out).substring(1).split(MARK, -1)) {
            int end = part.indexOf('\n');
            printed.put(part.substring(0, end), part.substring(end + 1));
        }
        return printed;
    }

    /// Blanks do not count. Numbers with a decimal point may differ by one in the last digit that is shown: kernels and
    /// JVMs round in ways of their own.
    private static void assertSame(String place, String printed, String shown) {
        String where = place + " printed\n" + printed;
        assertThat(withoutNumbers(printed)).as(where).isEqualTo(withoutNumbers(shown));
        List<String> found = numbers(printed);
        List<String> expected = numbers(shown);
        for (int i = 0; i < expected.size(); i++) {
            int point = expected.get(i).indexOf('.');
            double last =
                    point < 0 ? 0 : Math.pow(10, point + 1 - expected.get(i).length());
            assertThat(Double.parseDouble(found.get(i)))
                    .as(where)
                    .isCloseTo(Double.parseDouble(expected.get(i)), within(1.001 * last));
        }
    }

    private static String withoutNumbers(String text) {
        return NUMBER.matcher(text).replaceAll("#").replaceAll("\\s+", " ").strip();
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(MatchResult::group).toList();
    }
}
