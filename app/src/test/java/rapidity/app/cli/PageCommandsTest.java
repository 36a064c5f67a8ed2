package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import rapidity.house.Page;

/// The command lines on the pages are parsed, not run: options and parameters exist, and so do the files of the
/// repository that they name.
class PageCommandsTest {
    /// In a block or between backquotes, without a remark behind.
    private static final Pattern COMMAND = Pattern.compile("(?m)(?:^ *|`)\\./rapidity ([^`#\\n]*)");

    /// What the launcher runs besides [Rapidity], and `COMMAND --help`.
    private static final Pattern OTHERS = Pattern.compile("(bench|java|jshell|[A-Z]+)( .*)?");

    private static final Pattern OURS = Pattern.compile("(recipes|samples)/[a-z0-9_./-]*");

    private static final Pattern RECIPE = Pattern.compile("`(recipes/[a-z-]+/[a-z0-9-]+\\.yaml)`");

    private static final int LEAST_COMMANDS = 30;
    private static final int LEAST_RECIPES = 30;

    @Test
    void commandLinesOfThePagesAreUnderstood() throws IOException {
        CommandLine rapidity = Rapidity.commandLine();
        int parsed = 0;
        for (Page page : Page.all()) {
            List<String> commands = COMMAND.matcher(page.text())
                    .results()
                    .map((MatchResult found) -> found.group(1).strip())
                    .toList();
            for (String command : commands) {
                String where = page.file() + ": " + command;
                String[] words = command.split(" +");
                for (String word : words) {
                    assertThat(!OURS.matcher(word).matches() || Files.exists(Page.ROOT.resolve(word)))
                            .as(where)
                            .isTrue();
                }
                if (!OTHERS.matcher(command).matches()) {
                    assertThatCode(() -> rapidity.parseArgs(words)).as(where).doesNotThrowAnyException();
                    parsed++;
                }
            }
        }
        assertThat(parsed).isGreaterThan(LEAST_COMMANDS);
    }

    @Test
    void recipesThatThePagesNameAreThere() throws IOException {
        int named = 0;
        for (Page page : Page.all()) {
            for (MatchResult recipe : RECIPE.matcher(page.text()).results().toList()) {
                assertThat(Page.ROOT.resolve(recipe.group(1))).as(page.file()).exists();
                named++;
            }
        }
        assertThat(named).isGreaterThan(LEAST_RECIPES);
    }
}
