package rapidity.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FixedOrderTest {
    /// The Vector API leaves the order of such a sum open: it differs between interpreter and compiled code, so results
    /// would depend on when the compiler struck. `lanes.fragment` adds in one order.
    @Test
    void noKernelSumsLanesInAnOrderOfTheMachinesChoice() throws IOException {
        try (Stream<Path> templates = Files.list(Path.of("src/main/templates"))) {
            assertThat(templates.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(t -> assertThat(t).content().doesNotContain("reduceLanes(VectorOperators.ADD"));
        }
    }
}
