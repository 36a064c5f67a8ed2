package rapidity.layer.irreps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.layer.irreps.Aggregation.Join;
import rapidity.layer.irreps.Aggregation.Reduction;

class AggregationTest {
    @ParameterizedTest
    @ValueSource(strings = {"mean", "sum", "min", "max", "mix", "min&max", "max&mean&min", "min+max", "mean+sum+max"})
    void readsWhatItWrites(String text) {
        assertThat(Aggregation.parse(text)).hasToString(text);
    }

    @Test
    void readsOtherNamesAndLargeLetters() {
        assertThat(Aggregation.parse("Average&MAX"))
                .isEqualTo(new Aggregation(List.of(Reduction.MEAN, Reduction.MAX), Join.CONCATENATED));
    }

    @Test
    void concatenatedReductionsMultiplyTheChannels() {
        assertThat(Aggregation.parse("min&max&mean").copies()).isEqualTo(3);
        assertThat(Aggregation.parse("min+max+mean").copies()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "min&&max,no aggregation ''",
        "min&,no aggregation ''",
        "+max,no aggregation ''",
        "median,no aggregation 'median'",
        "min&max+mean,by & or by +",
        "mix&max,mix stands alone",
        "mix+mix,mix stands alone"
    })
    void refusesWhatIsNoAggregation(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Aggregation.parse(text))
                .withMessageContaining(why);
    }

    @Test
    void refusesNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Aggregation.parse(""));
    }
}
