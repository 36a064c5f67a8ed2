package rapidity.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EditDistanceTest {
    @Test
    void lettersAreInsertedDeletedReplacedAndExchanged() {
        assertThat(EditDistance.of("steps", "stepz")).isEqualTo(1);
        assertThat(EditDistance.of("steps", "step")).isEqualTo(1);
        assertThat(EditDistance.of("steps", "stepps")).isEqualTo(1);
        assertThat(EditDistance.of("steps", "setps")).isEqualTo(1);
        assertThat(EditDistance.of("", "batch")).isEqualTo(5);
        assertThat(EditDistance.of("kitten", "sitting")).isEqualTo(3);
    }
}
