package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.NpyArray;
import rapidity.matrixelement.QqbarToZGluons;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GenerateCommandTest {
    @TempDir
    private Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void eventsAndTheirDescriptionDoNotDependOnTheNumberOfThreads() throws IOException {
        Path one = folder.resolve("one.npy");
        Path two = folder.resolve("two.npy");
        assertThat(Run.of("generate", "zgg", "-n", 1500, "-o", one, "--threads", 1)
                        .status())
                .isZero();
        assertThat(Run.of("generate", "zgg", "-n", 1500, "-o", two, "--threads", 2)
                        .status())
                .isZero();
        assertThat(two).hasSameBinaryContentAs(one);
        assertThat(folder.resolve("two.json")).hasSameTextualContentAs(folder.resolve("one.json"));
        assertThat(files()).containsExactly("one.json", "one.npy", "two.json", "two.npy");
    }

    @Test
    void theFileHoldsExactLabelsAndTheSideFileSaysWhatTheyAre() throws IOException {
        Path file = folder.resolve("zg.npy");
        Run run = Run.of("generate", "zg", "-n", 500, "-o", file, "--seed", 7, "--weights");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("500 events of zg, seed 7").contains("n! (identical gluons)");
        assertThat(run.err()).contains("100% 500/500 events");
        try (NpyArray events = NpyArray.open(file);
                NpyArray weights = NpyArray.open(folder.resolve("zg.weights.npy"))) {
            assertThat(events.header().shape()).containsExactly(500L, 17L);
            assertThat(weights.header().shape()).containsExactly(500L, 2L);
            double[] row = events.doubles(499, 500);
            assertThat(row[16]).isEqualTo(QqbarToZGluons.of("zg").evaluator().value(row, 0));
            assertThat(weights.doubles(0, 1)[0]).isCloseTo(1, within(1e-9));
        }
        JsonNode side = new JsonMapper().readTree(folder.resolve("zg.json").toFile());
        assertThat(side.get("seed").asInt()).isEqualTo(7);
        assertThat(side.get("columns")).hasSize(17);
        assertThat(side.get("sampling").get("cuts").get("pt-min").asDouble()).isEqualTo(20);
        double sigma = side.get("cross-section").get("exact").get("value").asDouble();
        double error = side.get("cross-section").get("exact").get("error").asDouble();
        assertThat(sigma).isCloseTo(1347.4, within(4 * error));
    }

    @Test
    void jsonIsAllThatStandardOutputHolds() {
        Run run = Run.of("generate", "zg", "-n", 10, "-o", folder.resolve("a.csv"), "--json", "--quiet");
        assertThat(run.status()).isZero();
        assertThat(new JsonMapper().readTree(run.out()).get("events").asInt()).isEqualTo(10);
        assertThat(run.err()).isEmpty();
        assertThat(folder.resolve("a.csv"))
                .content()
                .startsWith("q.E,q.px,q.py,q.pz,qbar.E,")
                .hasLineCount(11);
    }

    @Test
    void nothingIsOverwrittenWithoutForce() throws IOException {
        Path file = folder.resolve("mine.npy");
        Files.writeString(file, "precious");
        Run run = Run.of("generate", "zg", "-n", 10, "-o", file);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("mine.npy exists").contains("--force");
        assertThat(file).hasContent("precious");
        assertThat(files()).containsExactly("mine.npy");
        assertThat(Run.of("generate", "zg", "-n", 10, "-o", file, "--force").status())
                .isZero();
        assertThat(files()).containsExactly("mine.json", "mine.npy");
    }

    @Test
    void wrongUsageIsToldInOneSentenceWithTheCure() throws IOException {
        Run misspelt = Run.of("generate", "zggq", "-n", 10);
        assertThat(misspelt.status()).isEqualTo(2);
        assertThat(misspelt.err()).contains("no process 'zggq'").contains("Did you mean zgg");
        assertThat(Run.of("generate", "zgg", "-n", 0).err()).contains("-n must be 1 or more, got 0");
        assertThat(Run.of("generate", "zgg", "-n", "many").status()).isEqualTo(2);
        assertThat(Run.of("generate", "zgg").err()).contains("-n=N");
        assertThat(Run.of("generate", "zgg", "-n", 1, "--threads", 0).err()).contains("--threads must be 1 to 1024");
        Run ending = Run.of("generate", "zgg", "-n", 1, "-o", folder.resolve("a.root"));
        assertThat(ending.status()).isEqualTo(2);
        assertThat(ending.err()).contains("a.root").contains(".npy, .npz, .parquet or .csv");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Run run =
                Run.of("generate", "zg", "-n", 10, "-o", folder.resolve("none").resolve("a.npy"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no such file or folder").doesNotContain("Exception");
    }

    @Test
    void anInterruptLeavesNothingBehind() throws IOException {
        Thread.currentThread().interrupt();
        Run run = Run.of("generate", "zg", "-n", 10, "-o", folder.resolve("a.npy"));
        Thread.interrupted();
        assertThat(run.status()).isEqualTo(130);
        assertThat(run.err()).contains("interrupted");
        assertThat(files()).isEmpty();
    }

    @Test
    void helpShowsAnExample() {
        Run run = Run.of("generate", "--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Example: rapidity generate zgg");
    }
}
