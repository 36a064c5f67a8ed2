package rapidity.bench;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Programs that are no Python with the packages of a script. A shell script stands for them.
@DisabledOnOs(OS.WINDOWS)
class PythonScriptTest {
    @TempDir
    private Path folder;

    @Test
    void whatFailsSaysNothingOrNoJsonIsRefusedInOneSentence() throws IOException {
        for (String says : new String[] {"exit 1", "exit 0", "echo no JSON"}) {
            Path program = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + says + "\n");
            program.toFile().setExecutable(true);
            try (PythonScript script = PythonScript.of(program, "turns.py")) {
                assertThatIOException()
                        .as(says)
                        .isThrownBy(script::json)
                        .withMessage("--peer: " + program + " cannot run turns.py; name a Python with the packages that"
                                + " --help tells");
            }
        }
    }
}
