package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.NpyType;
import rapidity.data.format.NpzWriter;
import rapidity.data.format.WhenExists;

class TaggingReportTest {
    private static final int JETS = 2000;
    private static final List<String> TOPS = List.of("qcd", "top");
    private static final List<String> KINDS = List.of("g", "q", "t", "w");

    @TempDir
    private static Path folder;

    private static String page;

    @BeforeAll
    static void writeStudy() throws IOException {
        Path study = folder.resolve("study");
        List<String> names = new ArrayList<>();
        for (int seed = 1; seed <= 2; seed++) {
            writeRun(study.resolve("slim/seed-" + seed), "L-GATr-slim", seed, TOPS, 3.5);
            writeRun(study.resolve("mlp/seed-" + seed), "MLP", seed, TOPS, 2);
            names.add("\"slim/seed-" + seed + "\"");
            names.add("\"mlp/seed-" + seed + "\"");
        }
        Files.writeString(
                study.resolve("evaluation.json"),
                "{\"task\": \"tagging\", \"runs\": [" + String.join(", ", names) + "]}");
        page = write(study);
    }

    private static String write(Path study) throws IOException {
        Path page = study.resolve("report.html");
        Report.of(List.of(study)).write(page, WhenExists.REPLACE);
        return Files.readString(page);
    }

    /// @param separation of the classes in standard deviations of the logit
    private static void writeRun(Path run, String label, int seed, List<String> classes, double separation)
            throws IOException {
        Files.createDirectories(run);
        Random random = new Random(seed);
        int outputs = classes.size() == 2 ? 1 : classes.size();
        double[] labels = new double[JETS];
        double[] logits = new double[JETS * outputs];
        for (int i = 0; i < JETS; i++) {
            labels[i] = i % classes.size();
            for (int c = 0; c < outputs; c++) {
                boolean own = outputs == 1 ? labels[i] == 1 : labels[i] == c;
                logits[i * outputs + c] = random.nextGaussian() + (own ? separation : 0) - separation / 2;
            }
        }
        try (NpzWriter out = NpzWriter.create(run.resolve("predictions.npz"), WhenExists.REPLACE)) {
            out.array("test_labels", NpyType.FLOAT64, JETS).write(labels);
            out.array("test_logits", NpyType.FLOAT64, JETS, outputs).write(logits);
            out.commit();
        }
        String numbers = """
                {"jets": %d, "auc": %.4f, "auc-error": 0.002, "accuracy": 0.93, "accuracy-error": 0.005,
                 "rejection-0.5": 123.4, "rejection-0.5-error": 21.5, "cross-entropy": 0.21}
                """.formatted(JETS, 0.94 + separation / 100 + seed * 1e-3);
        Files.writeString(run.resolve("evaluation.json"), """
                {"task": "tagging", "data": "jets.npz", "classes": [%s], "labels": "true-classes",
                 "network": "n", "label": "%s", "parameters": %d, "seed": %d, "steps": 100,
                 "test": %s, "train": %s, "seconds-per-million-events": 42.0, "training-seconds": 12.5}
                """.formatted(
                        "\"" + String.join("\", \"", classes) + "\"", label, label.length(), seed, numbers, numbers));
        StringBuilder metrics = new StringBuilder();
        for (int step = 10; step <= 100; step += 10) {
            metrics.append(
                    "{\"step\":%d,\"loss\":%f,\"validation-loss\":%f}%n".formatted(step, 5.0 / step, 6.0 / step));
        }
        Files.writeString(run.resolve("metrics.jsonl"), metrics);
    }

    @Test
    void theTableHasMeansAndSpreadsOverTheSeeds() {
        assertThat(page)
                .contains("<strong>L-GATr-slim</strong> reaches an AUC of 0.97650 ± 0.00071")
                .contains("1/εB at εS = 0.5", "0.96150 ± 0.00071")
                .contains("L-GATr-slim &amp; $0.97650 \\pm 0.00071$ &amp; ");
    }

    @Test
    void theLiteratureIsSaidNotToBeComparable() {
        assertThat(page).contains("Published on the public top-tagging data set", "2240 ± 70", "small stand-ins");
    }

    @Test
    void allCurvesAndHistogramsAreDrawn() {
        for (String name : List.of("roc", "rejection", "significance", "scores", "scores-log", "losses")) {
            assertThat(folder.resolve("study/figures/" + name + ".svg")).isNotEmptyFile();
            assertThat(page).contains("figures/" + name + ".pdf");
        }
    }

    @Test
    void manyClassesHaveAPanelEach() throws IOException {
        Path run = folder.resolve("many");
        writeRun(run, "L-GATr", 1, KINDS, 2);
        assertThat(write(run))
                .contains("t against g", "w against g", "p₀ the probability of the first class")
                .doesNotContain("PELICAN");
    }

    @Test
    void networksThatDifferInTheirTrainingJetsMakeALine() throws IOException {
        Path study = folder.resolve("sizes");
        for (int seed = 1; seed <= 2; seed++) {
            for (int jets : List.of(200, 900)) {
                Path run = study.resolve("slim-" + jets + "/seed-" + seed);
                writeRun(run, "L-GATr-slim (slim-" + jets + ")", seed, TOPS, jets == 200 ? 2 : 3.5);
                Path file = run.resolve("evaluation.json");
                String known = "\"network\": \"slim-%d\", \"training-jets\": %d".formatted(jets, jets);
                Files.writeString(file, Files.readString(file).replace("\"network\": \"n\"", known));
            }
        }
        // 1 - AUC: 1 - 0.94 - 0.02 - 0.0015 and 1 - 0.94 - 0.035 - 0.0015
        assertThat(write(study))
                .contains("Data efficiency", "<th>200 training jets</th><th>900 training jets</th>")
                .contains("<td>0.03850 ± 0.00071</td><td>0.02350 ± 0.00071</td>");
        assertThat(study.resolve("figures/training-size.svg")).isNotEmptyFile();
        assertThat(study.resolve("figures/roc.svg"))
                .content()
                .contains("slim-900")
                .doesNotContain("slim-200");
    }

    @Test
    void theCurveOfTwoClassesIsThatOfTheLogit() throws IOException {
        Path run = folder.resolve("one");
        writeRun(run, "L-GATr", 1, TOPS, 2);
        TaggingPredictions p =
                TaggingPredictions.read(run.resolve("predictions.npz"), 2).orElseThrow();
        // two normal distributions two deviations apart: Phi(sqrt 2) = 0.921; the error is 0.006
        assertThat(p.roc(1).auc()).isCloseTo(0.921, within(0.02));
        assertThat(p.scores(1, 1)).hasSize(JETS / 2);
    }

    @Test
    void whatDoesNotFitIsSaid() throws IOException {
        Path run = folder.resolve("broken");
        writeRun(run, "L-GATr", 1, KINDS, 2);
        Path evaluation = run.resolve("evaluation.json");
        Files.writeString(evaluation, Files.readString(evaluation).replace("\"g\", ", ""));
        assertThatThrownBy(() -> Report.of(List.of(run)))
                .isInstanceOf(DataFormatException.class)
                .hasMessageContaining("test_logits: expected the shape (2000, 3), found");
        assertThatThrownBy(() -> Report.of(List.of(folder.resolve("study"), folder.resolve("one"), run)))
                .isInstanceOf(Exception.class);
    }
}
