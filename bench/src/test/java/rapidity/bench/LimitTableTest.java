package rapidity.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTableTest {
    private static final Path RESULTS = Path.of("..", "docs", "results");

    private static final String MACHINE = "{\"bytes_per_second\":1e10}\n";

    @TempDir
    private Path folder;

    /// The command that the page names.
    @Test
    void tablesOfTheResultsAreThoseOfTheirFiles() throws IOException {
        String page = Files.readString(RESULTS.resolve("README.md"));
        SequencedMap<String, LimitTable> others = new LinkedHashMap<>();
        for (String name : List.of("limits-again", "limits-avx2")) {
            others.put(name, read(RESULTS.resolve(name + ".json")));
        }
        String printed = printed(read(RESULTS.resolve("limits.json")), others);
        assertThat(Arrays.stream(printed.split("\n\n"))
                        .filter(part -> part.startsWith("|") || part.startsWith("limits-again: ")))
                .hasSize(4)
                .allSatisfy(part -> assertThat(page).contains(part));
    }

    @Test
    void ratiosThatAgreeAreCounted() throws IOException {
        LimitTable table = read(file(6, 6));
        assertThat(printed(table, new LinkedHashMap<>(Map.of("before", read(file(6.8, 7))))))
                .contains("| 6.0 | met | ~ 6.80 |")
                .contains("before: of 2 ratios 1 are the same to 15 %, the larger divided by the smaller;"
                        + " not small net, inference 1 x 50 (16.7 %).");
        assertThat(printed(table, new LinkedHashMap<>(Map.of("before", read(file(6, 5.3))))))
                .contains("before: of 2 ratios 2 are the same to 15 %, the larger divided by the smaller.");
    }

    /// All lines once more, with another process of each side.
    @Test
    void turnsOfSeveralProcessesAreOneLine() throws IOException {
        String first = Files.readString(file(6, 6)).replace("1e10", "1e10,\"load_ns\":140.4");
        String second = Files.readString(file(5, 7))
                .replace("1e10", "2e10,\"load_ns\":81.6")
                .replace("{\"side\"", "{\"process\":2,\"side\"");
        Path both = Files.writeString(folder.resolve("both.json"), first + second);
        String printed = printed(read(both), new LinkedHashMap<>());
        assertThat(printed)
                .containsOnlyOnce("| tagger, inference 1 x 50 | 1.00 | 5.48 |  | ~ 5.48 ± 0.50 |")
                .contains("| small net, inference 1 x 50 | 1.00 | 6.48 |  | ~ 6.48 ± 0.50 |")
                .contains("(triad): 20.0 GB/s. A load from 16 MB that waits for the one before: 140, 82 ns.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1",
                "{}",
                "{\"bytes_per_second\":\"many\"}",
                MACHINE + "{}",
                MACHINE + "{\"work\":\"small net, inference 1 x 50\"}",
                MACHINE + "{\"work\":\"small net, inference 1 x 50\",\"flops\":1,\"bytes\":1,\"turns\":1}",
                MACHINE + "{\"work\":\"small net, inference 1 x 50\",\"flops\":1,\"bytes\":1,\"turns\":[{}]}"
            })
    void aFileOfSomethingElseIsRefused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), text);
        assertThatIOException()
                .isThrownBy(() -> read(file))
                .withMessage(file + ": this is not what rapidity bench limits --json writes.");
    }

    @Test
    void aFileWithoutTheWantedLinesIsRefused() throws IOException {
        Path file = file(6, 6);
        assertThatIOException()
                .isThrownBy(() -> LimitTable.read(file, List.of(LimitCases.named("EquiLinear"))))
                .withMessage(file + ": it holds no line of this work.");
        assertThat(printed(
                        LimitTable.read(file, List.of(LimitCases.named("small net, inference 1 x 50"))),
                        new LinkedHashMap<>()))
                .contains("| small net,")
                .doesNotContain("| tagger,");
    }

    @Test
    void progressSaysHowLongTheRestTakes() {
        assertThat(LimitsBench.progress("block", 0, 4, 1, 0)).isEqualTo("1 of 4: block");
        assertThat(LimitsBench.progress("block", 5, 4, 3, 50_000_000_000L))
                .isEqualTo("2 of 4, process 2 of 3, about 2 min left: block");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Path file = folder.resolve("none.json");
        assertThatIOException().isThrownBy(() -> read(file)).withMessage(file + " is no file.");
    }

    private static LimitTable read(Path file) throws IOException {
        return LimitTable.read(file, LimitCases.all());
    }

    private static String printed(LimitTable table, SequencedMap<String, LimitTable> others) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), others);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Of two lines, with these ratios, and of one that is no more.
    private Path file(double tagger, double small) throws IOException {
        String line = """
                {"work":"%s","flops":1e9,"bytes":1e8,"turns":[
                {"side":"rapidity","best_ms":1,"wall_ms":1,"cpu_ms":1,"peak_kb":1,"allocated":1},
                {"side":"eager","best_ms":%s,"wall_ms":1,"cpu_ms":1,"peak_kb":1},
                {"side":"rapidity","best_ms":1,"wall_ms":1,"cpu_ms":1,"peak_kb":1,"allocated":1}]}
                """;
        return Files.writeString(
                folder.resolve("limits.json"),
                MACHINE
                        + line.formatted("tagger, inference 1 x 50", tagger)
                        + line.formatted("small net, inference 1 x 50", small)
                        + line.formatted("of long ago", 1));
    }
}
