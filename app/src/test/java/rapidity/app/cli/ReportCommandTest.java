package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int report(String... arguments) {
        return Rapidity.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        Stream.concat(Stream.of("report"), Stream.of(arguments)).toArray(String[]::new));
    }

    private void writeRun() throws IOException {
        Files.writeString(folder.resolve("evaluation.json"), """
                {"task": "amplitudes", "process": "zgg", "network": "mlp", "parameters": 1, "seed": 1, "steps": 2,
                 "test": {"events": 10, "mse": 0.5}}
                """);
    }

    @Test
    void thePageGoesIntoTheRunAndItsNameToStandardOutput() throws IOException {
        writeRun();
        assertThat(report(folder.toString())).isZero();
        Path page = folder.resolve("report.html");
        assertThat(page).isNotEmptyFile();
        assertThat(out.toString().trim()).isEqualTo(page.toString());
    }

    @Test
    void jsonNamesThePageAndQuietSaysNothing() throws IOException {
        writeRun();
        assertThat(report(folder.toString(), "--json")).isZero();
        String page = folder.resolve("report.html").toString();
        assertThat(out.toString().trim()).isEqualTo("{\"report\":\"" + page + "\"}");
        assertThat(report(folder.toString(), "--quiet", "--force")).isZero();
        assertThat(out.toString().trim()).hasLineCount(1);
    }

    @Test
    void anExistingPageIsReplacedOnlyByForce() throws IOException {
        writeRun();
        Path page = Files.writeString(folder.resolve("mine.html"), "mine");
        assertThat(report(folder.toString(), "-o", page.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("mine.html exists", "--force");
        assertThat(page).hasContent("mine");
        assertThat(report(folder.toString(), "-o", page.toString(), "--force")).isZero();
        assertThat(Files.readString(page)).startsWith("<!doctype html>");
    }

    @Test
    void aFolderThatIsNoRunIsRefusedInOneSentence() {
        assertThat(report(folder.toString())).isEqualTo(1);
        assertThat(err.toString().trim()).hasLineCount(1).contains("a finished run or study");
    }

    @Test
    void aPageOfAnotherKindIsRefused() throws IOException {
        writeRun();
        Path page = folder.resolve("page.pdf");
        assertThat(report(folder.toString(), "-o", page.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("page.pdf: the page is HTML, give it the ending .html");
        assertThat(page).doesNotExist();
    }

    @Test
    void whatAStudyLacksIsNamed() throws IOException {
        Files.writeString(folder.resolve("study.yaml"), """
                task: amplitudes
                engine: one that is not here
                nets: {mlp: {kind: mlp}, dsi: {kind: dsi}}
                """);
        folder = Files.createDirectories(folder.resolve("mlp"));
        writeRun();
        String study = folder.getParent().toString();
        assertThat(report(study)).isZero();
        assertThat(err.toString().trim())
                .isEqualTo("not in the report, since not finished: dsi; go on with: rapidity train --resume " + study);
        assertThat(report(study, "--quiet", "--force")).isZero();
        assertThat(err.toString().trim()).hasLineCount(1);
    }

    @Test
    void withoutARunItIsWrongUsage() {
        assertThat(report()).isEqualTo(2);
    }
}
