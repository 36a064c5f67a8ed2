package rapidity.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0001234 | 0.0000056 | (1.234 ± 0.056) × 10<sup>−4</sup>",
                "0.0863 | 0.0031 | 0.0863 ± 0.0031",
                "12.345 | 1.2 | 12.3 ± 1.2",
                "1234567 | 20000 | (1.235 ± 0.020) × 10<sup>6</sup>",
                "1.5 | 0 | 1.50",
            })
    void errorsHaveTwoDigitsAndValuesNoMore(double value, double error, String expected) {
        assertThat(Quantity.of(value, OptionalDouble.of(error)).markup()).isEqualTo(expected);
    }

    @Test
    void withoutAnErrorThreeDigitsAreShown() {
        assertThat(Quantity.of(0.000031416).markup()).isEqualTo("3.14 × 10<sup>−5</sup>");
        assertThat(Quantity.of(60.44).markup()).isEqualTo("60.4");
        assertThat(Quantity.of(0).markup()).isEqualTo("0");
        assertThat(Quantity.of(Double.NaN).markup()).isEqualTo("not finite");
    }

    @Test
    void percentagesCarryTheirBinomialError() {
        // sqrt(0.5 * 0.5 / 10,000) = 0.5 %
        assertThat(Quantity.percent(0.5, 10_000).markup()).isEqualTo("50.0 ± 0.5");
        assertThat(Quantity.percent(1, 10_000).markup()).isEqualTo("100.0");
    }

    @Test
    void durationsAreForPeople() {
        assertThat(Quantity.duration(12.34)).isEqualTo("12.3 s");
        assertThat(Quantity.duration(200)).isEqualTo("3 min 20 s");
        assertThat(Quantity.duration(7500)).isEqualTo("2 h 05 min");
    }
}
