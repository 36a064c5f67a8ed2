package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.data.format.NpyArray;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpyWriter;
import rapidity.data.format.WhenExists;
import tools.jackson.databind.json.JsonMapper;

class AmplitudeCommandTest {
    private static final Path SAMPLES = Path.of("..", "samples").toAbsolutePath();
    /// MadGraph's labels and ours: 3e-12 measured.
    private static final double LABELS = 1e-11;

    @TempDir
    private Path folder;

    private static Path sample(String name) {
        return SAMPLES.resolve(name + ".npy");
    }

    private static double[] rows(String name, int from, int to) throws IOException {
        try (NpyArray array = NpyArray.open(sample(name))) {
            return array.doubles(from, to);
        }
    }

    private Path written(String name, double[] rows, int columns) throws IOException {
        Path file = folder.resolve(name);
        try (NpyWriter writer = NpyWriter.create(file, WhenExists.REPLACE, NpyType.FLOAT64, columns)) {
            writer.rows().write(rows);
            writer.commit();
        }
        return file;
    }

    @Test
    void theEventsAreNotReplacedByTheirAmplitudes() throws IOException {
        Path file = written("own.npy", rows("zg", 0, 3), 17);
        byte[] before = Files.readAllBytes(file);
        Run run = Run.of(
                "amplitude", "zg", file, "-o", folder.resolve("../" + folder.getFileName() + "/own.npy"), "--force");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("own.npy is the file with the events");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Run run = Run.of("amplitude", "zg", sample("zg"), "-o", folder.resolve("missing/out.npy"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(folder.resolve("missing") + ":").doesNotContain(".part");
    }

    @Test
    void soManyThreadsAreATypingMistake() {
        assertThat(Run.of("generate", "zg", "-n", 10, "--threads", 100000).err())
                .contains("--threads must be 1 to 1024, got 100000.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zg", "zgg", "zggg"})
    void everyLabelOfTheSamplesIsReproduced(String process) {
        Run run = Run.of(
                "amplitude",
                process,
                sample(process),
                "--flavour",
                sample(process + ".downtype"),
                "--compare",
                "--json");
        assertThat(run.status()).isZero();
        assertThat(new JsonMapper()
                        .readTree(run.out())
                        .get("comparison")
                        .get("largest-relative-deviation")
                        .asDouble())
                .isLessThan(LABELS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"npy", "npz", "csv", "parquet"})
    void whatWasGeneratedIsReadInEveryFormat(String ending) {
        Path file = folder.resolve("zg." + ending);
        assertThat(Run.of("generate", "zg", "-n", 100, "-o", file).status()).isZero();
        Run run = Run.of("amplitude", "zg", file, "--compare", "--json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(new JsonMapper()
                        .readTree(run.out())
                        .get("comparison")
                        .get("largest-relative-deviation")
                        .asDouble())
                .isZero();
    }

    @Test
    void theFlavourChangesTheCouplingAndThreadsChangeNothing() throws IOException {
        Path up = folder.resolve("up.npy");
        Path down = folder.resolve("down.npy");
        Path again = folder.resolve("again.npy");
        assertThat(Run.of("amplitude", "zgg", sample("zgg"), "-o", up, "--threads", 1)
                        .status())
                .isZero();
        assertThat(Run.of("amplitude", "zgg", sample("zgg"), "-o", again, "--threads", 3)
                        .status())
                .isZero();
        assertThat(Run.of("amplitude", "zgg", sample("zgg"), "-o", down, "--flavour", "d")
                        .status())
                .isZero();
        assertThat(again).hasSameBinaryContentAs(up);
        try (NpyArray u = NpyArray.open(up);
                NpyArray d = NpyArray.open(down)) {
            assertThat(u.header().shape()).containsExactly(10_000L);
            assertThat(d.doubles(0, 1)[0] / u.doubles(0, 1)[0])
                    .isCloseTo(1.28237187095762, org.assertj.core.data.Percentage.withPercentage(1e-10));
        }
    }

    @Test
    void standardOutputHoldsOneNumberForEachEventAndNothingElse() throws IOException {
        Path file = written("one.npy", Arrays.copyOf(rows("zg", 0, 1), 16), 16);
        Run run = Run.of("amplitude", "zg", file, "-o", "-");
        assertThat(run.status()).isZero();
        assertThat(Double.parseDouble(run.out())).isPositive();
    }

    @Test
    void anotherProcessIsToldByTheNumberOfColumns() {
        Run run = Run.of("amplitude", "zggg", sample("zgg"), "-o", folder.resolve("a.npy"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("24 columns of momenta for zggg").contains("21 columns, as for 2 gluons");
        assertThat(folder.resolve("a.npy")).doesNotExist();
    }

    @Test
    void aBadEventIsNamedAndNothingIsWritten() throws IOException {
        double[] rows = rows("zg", 0, 20);
        rows[17 * 11 + 5] = Double.NaN;
        Path file = written("nan.npy", rows, 17);
        Run run = Run.of("amplitude", "zg", file, "-o", folder.resolve("a.npy"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("nan.npy: row 11, particle 1 (qbar)").contains("not finite");
        assertThat(folder.resolve("a.npy")).doesNotExist();
    }

    @Test
    void anotherOrderOfParticlesIsRefused() throws IOException {
        double[] rows = rows("zg", 0, 1);
        double[] swapped = rows.clone();
        System.arraycopy(rows, 8, swapped, 12, 4);
        System.arraycopy(rows, 12, swapped, 8, 4);
        Run run = Run.of("amplitude", "zg", written("swapped.npy", swapped, 17), "-o", "-");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("row 0, particle 2 (Z)").contains("q, qbar, Z, g1");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void flagsThatDoNotFitAreRefused() throws IOException {
        Run other = Run.of("amplitude", "zg", sample("zg"), "--flavour", sample("zgg.downtype"), "--compare");
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err()).contains("20000 flags").contains("[10000]");
        double[] rows = rows("zg", 0, 2);
        Path two = folder.resolve("two.npy");
        try (NpyWriter writer = NpyWriter.create(two, WhenExists.REPLACE, NpyType.UINT8)) {
            writer.rows().write(new double[] {0, 2});
            writer.commit();
        }
        Run value = Run.of("amplitude", "zg", written("events.npy", rows, 17), "--flavour", two, "--compare");
        assertThat(value.err()).contains("two.npy: row 1").contains("found 2");
    }

    @Test
    void aFileThatIsNotThereOrNoArrayIsNamed() throws IOException {
        assertThat(Run.of("amplitude", "zg", folder.resolve("none.npy")).err())
                .contains("none.npy: there is no such file");
        Path text = folder.resolve("text.npy");
        Files.writeString(text, "no array, but long enough to hold a header");
        Run run = Run.of("amplitude", "zg", text);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("text.npy").doesNotContain("Exception");
        assertThat(Run.of("amplitude", "qq", text).status()).isEqualTo(2);
    }
}
