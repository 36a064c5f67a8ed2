package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.layer.irreps.Aggregation;
import rapidity.layer.irreps.Mixing;
import rapidity.net.LgaeConfig.Latent;
import rapidity.net.LgaeConfig.Level;

class LgaeConfigTest {
    @ParameterizedTest
    @CsvSource({"min&max, 4, 68", "min+max, 4, 34", "mix, 9, 74"})
    void theLatentSpaceCountsRealNumbersOfAllReductions(String aggregation, int vectors, int size) {
        assertThat(LgaeConfig.published(30, Aggregation.parse(aggregation), vectors)
                        .latentSize())
                .isEqualTo(size);
    }

    @Test
    void furtherLevelsGoByTheLastRule() {
        LgaeConfig c = LgaeConfig.published(4, Aggregation.parse("mean"), 1).withLevels(Level.of(3), Level.of(2));
        assertThat(c.levels(3)).containsExactly(Level.of(3), Level.of(2), Level.of(2));
        assertThat(c.levels(1)).containsExactly(Level.of(3));
    }

    @Test
    void refusesNetworksThatAreNone() {
        LgaeConfig c = LgaeConfig.published(4, Aggregation.parse("mean"), 1);
        assertThatIllegalArgumentException().isThrownBy(() -> c.withChannels(List.of(3), List.of(3, 3)));
        assertThatIllegalArgumentException().isThrownBy(() -> c.withChannels(List.of(3, 0), List.of(3, 3)));
        assertThatIllegalArgumentException().isThrownBy(c::withLevels);
        assertThatIllegalArgumentException().isThrownBy(() -> Level.of(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Level(2, 2, Mixing.Start.STANDARD));
        assertThatIllegalArgumentException().isThrownBy(() -> new Latent(1, 0, Aggregation.parse("mix")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> c.withRules(LgaeRules.corrected().withMass(LgaeRules.ParticleMass.GIVEN)))
                .withMessageContaining("no additional scalars");
    }
}
