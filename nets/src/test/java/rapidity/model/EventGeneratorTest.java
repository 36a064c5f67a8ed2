package rapidity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.flow.AdaptiveSteps;
import rapidity.flow.ButcherTableau;
import rapidity.flow.Chart;
import rapidity.flow.Densities;
import rapidity.flow.Divergence;
import rapidity.flow.FlowSample;
import rapidity.flow.JetGptConfig;
import rapidity.flow.LikelihoodSettings;
import rapidity.flow.OdeSolver;
import rapidity.random.RandomStreams;

class EventGeneratorTest {
    /// Steps that some events need more than.
    private static final int HASTY = 10;

    private static final OdeSolver SOLVER = OdeSolver.rk4(2);
    private static final LikelihoodSettings EXACT = new LikelihoodSettings(OdeSolver.rk4(1), Divergence.exact());
    private static final RandomStreams STREAMS = new RandomStreams(17);
    private static final Provenance ORIGIN = Provenance.now("test", "test", 1, List.of(), "test");

    private static EventGenerator model(String net, Chart chart, Integer... multiplicities) {
        GeneratorPreprocessing constants = new GeneratorPreprocessing(
                GeneratorPreprocessing.Method.FLOW,
                Arrays.stream(multiplicities)
                        .map(n -> FlowSample.process(chart, n))
                        .toList(),
                TaggingSpurions.tokens(SpurionRows.XY_PLANE, SpurionRows.TIME),
                chart == Chart.FOURMOMENTA ? List.of() : List.of(0, 3));
        return EventGenerator.of(
                FlowSample.networks(constants.inputs()).get(net), constants, 3, Engine.of(Precision.FLOAT32));
    }

    private static EventGenerator jetGpt(Integer... multiplicities) {
        GeneratorPreprocessing constants = model("Transformer", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, multiplicities)
                .preprocessing()
                .autoregressive();
        JetGptConfig config = new JetGptConfig(List.of(multiplicities), 8, 1, 2, 2);
        return EventGenerator.of(config.network(), constants, 3, Engine.of(Precision.FLOAT32));
    }

    private static EventGenerator any(String net, Integer... multiplicities) {
        return net.equals("JetGPT")
                ? jetGpt(multiplicities)
                : model(net, Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, multiplicities);
    }

    /// Weights times a factor, so that events move far and some leave the cuts.
    private static EventGenerator lively(EventGenerator model) {
        var all = model.weights().read();
        all.replaceAll((name, values) -> Arrays.stream(values)
                .map(x -> name.startsWith("linear_out") ? 3 * x : x)
                .toArray());
        model.weights().write(all);
        return model;
    }

    @ParameterizedTest
    @ValueSource(strings = {"L-GATr", "Transformer"})
    void everyEventPassesEveryCut(String net) {
        for (Chart chart : List.of(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, Chart.FOURMOMENTA)) {
            EventGenerator model = lively(model(net, chart, 3));
            List<double[]> blocks = new ArrayList<>();
            GenerationReport report;
            try (Workers workers = new Workers(2)) {
                report = model.sample(3, 40, SOLVER, STREAMS, workers, blocks::add);
            }
            double[] all = blocks.stream().flatMapToDouble(Arrays::stream).toArray();
            assertThat(all).hasSize(40 * 12);
            FlowSample.cuts(3).require(all);
            for (int i = 0; i < all.length; i += 4) {
                double p2 = all[i + 1] * all[i + 1] + all[i + 2] * all[i + 2] + all[i + 3] * all[i + 3];
                assertThat(all[i]).isGreaterThan(Math.sqrt(p2));
            }
            assertThat(report.given()).isEqualTo(40);
            assertThat(report.outsideCuts()).isPositive();
            assertThat(report.notConverged()).isZero();
            if (chart != Chart.FOURMOMENTA) {
                assertThat(report.spacelike()).isZero();
            }
            assertThat(report.sentence()).startsWith("40 events; rejected " + report.outsideCuts());
        }
    }

    /// The last block is smaller.
    @ParameterizedTest
    @CsvSource({"L-GATr, 384", "JetGPT, 1536"})
    void anEventIsTheSameForAnyNumberOfEventsAndThreads(String net, int block) {
        EventGenerator model = lively(any(net, 2, 3));
        try (Workers one = new Workers(1);
                Workers three = new Workers(3)) {
            double[] many = model.sample(2, block + 40, OdeSolver.rk4(1), STREAMS, three);
            double[] few = model.sample(2, block + 10, OdeSolver.rk4(1), STREAMS, one);
            assertThat(Arrays.copyOf(many, few.length)).isEqualTo(few);
            assertThat(model.sample(3, 10, SOLVER, STREAMS, one)).hasSize(120);
        }
    }

