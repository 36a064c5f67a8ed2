package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.format.WhenExists;

final class AmplitudeReportTest {
    private static final SyntheticStudy INVENTED = new SyntheticStudy(400, 1);
    private static final SyntheticStudy.Invented HOSTILE =
            new SyntheticStudy.Invented("evil", "<script>alert('x')</script>&amp;", 10, 0.1);

    @TempDir
    private static Path folder;

    private static Path study;
    private static String page;

    @BeforeAll
    static void writeStudyAndReport() throws IOException {
        study = folder.resolve("study");
        INVENTED.writeStudy(study, SyntheticStudy.THREE, 2);
        Report.of(List.of(study)).write(study.resolve("report.html"), WhenExists.REFUSE);
        page = Files.readString(study.resolve("report.html"));
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void thePageNamesEveryNetworkWithItsNumbers() {
        String table = page.substring(page.indexOf("<tbody>"), page.indexOf("</tbody>"));
        assertThat(matches("<tr class=\"[a-z]*\">", table)).hasSize(3).containsOnlyOnce("<tr class=\"best\">");
        assertThat(table)
                .contains("L-GATr", "90,658", "2,000", "Transformer", "131,201", "MLP", "70,145", "5 min 02 s");
        assertThat(page).contains("<strong>L-GATr</strong> reaches a mean squared error of ");
    }

    /// Its amplitudes are exponentials that are infinite or zero.
    @Test
    void aNetworkThatDivergedIsDrawnBesideTheOthers() throws IOException {
        Path mixed = folder.resolve("mixed");
        SyntheticStudy.Invented wild = new SyntheticStudy.Invented("mlp", "MLP", 10, 1e6);
        INVENTED.writeStudy(mixed, List.of(SyntheticStudy.THREE.getFirst(), wild), 1);
        Report.of(List.of(mixed)).write(mixed.resolve("report.html"), WhenExists.REFUSE);
        assertThat(mixed.resolve("report.html")).content().contains("L-GATr", "MLP");
    }

    @Test
    void everyFigureIsThereAsSvgPdfAndPngAndLinked() throws IOException {
        List<String> links = matches("(?<=href=\")figures/[^\"]+", page);
        assertThat(links).allSatisfy(link -> assertThat(study.resolve(link)).isNotEmptyFile());
        try (Stream<Path> files = Files.list(study.resolve("figures"))) {
            assertThat(files.map(file -> "figures/" + file.getFileName()))
                    .hasSize(36)
                    .containsExactlyInAnyOrderElementsOf(links);
        }
    }

    @Test
    void thePageLoadsNothing() {
        assertThat(matches("(?<=href=\")(?!#|figures/)[^\"]*", page)).isEmpty();
        assertThat(matches("\\ssrc=", page)).isEmpty();
        assertThat(matches("@import|<link|<iframe|<img", page)).isEmpty();
        assertThat(matches("url\\((?!data:|#)[^)]*", page)).isEmpty();
        assertThat(page).contains("default-src &#39;none&#39;");
    }

    @Test
    void provenanceAndConfigurationAreShown() {
        assertThat(page)
                .contains(
                        "rapidity train recipes/amplitudes/quick.yaml",
                        "0123456789abcdef0123456789abcdef01234567",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        "Configuration of MLP, seed 2",
                        "kind: transformer",
                        "100,000 rows");
    }

    @Test
    void severalSeedsGiveASpread() {
        assertThat(page).contains(">spread<", "bands reach from the best to the worst seed");
    }

    @Test
    void idsOnThePageAreDifferent() {
        assertThat(matches("(?<= id=\")[^\"]+", page)).doesNotHaveDuplicates();
    }

    @Test
    void textFromFilesNeverBecomesMarkup() throws IOException {
        Path run = folder.resolve("hostile");
        INVENTED.writeRun(run, HOSTILE, 1);
        String attack = "</pre></script><script>alert(1)</script>";
        Files.writeString(run.resolve("config.yaml"), attack);
        Files.writeString(run.resolve("provenance.json"), "{\"command\": \"" + attack + "\", \"" + attack + "\": 1}");
        Report.of(List.of(run)).write(run.resolve("report.html"), WhenExists.REFUSE);
        String html = Files.readString(run.resolve("report.html"));
        assertThat(matches("<script[^>]*>", html)).containsExactly("<script type=\"application/json\">", "<script>");
        assertThat(matches("</script>", html)).hasSize(2);
        assertThat(html)
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;")
                .doesNotContain("alert(1)</script>");
    }

    @Test
    void aRunWithoutItsOptionalFilesStillHasAReport() throws IOException {
        Path run = folder.resolve("bare");
        INVENTED.writeRun(run, SyntheticStudy.THREE.getFirst(), 1);
        for (String file : List.of("config.yaml", "provenance.json", "predictions.npz", "metrics.jsonl")) {
            Files.delete(run.resolve(file));
        }
        Files.writeString(run.resolve("evaluation.json"), """
                {"task": "amplitudes", "process": "p", "network": "n", "parameters": 1, "seed": 1, "steps": 2,
                 "test": {"events": 10, "mse": 0.5}}
                """);
        Report.of(List.of(run)).write(run.resolve("report.html"), WhenExists.REFUSE);
        assertThat(Files.readString(run.resolve("report.html"))).contains("0.500", "The runs hold no provenance.json");
    }

    @Test
    void anUnfinishedStudyShowsTheRunsThatAreThere() throws IOException {
        Path unfinished = folder.resolve("unfinished");
        INVENTED.writeRun(unfinished.resolve("mlp/seed-1"), SyntheticStudy.THREE.getLast(), 1);
        Files.createDirectories(unfinished.resolve("lgatr/seed-1"));
        assertThat(Study.read(List.of(unfinished), "process", AmplitudeResult::read)
                        .runs())
                .hasSize(1);
    }

    @Test
    void anExistingPageIsKeptUnlessAsked() throws IOException {
        Path existing = Files.writeString(folder.resolve("mine.html"), "mine");
        Report report = Report.of(List.of(study));
        assertThatThrownBy(() -> report.write(existing, WhenExists.REFUSE))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("mine.html");
        assertThat(existing).hasContent("mine");
    }

    @Test
    void runsOfDifferentProcessesDoNotShareAReport() throws IOException {
        Path other = folder.resolve("other");
        INVENTED.writeRun(other, SyntheticStudy.THREE.getFirst(), 1);
        Path evaluation = other.resolve("evaluation.json");
        Files.writeString(evaluation, Files.readString(evaluation).replace("\"zgg\"", "\"zg\""));
        assertThatThrownBy(() -> Report.of(List.of(study, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the runs are about different processes (zgg, zg): give one process");
    }

    @Test
    void twoNetworksOfOneNameAreToldApart() throws IOException {
        Path twins = folder.resolve("twins");
        INVENTED.writeRun(twins.resolve("a"), new SyntheticStudy.Invented("a", "MLP", 10, 0.1), 1);
        INVENTED.writeRun(twins.resolve("b"), new SyntheticStudy.Invented("b", "MLP", 20, 0.1), 1);
        assertThat(Study.read(List.of(twins), "process", AmplitudeResult::read).networks())
                .extracting(Network::label)
                .containsExactly("MLP (10 parameters)", "MLP (20 parameters)");
    }

    @Test
    void differentTrainingsOfOneNetworkAreNoSeedsOfEachOther() throws IOException {
        Path two = folder.resolve("two");
        SyntheticStudy.Invented mlp = new SyntheticStudy.Invented("mlp", "MLP", 10, 0.1);
        INVENTED.writeRun(two.resolve("long"), mlp, 1);
        INVENTED.writeRun(two.resolve("long-again"), mlp, 2);
        INVENTED.writeRun(two.resolve("short"), mlp, 1);
        Path config = two.resolve("short/config.yaml");
        Files.writeString(config, Files.readString(config) + "training: {steps: 60}\n");
        assertThat(Study.read(List.of(two), "process", AmplitudeResult::read).networks())
                .extracting(Network::label, n -> n.runs().size())
                .containsExactly(
                        tuple("MLP (" + two.resolve("long") + ")", 2), tuple("MLP (" + two.resolve("short") + ")", 1));
    }
}
