package rapidity.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text, true);

    @Test
    void aTerminalGetsABarThatFitsIntoItsLine() {
        try (Progress progress = Progress.of("train", "steps", 200, out, OptionalInt.of(60))) {
            progress.show(50, "loss 0.5");
        }
        assertThat(text.toString()).startsWith("\rtrain [======                  ]  25% 50/200 steps");
        assertThat(text.toString().strip().length()).isLessThan(60);
    }

    @Test
    void aLogGetsTheLastLineAndOthersNowAndThen() {
        try (Progress progress = Progress.of("train", "steps", 200, out, OptionalInt.empty())) {
            progress.show(50, "");
            progress.show(200, "loss 0.1");
        }
        assertThat(text.toString())
                .startsWith("train 100% 200/200 steps")
                .endsWith("loss 0.1\n")
                .hasLineCount(1);
    }

    @Test
    void durationsReadWell() {
        assertThat(Progress.duration(59.4)).isEqualTo("59 s");
        assertThat(Progress.duration(61)).isEqualTo("1:01 min");
        assertThat(Progress.duration(3723)).isEqualTo("1:02 h");
    }
}
