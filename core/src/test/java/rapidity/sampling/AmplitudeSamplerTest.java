package rapidity.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.matrixelement.MatrixElement;
import rapidity.matrixelement.QqbarToZGluons;

class AmplitudeSamplerTest {
    private static final SamplingSettings QUICK = SamplingSettings.DEFAULT.withPilotTrials(100_000);
    private static final long SEED = 42;

    private static double[] rows(int gluons, long events, int threads) throws IOException, InterruptedException {
        List<double[]> blocks = new ArrayList<>();
        new AmplitudeSampler(gluons, QUICK, SEED).sample(events, threads, block -> blocks.add(block.rows()));
        return blocks.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    @Test
    void anyNumberOfThreadsGivesTheSameEvents() throws IOException, InterruptedException {
        double[] one = rows(2, 3000, 1);
        assertThat(one).hasSize(3000 * 21);
        assertThat(rows(2, 3000, 2)).isEqualTo(one);
        assertThat(rows(2, 3000, 3)).isEqualTo(one);
        assertThat(rows(2, 1234, 2)).isEqualTo(Arrays.copyOf(one, 1234 * 21));
    }

    @Test
    void anotherSeedGivesOtherEvents() throws IOException, InterruptedException {
        double[] mine = rows(1, 10, 1);
        List<double[]> other = new ArrayList<>();
        new AmplitudeSampler(1, QUICK, SEED + 1).sample(10, 1, block -> other.add(block.rows()));
        assertThat(other.get(0)).doesNotContain(mine[8]);
    }

    @Test
    void everyEventHasItsExactLabelAndPassesTheCuts() throws IOException, InterruptedException {
        double[] rows = rows(3, 500, 2);
        MatrixElement.Evaluator exact = QqbarToZGluons.of("zggg").evaluator();
        for (int i = 0; i < 500; i++) {
            assertThat(rows[25 * i + 24]).isEqualTo(exact.value(rows, 25 * i));
            assertThat(FiducialCuts.DEFAULT.pass(rows, 25 * i, 3)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1347.4, 0.2, 1347.4, 0.2", "2, 160.7, 0.1, 143.1, 0.2"})
    void theCrossSectionsAreThePublishedOnes(int gluons, double proxy, double dProxy, double exact, double dExact)
            throws IOException, InterruptedException {
        SampleReport report = new AmplitudeSampler(gluons, QUICK, SEED).sample(20_000, 2, block -> {});
        assertThat(report.proxy().value())
                .as("seed %d", SEED)
                .isCloseTo(proxy, within(3 * Math.hypot(dProxy, report.proxy().error())));
        assertThat(report.exact().value())
                .as("seed %d", SEED)
                .isCloseTo(exact, within(3 * Math.hypot(dExact, report.exact().error())));
        assertThat(report.proxy().error()).isLessThan(0.01 * proxy);
        assertThat(report.exact().error()).isLessThan(0.05 * exact);
        assertThat(report.accepted()).isGreaterThanOrEqualTo(report.events());
    }

    @ParameterizedTest
    @CsvSource({"1, 0.21, 0.78", "2, -4.93, 1.49"})
    void theLabelsHaveThePublishedMeanAndSpread(int gluons, double mean, double spread)
            throws IOException, InterruptedException {
        int events = 20_000;
        double[] rows = rows(gluons, events, 2);
        int length = rows.length / events;
        double sum = 0;
        double squares = 0;
        for (int i = 1; i <= events; i++) {
            double y = Math.log(rows[i * length - 1]);
            sum += y;
            squares += y * y;
        }
        double found = sum / events;
        // the published numbers have two digits, these three standard errors of 20,000 events
        double precision = 0.01 + 3 * spread / Math.sqrt(events);
        assertThat(found).as("seed %d", SEED).isCloseTo(mean, within(precision));
        assertThat(Math.sqrt(squares / events - found * found)).isCloseTo(spread, within(precision));
    }

    @Test
    void aSinkThatFailsEndsTheSampling() {
        assertThatThrownBy(() -> new AmplitudeSampler(1, QUICK, SEED).sample(1_000_000_000L, 2, block -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    @Test
    void anInterruptEndsTheSampling() {
        AmplitudeSampler sampler = new AmplitudeSampler(1, QUICK, SEED);
        assertThatThrownBy(() -> sampler.sample(
                        1_000_000_000L, 2, block -> Thread.currentThread().interrupt()))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void whatCannotBeSampledIsRefused() {
        assertThatThrownBy(() -> new AmplitudeSampler(0, QUICK, SEED)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new AmplitudeSampler(1, QUICK, SEED).sample(0, 1, block -> {}))
                .hasMessageContaining("got 0 and 1");
    }
}
