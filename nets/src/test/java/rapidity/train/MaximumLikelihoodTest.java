package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Workers;
import rapidity.flow.Acceptance;
import rapidity.flow.Chart;
import rapidity.flow.CoordinateMoments;
import rapidity.flow.Coordinates;
import rapidity.flow.CoordinatesConfig;
import rapidity.flow.EventDistribution;
import rapidity.flow.FlowProcess;
import rapidity.flow.FlowSample;
import rapidity.flow.JetGpt;
import rapidity.flow.JetGptConfig;
import rapidity.flow.PhaseSpaceCuts;
import rapidity.flow.SourceKind;
import rapidity.model.EventGenerator;
import rapidity.model.GeneratorPreprocessing;
import rapidity.model.TaggingSpurions;
import rapidity.net.NetConfig;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class MaximumLikelihoodTest {
    private static final JetGptConfig CONFIG = new JetGptConfig(List.of(1, 2), 16, 1, 2, 3);
    private static final int EVENTS = 400;

    /// Sums of some hundred numbers in another order.
    private static final double ROUNDING = 1e-10;

    /// Of ln pt, eta and ln m^2 a standard normal each, of an angle uniform in a range of width 1.
    private static final double ENTROPY_OF_FREE = 1.5 * (1 + Math.log(2 * Math.PI));

    @TempDir
    private Path folder;

    private final EventGenerator model = EventGenerator.of(
            CONFIG.network(),
            new GeneratorPreprocessing(
                    GeneratorPreprocessing.Method.AUTOREGRESSIVE,
                    List.of(process(1), process(2)),
                    TaggingSpurions.NONE,
                    List.of()),
            2,
            Engine.of(Precision.FLOAT64));
    private final JetGpt net = net(model);

    /// Coordinates as they are, and no cuts.
    private static FlowProcess process(int particles) {
        List<Double> zeros = Collections.nCopies(particles, 0.0);
        CoordinatesConfig c = new CoordinatesConfig(
                Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, 1, zeros, List.of(), CoordinateMoments.unit(particles));
        SourceKind source = SourceKind.NAIVE_PPP_LOG_M2;
        return new FlowProcess(
                c, source, c.withChart(source.chart()), new PhaseSpaceCuts(zeros, 0), Acceptance.CERTAIN);
    }

    /// A second particle is the first, but for a tenth of its width.
    private static double[] events(int particles) {
        RandomStream random = new RandomStreams(particles).stream("events");
        double[] r = new double[EVENTS * 4 * particles];
        for (int i = 0; i < r.length; i++) {
            boolean second = particles == 2 && i / 4 % 2 == 1;
            double free = i % 4 == 1 ? random.nextDouble() - 0.5 : random.nextGaussian();
            r[i] = second ? r[i - 4] + 0.1 * free : free;
        }
        return Coordinates.of(process(particles).coordinates()).toMomenta(r);
    }

    private double[] coordinates(int particles) {
        return model.distribution(particles).coordinates().fromMomenta(events(particles));
    }

    private MaximumLikelihood objective() {
        return new MaximumLikelihood(model, List.of(events(1), events(2)));
    }

    private double loss(int... rows) {
        return objective().loss(Tape.forward(model.weights()), rows).item();
    }

    @Test
    void theLossOfRowsIsMinusTheLogDensityOfTheirEvents() {
        double[] of1 = net.logDensity(Tape.forward(model.weights()), coordinates(1), 1);
        double[] of2 = net.logDensity(Tape.forward(model.weights()), coordinates(2), 2);
        double expected = -of1[3] - of1[7] - of2[0] - of2[EVENTS - 1];
        assertThat(loss(3, EVENTS, 2 * EVENTS - 1, 7)).isCloseTo(expected, within(ROUNDING));
        assertThat(loss(7)).isCloseTo(-of1[7], within(ROUNDING));
        assertThat(loss(EVENTS)).isCloseTo(-of2[0], within(ROUNDING));
    }

    @Test
    void aBatchHoldsTheCoordinatesOfEachProcess() {
        var batch = objective().batch(new int[] {EVENTS + 1, 2, 0});
        assertThat(batch).containsOnlyKeys("coordinates.1", "coordinates.2");
        assertThat(batch.get("coordinates.2").values()).isEqualTo(Arrays.copyOfRange(coordinates(2), 8, 16));
        assertThat(batch.get("coordinates.1").values()).hasSize(8).startsWith(coordinates(1)[8]);
    }

    /// The second particle's numbers are ten times narrower than the first's, if the network looks at it.
    @Test
    void whatIsLearnedOfBothProcessesComesCloseToTheirEntropy() throws IOException {
        int[] first = IntStream.range(0, EVENTS).toArray();
        int[] second = IntStream.range(EVENTS, 2 * EVENTS).toArray();
        Batches batches = Batches.joint(List.of(first, second), 10, new RandomStreams(1));
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"));
                Workers workers = new Workers(2)) {
            Training training = Training.of(200, Adam.of(1e-2)).withSchedule(new CosineAnnealing(200));
            new Trainer(objective(), batches, new int[0], training, run, workers).train(Progress.NONE);
        }
        double of1 = loss(first) / EVENTS;
        double of2 = loss(second) / EVENTS;
        assertThat(of1).isBetween(ENTROPY_OF_FREE - 0.3, ENTROPY_OF_FREE + 0.3);
        // a network that does not look would have twice that; one that sees all has 4 ln 10 = 9.2 less
        assertThat(of2).isLessThan(2 * of1 - 6);
    }

    @Test
    void aGeneratorIsTrainedInItsCoordinates() {
        GeneratorPreprocessing flow = new GeneratorPreprocessing(
                GeneratorPreprocessing.Method.FLOW,
                List.of(FlowSample.process(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, 3)),
                TaggingSpurions.NONE,
                List.of(0, 3));
        NetConfig small = new JetGptConfig(List.of(3), 8, 1, 2, 2).network();
        EventGenerator fitted = EventGenerator.of(small, flow.autoregressive(), 3, Engine.of(Precision.FLOAT64));
        double[] events = FlowSample.events(3, 40, 5);
        MaximumLikelihood objective = new MaximumLikelihood(fitted, List.of(events));
        assertThat(objective.rows(0)).isEqualTo(IntStream.range(0, 40).toArray());
        EventDistribution d = fitted.distribution(3);
        double[] x = d.coordinates().fromMomenta(d.process().inUnits(events));
        double[] logs = net(fitted).logDensity(Tape.forward(fitted.weights()), x, 3);
        try (Workers workers = new Workers(2)) {
            double mean = objective.mean(objective.rows(0), workers);
            assertThat(mean).isCloseTo(-Arrays.stream(logs).average().orElseThrow(), within(ROUNDING));
        }
        NetConfig transformer =
                Objects.requireNonNull(FlowSample.networks(flow.inputs()).get("Transformer"));
        EventGenerator other = EventGenerator.of(transformer, flow, 3, Engine.of(Precision.FLOAT64));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaximumLikelihood(other, List.of(events)))
                .withMessageContaining("FlowMatching");
    }

    private static JetGpt net(EventGenerator model) {
        return model.jetGpt().orElseThrow();
    }

    @Test
    void eventsThatCannotBeLearnedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaximumLikelihood(model, List.of(events(1))))
                .withMessage("1 sets of events for the processes of [1, 2] particles");
        double[] bad = events(2);
        bad[8 * 3 + 5] = Double.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaximumLikelihood(model, List.of(events(1), bad)))
                .withMessageStartingWith("event 3: particle 1 has pt = NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaximumLikelihood(model, List.of(events(1), new double[9])))
                .withMessageContaining("got 9 numbers");
    }
}
