package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.WhenExists;

class GenerationReportTest {
    @TempDir
    private Path folder;

    private List<Path> runs = List.of();

    private Path run(String network, double first, double second) throws IOException {
        Path run = Files.createDirectories(folder.resolve(network));
        return Files.writeString(
                        run.resolve("evaluation.json"),
                        String.format(Locale.ROOT, """
                {"task": "generation", "data": "invented events", "network": "%s", "label": "%s", "parameters": 10,
                 "seed": 1, "steps": 5, "test": {"processes": [%s, %s]}}
                """, network, network, process(0, first), process(1, second)))
                .getParent();
    }

    private static String process(int jets, double auc) {
        StringBuilder observables = new StringBuilder();
        for (int i = 0; i < 13; i++) {
            String chi2 = i < 12 ? ", \"chi2\": " + (25 - i) + ", \"degrees-of-freedom\": 10" : "";
            observables.append(observables.isEmpty() ? "" : ", ");
            observables.append("{\"name\": \"x" + i + "\", \"w1\": 7.25, \"w1-error\": 0.5" + chi2 + "}");
        }
        return String.format(Locale.ROOT, """
                {"process": "ttbar+%djet", "particles": %d, "auc": %s, "auc-error": 0.01, "generated": 100,
                 "outside-cuts": 280, "spacelike": 15, "not-converged": 5, "observables": [%s]}
                """, jets, 6 + jets, auc, observables);
    }

    @BeforeEach
    void writeRuns() throws IOException {
        runs = List.of(run("opposite", 0.1, 0.9), run("even", 0.6, 0.55));
    }

    private String page() throws IOException {
        Path page = folder.resolve("report.html");
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
}
