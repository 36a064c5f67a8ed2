package rapidity.app.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TicksTest {
    private static String labels(Ticks ticks) {
        return String.join(" ", ticks.major().stream().map(Ticks.Tick::label).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1 | 6 | 0 0.2 0.4 0.6 0.8 1.0",
                "-0.1 | 0.1 | 5 | −0.10 −0.05 0 0.05 0.10",
                "-0.1 | 0.1 | 4 | −0.1 0 0.1",
                "0.85 | 1.15 | 3 | 0.9 1.0 1.1",
                "-12.7 | 3.1 | 4 | −10 −5 0",
                "0 | 2000 | 5 | 0 500 1000 1500 2000",
                "0 | 3000000 | 4 | 0 1×10^{6} 2×10^{6} 3×10^{6}",
                "0 | 0.00003 | 4 | 0 1×10^{−5} 2×10^{−5} 3×10^{−5}",
            })
    void linearAxesCountInOnesTwosAndFives(double lower, double upper, int most, String expected) {
        assertThat(labels(Ticks.of(Axis.linear("x", lower, upper), most))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0.7 | 3.3 | 6 | 1 2 3 | 0", "0.7 | 4.3 | 3 | 2 4 | 2", "-0.3 | 10.3 | 4 | 0 5 10 | 8"})
    void countsAreWholeNumbers(double lower, double upper, int most, String expected, int between) {
        Ticks ticks = Ticks.of(new Axis("x", Axis.Scale.COUNT, lower, upper), most);
        assertThat(labels(ticks)).isEqualTo(expected);
        assertThat(ticks.minor()).hasSize(between).allMatch(v -> v == Math.rint(v));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.001 | 1 | 6 | 10^{−3} 10^{−2} 10^{−1} 10^{0}",
                "0.0004 | 20 | 6 | 10^{−3} 10^{−2} 10^{−1} 10^{0} 10^{1}",
                "0.000001 | 100 | 5 | 10^{−6} 10^{−4} 10^{−2} 10^{0} 10^{2}",
                "0.0015 | 0.006 | 5 | 2×10^{−3} 5×10^{−3}",
                "0.15 | 0.6 | 5 | 0.2 0.5",
            })
    void logarithmicAxesShowPowersOfTen(double lower, double upper, int most, String expected) {
        assertThat(labels(Ticks.of(Axis.logarithmic("x", lower, upper), most))).isEqualTo(expected);
    }

    @Test
    void shortMarksLieBetweenTheNumbersAndNeverOnThem() {
        Ticks ticks = Ticks.of(Axis.linear("x", 0, 1), 6);
        assertThat(ticks.minor()).hasSize(15).first().isEqualTo(0.05);
        assertThat(ticks.minor()).noneMatch(v -> ticks.major().stream().anyMatch(t -> t.value() == v));
    }

    @Test
    void decadesAreDividedInNine() {
        Ticks ticks = Ticks.of(Axis.logarithmic("x", 1, 100), 6);
        assertThat(ticks.minor()).hasSize(16).contains(2.0, 9.0, 20.0, 90.0);
    }
}