    @Test
    void blocksHaveASizeOfTheirOwn() {
        EventGenerator model = model("Transformer", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, 2);
        List<Integer> sizes = new ArrayList<>();
        try (Workers workers = new Workers(2)) {
            model.sample(2, 1200, OdeSolver.rk4(1), STREAMS, workers, block -> sizes.add(block.length / 8));
        }
        assertThat(sizes).containsExactly(768, 432);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L-GATr", "Transformer", "MLP", "GAP", "JetGPT"})
    void aSavedModelIsTheSameModel(String net, @TempDir Path folder) throws IOException {
        EventGenerator model = any(net, 2);
        Path place = folder.resolve("model");
        model.save(place, ORIGIN);
        assertThat(ModelDescription.task(place)).isEqualTo(EventGenerator.TASK);
        EventGenerator loaded = EventGenerator.load(place);
        assertThat(loaded.preprocessing()).isEqualTo(model.preprocessing());
        assertThat(loaded.network()).isEqualTo(model.network());
        double[] events = FlowSample.events(2, 6, 4);
        try (Workers workers = new Workers(1)) {
            assertThat(loaded.sample(2, 20, SOLVER, STREAMS, workers))
                    .isEqualTo(model.sample(2, 20, SOLVER, STREAMS, workers));
            assertThat(loaded.logDensity(2, events, EXACT, workers).values())
                    .isEqualTo(model.logDensity(2, events, EXACT, workers).values())
                    .hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MLP", "JetGPT"})
    void densitiesAreTheSameForAnyNumberOfThreadsAndAlone(String net) {
        EventGenerator model = any(net, 2);
        double[] events = FlowSample.events(2, 400, 4);
        var estimate = new LikelihoodSettings(SOLVER, Divergence.hutchinson(STREAMS));
        try (Workers one = new Workers(1);
                Workers three = new Workers(3)) {
            List<Integer> done = new ArrayList<>();
            double[] all =
                    model.logDensity(2, events, estimate, three, done::add).values();
            assertThat(done).isSorted().endsWith(400);
            assertThat(model.logDensity(2, events, estimate, one).values()).isEqualTo(all);
            double[] first = Arrays.copyOf(events, 8 * 5);
            assertThat(model.logDensity(2, first, estimate, one).values()).isEqualTo(Arrays.copyOf(all, 5));
        }
    }

    /// Of steps as few as these some events need more, others do not.
    @Test
    void eventsThatDoNotConvergeAreCountedAndOthersMade() {
        EventGenerator model = lively(model("MLP", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, 2));
        OdeSolver hasty = new AdaptiveSteps(ButcherTableau.DORMAND_PRINCE, 1e-4, 1e-4, HASTY);
        try (Workers workers = new Workers(2)) {
            List<double[]> blocks = new ArrayList<>();
            GenerationReport report = model.sample(2, 200, hasty, STREAMS, workers, blocks::add);
            assertThat(report.notConverged()).isPositive();
            assertThat(report.given()).isEqualTo(200);
            assertThat(report.sentence()).endsWith("and " + report.notConverged() + " that did not converge");
            FlowSample.cuts(2)
                    .require(blocks.stream().flatMapToDouble(Arrays::stream).toArray());
            Densities d = model.logDensity(
                    2, FlowSample.events(2, 100, 4), new LikelihoodSettings(hasty, Divergence.exact()), workers);
            assertThat(d.failed()).hasSizeBetween(1, 99);
            for (int e = 0; e < 100; e++) {
                int event = e;
                boolean failed = Arrays.stream(d.failed()).anyMatch(f -> f == event);
                assertThat(Double.isNaN(d.values()[e])).isEqualTo(failed);
            }
        }
    }

    @Test
    void aModelWithoutUsableEventsIsGivenUpWithWhatBecameOfThem() {
        EventGenerator model = model("MLP", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, 2);
        var all = model.weights().read();
        all.replaceAll(
                (name, values) -> Arrays.stream(values).map(x -> 1e30 * x).toArray());
        model.weights().write(all);
        try (Workers workers = new Workers(2)) {
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> model.sample(2, 1, OdeSolver.rk4(1), STREAMS, workers))
                    .withMessageMatching("of 10\\d{3} events only 0 can be used: .* that did not converge. Train .*");
        }
    }

    @Test
    void whatIsNoGeneratorAndWhatCannotBeMadeIsSaid(@TempDir Path folder) throws IOException {
        EventGenerator model = model("MLP", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, 2);
        try (Workers workers = new Workers(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.sample(2, 0, SOLVER, STREAMS, workers))
                    .withMessage("at least one event is to be made, got 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.sample(6, 1, SOLVER, STREAMS, workers))
                    .withMessage("no flow for events of 6 particles, only for those of [2]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.logDensity(2, new double[16], EXACT, workers))
                    .withMessageStartingWith("event 0: particle 0 has pt = 0.0");
        }
        Path place = folder.resolve("model");
        model.save(place, ORIGIN);
        Path description = place.resolve("model.json");
        Files.writeString(description, Files.readString(description).replace("event-generator", "jet-tagger"));
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> EventGenerator.load(place))
                .withMessageContaining("'event-generator'");
    }

    @Test
    void thePapersConstantsAreFittedToEvents() {
        try (Workers workers = new Workers(1)) {
            GeneratorPreprocessing p = GeneratorPreprocessing.ttbar(
                    List.of(2), List.of(FlowSample.events(2, 200, 5)), new RandomStreams(1), workers);
            assertThat(p.processes().getFirst().coordinates())
                    .isEqualTo(FlowSample.process(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, 2)
                            .coordinates());
            assertThat(p.processes().getFirst().acceptance().fraction()).isCloseTo(0.94, within(0.06));
            assertThat(p.inputs().multivectors().multivectors()).isEqualTo(3);
            assertThat(p.inputs().scalarComponents()).containsExactly(0, 3);
        }
    }
}
