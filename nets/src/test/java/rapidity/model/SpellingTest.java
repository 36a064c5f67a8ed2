package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KNOWN = List.of("steps", "batch", "weight-decay", "rate");

    @Test
    void lettersAreInsertedDeletedReplacedAndExchanged() {
        assertThat(Spelling.distance("steps", "stepz")).isEqualTo(1);
        assertThat(Spelling.distance("steps", "step")).isEqualTo(1);
        assertThat(Spelling.distance("steps", "stepps")).isEqualTo(1);
        assertThat(Spelling.distance("steps", "setps")).isEqualTo(1);
        assertThat(Spelling.distance("", "batch")).isEqualTo(5);
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
    }

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
