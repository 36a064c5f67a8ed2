package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.data.format.DataFormatException;

final class BrokenRunTest {
    @TempDir
    private Path run;

    @BeforeEach
    void writeRun() throws IOException {
        new SyntheticStudy(50, 1).writeRun(run, SyntheticStudy.THREE.getFirst(), 1);
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> Report.of(List.of(run)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageStartingWith(run.toString())
                .hasMessageEndingWith(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "mse": | "msr": | test.mse: expected a number, found nothing
                    90658 | "many" | parameters: expected a whole number of at least 0, found "many"
                    "seed": 1 | "seed": 1.5 | seed: expected a whole number of at least 0, found 1.5
                    "amplitudes" | "sculpting" | task: expected 'amplitudes' or 'tagging' \
                    or 'autoencoder' or 'generation' or 'scaling', found 'sculpting'
                    {"task" | {"runs": ["../x"], "task" | runs: expected folders inside the study, found '../x'
                    {"task" | {"runs": [], "task" | runs: expected at least one run, found none
                    """)
    void evaluationsThatCannotBeRightAreRefused(String good, String bad, String sentence) throws IOException {
        Path file = run.resolve("evaluation.json");
        Files.writeString(
                file, Files.readString(file).replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad)));
        assertRefused("evaluation.json: " + sentence);
    }

    @Test
    void aFolderWithoutAnEvaluationIsNoFinishedRun() throws IOException {
        Files.delete(run.resolve("evaluation.json"));
        assertRefused("expected a finished run or study with evaluation.json, found no evaluation.json");
    }

    @Test
    void brokenJsonIsNamedWithItsLine() throws IOException {
        Files.writeString(run.resolve("evaluation.json"), "{\n\"task\": \"amplitudes\",\n oops}");
        assertThatThrownBy(() -> Report.of(List.of(run)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("evaluation.json: content: expected JSON, found broken JSON at line 3");
    }

    @Test
    void aCutLineOfTheMetricsIsNamed() throws IOException {
        Files.writeString(run.resolve("metrics.jsonl"), "{\"step\": 1, \"loss\": 2}\n{\"step\": 2, \"lo");
        assertThatThrownBy(() -> Report.of(List.of(run)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("metrics.jsonl: line 2: expected JSON");
    }

    @Test
    void aMetricsLineWithoutStepIsRefused() throws IOException {
        Files.writeString(run.resolve("metrics.jsonl"), "{\"loss\": 2}\n");
        assertRefused("metrics.jsonl: line 1.step: expected a whole number, found nothing");
    }

    private Map<String, double[]> arrays() {
        Map<String, double[]> arrays = new LinkedHashMap<>();
        arrays.put("test_truth", new double[] {1, 2});
        arrays.put("test_prediction", new double[] {1, 2});
        arrays.put("standardisation", new double[] {0, 1});
        return arrays;
    }

    private void assertArraysRefused(Map<String, double[]> arrays, String sentence) throws IOException {
        SyntheticStudy.writeArrays(run.resolve("predictions.npz"), arrays);
        assertRefused("predictions.npz: " + sentence);
    }

    @Test
    void predictionsWithoutPartnerAreRefused() throws IOException {
        Map<String, double[]> arrays = arrays();
        arrays.put("test_prediction", new double[] {1});
        assertArraysRefused(arrays, "test_prediction: expected 2 values, one for each truth, found 1");
    }

    @Test
    void predictionsThatAreNotFiniteAreRefused() throws IOException {
        Map<String, double[]> arrays = arrays();
        arrays.put("test_prediction", new double[] {1, Double.NaN});
        assertArraysRefused(arrays, "test_prediction[1]: expected a finite number, found NaN");
    }

    @Test
    void aMissingArrayIsNamed() throws IOException {
        Map<String, double[]> arrays = arrays();
        arrays.remove("test_truth");
        SyntheticStudy.writeArrays(run.resolve("predictions.npz"), arrays);
        assertThatThrownBy(() -> Report.of(List.of(run)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("'test_truth'");
    }

    @Test
    void aStandardisationWithoutWidthIsRefused() throws IOException {
        Map<String, double[]> arrays = arrays();
        arrays.put("standardisation", new double[] {0, 0});
        assertArraysRefused(arrays, "standardisation: expected [mean, standard deviation > 0], found [0.0, 0.0]");
    }

    @Test
    void aFileThatIsNoArchiveIsRefused() throws IOException {
        Files.writeString(run.resolve("predictions.npz"), "not a zip file");
        assertThatThrownBy(() -> Report.of(List.of(run)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("predictions.npz");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Files.write(run.resolve("evaluation.json"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertRefused("evaluation.json: content: expected UTF-8 text, found other bytes");
    }
}
