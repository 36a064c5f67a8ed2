package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KNOWN = List.of("steps", "batch", "weight-decay", "rate");

    @Test
    void theNearestWordIsFound() {
        assertThat(Spelling.nearest("setps", KNOWN)).contains("steps");
        assertThat(Spelling.nearest("weight_decay", KNOWN)).contains("weight-decay");
        assertThat(Spelling.nearest("WeightDecay", KNOWN)).contains("weight-decay");
    }

    @Test
    void whatIsFarFromEverythingIsNoMistakeInSpelling() {
        assertThat(Spelling.nearest("hologram", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("", KNOWN)).isEmpty();
    }
}
