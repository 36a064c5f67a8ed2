package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.metrics.SampleStatistics;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;

/// Areas and efficiencies of anomaly scores, as they come and with the other sign.
class AnomalyTableTest {
    private static final int JETS = 400;
    private static final double ROUNDING = 1e-12;

    /// Percent: a deviation of 300 samples is known to 4 %, and the slope of the curve is taken over two deviations.
    private static final double SPREAD = 15;

    /// Scores of which the second is the first with the other sign.
    private static AnomalyTable table() {
        return table(1);
    }

    private static AnomalyTable table(int seed) {
        AnomalyTable r = new AnomalyTable(List.of("t"), List.of("up", "down"));
        RandomStream random = new RandomStreams(seed).stream("scores");
        for (int i = 0; i < JETS; i++) {
            double x = random.nextGaussian() + (i % 2);
            r.add(new double[] {x, -x}, i % 2, i % 4 < 2);
        }
        return r;
    }

    private static JsonNode entry(AnomalyTable table, String score) {
        for (JsonNode a : table.json()) {
            if (a.path("score").asString().equals(score)
                    && a.path("signal").asString().equals("t")
                    && a.path("part").asString().equals("all")) {
                return a;
            }
        }
        throw new AssertionError("no entry of " + score);
    }

    /// Of 200 jets of the background 20, 2 and a fifth of one are left.
    @Test
    void anEfficiencyOfLessThanOneJetIsNotDefined() {
        JsonNode up = entry(table(), "up");
        assertThat(up.has("eps-0.01")).isTrue();
        assertThat(up.has("eps-0.001")).isFalse();
        assertThat(up.path("eps-0.01-error").doubleValue()).isGreaterThan(0.02);
    }

    /// The error of an efficiency is how much it differs from sample to sample, of which the jets of the signal alone
    /// make less than half of the variance.
    @Test
    void theErrorOfAnEfficiencyIsItsSpread() {
        int samples = 300;
        double[] values = new double[samples];
        double variance = 0;
        for (int i = 0; i < samples; i++) {
            JsonNode up = entry(table(i), "up");
            values[i] = up.path("eps-0.1").doubleValue();
            variance += Math.pow(up.path("eps-0.1-error").doubleValue(), 2) / samples;
        }
        assertThat(Math.sqrt(variance))
                .isCloseTo(SampleStatistics.of(values).standardDeviation(), withinPercentage(SPREAD));
    }

    @Test
    void aScoreBelowOneHalfHasTheEfficienciesOfTheOtherSignBesideItsOwn() {
        JsonNode up = entry(table(), "up");
        JsonNode down = entry(table(), "down");
        assertThat(up.path("auc").doubleValue()).isGreaterThan(0.6);
        assertThat(down.path("auc").doubleValue()).isCloseTo(1 - up.path("auc").doubleValue(), within(ROUNDING));
        for (String name : new String[] {"eps-0.1", "eps-0.01", "eps-0.001"}) {
            assertThat(down.path("flipped-" + name)).isEqualTo(up.path(name));
            assertThat(up.has("flipped-" + name)).isFalse();
        }
        assertThat(down.path("eps-0.1").doubleValue())
                .isLessThan(up.path("eps-0.1").doubleValue());
    }
}
