package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.app.report.InventedGenerators.Process;
import rapidity.data.format.DataFormatException;
import rapidity.data.format.WhenExists;

class GenerationReportTest {
    @TempDir
    private Path folder;

    private List<Path> runs = List.of();

    @BeforeEach
    void writeRuns() throws IOException {
        InventedGenerators invented = new InventedGenerators(folder);
        runs = List.of(
                invented.run("opposite", 1, 10, new Process(0, 0.1, -30), new Process(1, 0.9, -35)),
                invented.run("even", 1, 10, new Process(0, 0.6, -30), new Process(1, 0.55, -35)),
                invented.run("even", 2, 10, new Process(0, 0.6, -30), new Process(1, 0.55, -35)));
    }

    private String page() throws IOException {
        Path page = folder.resolve("page/report.html");
        Files.createDirectories(page.getParent());
        GenerationReport.read(runs).write(page, WhenExists.REFUSE);
        String html = Files.readString(page);
        return html.substring(html.indexOf("<body"), html.indexOf("uPlot")).replaceAll("<[^>]*>", "|");
    }

    @Test
    void aJudgeThatIsWrongOnPurposeDoesNotMakeGoodForOneThatIsRight() throws IOException {
        assertThat(page())
                .contains("A judge tells events of |even| from true ones with an AUC of 0.600 ± 0.010 (ttbar+0jet),"
                        + " 0.550 ± 0.010 (ttbar+1jet); 0.5 would be a guess.");
    }

    @Test
    void observablesWithoutAGeneratedEventAreTheWorst() throws IOException {
        assertThat(page())
                .contains("|x12|", "|x0|", "|2.50|", "|5 of 13|", "W₁: Wasserstein distance")
                .doesNotContain("|x11|");
    }

    @Test
    void theShareOfRejectedEventsHasTheErrorOfAllThatWereMade() throws IOException {
        assertThat(page()).contains("|75 ± 2 %|");
    }

    @Test
    void withoutEventsThePageHasTablesAndTrends() throws IOException {
        assertThat(page())
                .contains("What the judge says", "0.5 (dashed) is best", "not to be compared", "−32.65 ± 0.01")
                .doesNotContain("Scores: probabilities", "True events of the test part", "that do not exist");
        assertThat(folder.resolve("page/figures/multiplicity.svg")).isNotEmptyFile();
        assertThat(folder.resolve("page/figures/judge-0j.svg")).doesNotExist();
    }

    @Test
    void theJudgeComesBeforeMarginalsAndTheseBeforeTables() throws IOException {
        runs = List.of(runs.getFirst());
        InventedGenerators.write(runs.getFirst(), 0, 1);
        String page = page();
        assertThat(page)
                .containsSubsequence(
                        "Scores: probabilities", "True events of the test part", "|x12|", "that do not exist");
        for (String figure : List.of("judge-1j", "top-1j", "resonances-0j", "momenta-1j", "distances-1j", "paths-0j")) {
            assertThat(folder.resolve("page/figures/" + figure + ".pdf")).isNotEmptyFile();
        }
        assertThat(folder.resolve("page/figures/top-0j.pdf"))
                .as("of the largest multiplicity only")
                .doesNotExist();
    }

    @Test
    void ofOneProcessThereIsNoTrend() throws IOException {
        runs = List.of(new InventedGenerators(folder).run("one", 1, 10, new Process(3, 0.8, -30)));
        assertThat(page()).contains("0.800 ± 0.010 (ttbar+3jet); 0.5").doesNotContain("What the judge says");
    }

    @Test
    void eventsOfAnotherNumberOfParticlesAreRefused() throws IOException {
        runs = List.of(new InventedGenerators(folder).run("one", 1, 10, new Process(1, 0.8, -30)));
        InventedGenerators.write(runs.getFirst(), 0);
        assertThatThrownBy(this::page).isInstanceOf(DataFormatException.class).hasMessageContaining("truth_1j");
    }
}
