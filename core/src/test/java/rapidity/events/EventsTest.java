package rapidity.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.TopPair;

class EventsTest {
    private static Events numbered(int jets, int size) {
        return new Events(
                jets,
                IntStream.range(0, 4 * (6 + jets) * size).mapToDouble(i -> i).toArray());
    }

    @Test
    void anEventIsTheParticlesInTheirOrder() {
        Events events = numbered(1, 3);
        assertThat(events.size()).isEqualTo(3);
        assertThat(events.momentum(1, 6)).isEqualTo(new FourVector(52, 53, 54, 55));
    }

    @Test
    void aTopIsTheSumOfItsDaughters() {
        Events events = numbered(0, 2);
        assertThat(events.momentum(0, TopPair.ANTITOP)).isEqualTo(new FourVector(48, 51, 54, 57));
        assertThat(events.momentum(0, TopPair.W_PLUS)).isEqualTo(new FourVector(12, 14, 16, 18));
        assertThat(events.momentum(1, TopPair.W_PLUS)).isEqualTo(new FourVector(60, 62, 64, 66));
        for (int event = 0; event < 2; event++) {
            FourVector both = events.momentum(event, TopPair.TOP).plus(events.momentum(event, TopPair.ANTITOP));
            assertThat(events.momentum(event, TopPair.PAIR)).isEqualTo(both);
        }
    }

    @Test
    void someEventsAreCopiedInTheOrderAskedFor() {
        Events events = numbered(0, 3);
        Events chosen = events.rows(new int[] {2, 0});
        assertThat(chosen.momenta()).startsWith(48, 49, 50).hasSize(48);
        assertThat(chosen.momenta()[24]).isZero();
        assertThat(events.slice(1, 3).momenta()).isEqualTo(Arrays.copyOfRange(events.momenta(), 24, 72));
        assertThatThrownBy(() -> events.rows(new int[] {3})).hasMessage("there is no event 3 among 3");
        assertThatThrownBy(() -> events.slice(1, 4)).hasMessage("events 1 to 4 are not within 3");
    }

    @Test
    void momentaOfAnotherMultiplicityAreRefused() {
        assertThatThrownBy(() -> new Events(1, new double[24]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("n = 1", "24 numbers");
    }
}
