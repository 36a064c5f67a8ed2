package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Engine;
import rapidity.engine.Noise;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Workers;
import rapidity.flow.Chart;
import rapidity.flow.Coordinates;
import rapidity.flow.Flow;
import rapidity.flow.FlowSample;
import rapidity.model.EventGenerator;
import rapidity.model.GeneratorPreprocessing;
import rapidity.model.SpurionRows;
import rapidity.model.TaggingSpurions;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class FlowMatchingTest {
    private static final List<double[]> EVENTS = List.of(FlowSample.events(2, 90, 1), FlowSample.events(3, 60, 2));

    /// Sums of some thousand numbers in another order.
    private static final double ROUNDING = 1e-12;

    @TempDir
    private Path folder;

    private static GeneratorPreprocessing preprocessing(Chart chart) {
        return new GeneratorPreprocessing(
                GeneratorPreprocessing.Method.FLOW,
                Stream.of(2, 3).map(n -> FlowSample.process(chart, n)).toList(),
                TaggingSpurions.channels(SpurionRows.XY_PLANE, SpurionRows.TIME),
                chart == Chart.FOURMOMENTA ? List.of() : List.of(0, 3));
    }

    private static EventGenerator model(String net, Chart chart) {
        GeneratorPreprocessing constants = preprocessing(chart);
        return EventGenerator.of(
                FlowSample.networks(constants.inputs()).get(net), constants, 3, Engine.of(Precision.FLOAT64));
    }

    private static FlowMatching objective(String net, Chart chart) {
        return new FlowMatching(model(net, chart), EVENTS, new RandomStreams(9));
    }

    /// @param size events of each process in a batch
    private Trainer.Outcome train(
            String name, FlowMatching objective, Training training, int size, int threads, Progress progress)
            throws IOException {
        Path path = folder.resolve(name);
        List<int[]> sets = List.of(Arrays.copyOf(objective.rows(0), 70), Arrays.copyOf(objective.rows(1), 40));
        int[] validation = IntStream.concat(
                        Arrays.stream(objective.rows(0), 70, 90), Arrays.stream(objective.rows(1), 40, 60))
                .toArray();
        try (Workers workers = new Workers(threads);
                RunDirectory run = Files.exists(path) ? RunDirectory.open(path) : RunDirectory.create(path)) {
            Batches batches = Batches.joint(sets, size, new RandomStreams(8));
            Training own = training.withStreams(new RandomStreams(7));
            return new Trainer(objective, batches, validation, own, run, workers).train(progress);
        }
    }

    /// What sixty steps gain at least, where between two normal distributions a perfect network would gain to
    /// pi / 4: the velocities' spread, half of the loss, cannot be learned.
    private static final double LEARNED = 0.97;

    @Test
    void trainingOfSeveralProcessesAtOnceReducesTheLossOfEach() throws IOException {
        for (String net : List.of("Transformer", "L-GATr")) {
            FlowMatching objective = objective(net, Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
            try (Workers workers = new Workers(1)) {
                double[] before = {
                    objective.mean(objective.rows(0), workers), objective.mean(objective.rows(1), workers)
                };
                train(net, objective, Training.of(60, Adam.of(3e-2)), 16, 1, Progress.NONE);
                assertThat(objective.mean(objective.rows(0), workers)).as(net).isLessThan(LEARNED * before[0]);
                assertThat(objective.mean(objective.rows(1), workers)).as(net).isLessThan(LEARNED * before[1]);
            }
        }
    }

    /// So many that a batch has several shards.
    private static final int PER_PROCESS = 40;

    @Test
    void aStoppedRunGoesOnToTheSameBitsWithAnotherNumberOfThreads() throws IOException {
        Training training = Training.of(6, Adam.of(1e-2))
                .withValidation(new Validation(4, 100, Validation.Kept.LAST))
                .withCheckpointEvery(2);
        FlowMatching whole = objective("Transformer", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        assertThat(whole.eventsPerShard()).as("several shards").isLessThan(2 * PER_PROCESS);
        train("whole", whole, training, PER_PROCESS, 1, Progress.NONE);
        int[] done = new int[1];
        Progress stopping = new Progress() {
            @Override
            public void step(Report report) {
                done[0]++;
            }

            @Override
            public boolean stopRequested() {
                return done[0] == 3;
            }
        };
        FlowMatching stopped = objective("Transformer", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        assertThat(train("stopped", stopped, training, PER_PROCESS, 2, stopping).end())
                .isEqualTo(Trainer.End.STOPPED);
        FlowMatching resumed = objective("Transformer", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        train("stopped", resumed, training, PER_PROCESS, 2, Progress.NONE);
        assertThat(resumed.weights().read())
                .usingRecursiveComparison()
                .isEqualTo(whole.weights().read());
        assertThat(Files.readAllBytes(folder.resolve("stopped/metrics.jsonl")))
                .isEqualTo(Files.readAllBytes(folder.resolve("whole/metrics.jsonl")));
    }

    @Test
    void theLossOfEventsIsTheSumOfTheirLossesOutsideOfTraining() {
        FlowMatching r = objective("Transformer", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        int[] some = {0, 89, 90, 149, 3};
        double sum = 0;
        for (int event : some) {
            sum += r.loss(Tape.forward(r.weights()), new int[] {event}).item();
        }
        assertThat(r.loss(Tape.forward(r.weights()), some).item()).isCloseTo(sum, within(ROUNDING * sum));
    }

    @Test
    void theLossIsTheMeanOfThoseOfComponents() {
        for (Chart chart : List.of(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, Chart.FOURMOMENTA)) {
            FlowMatching r = objective("L-GATr", chart);
            try (Workers workers = new Workers(2)) {
                double loss = r.mean(r.rows(1), workers);
                double[] components = r.components(r.rows(1), workers);
                assertThat(Arrays.stream(components).sum() / 4).isCloseTo(loss, within(ROUNDING * loss));
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> r.components(new int[] {0, 100}, workers))
                        .withMessage("components are those of events of one process, got 2 events of 2");
            }
        }
    }

    /// From an event of the data at time 0 to one of the source at time 1; outside of training each has its own of
    /// these.
    @Test
    void theLossIsWhatTheNetworkMissesOfTheVelocityOnTheStraightPath() {
        for (Chart chart : List.of(Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2, Chart.FOURMOMENTA)) {
            EventGenerator model = model("L-GATr", chart);
            FlowMatching r = new FlowMatching(model, EVENTS, new RandomStreams(9));
            Flow flow = model.flows().getLast();
            Coordinates c = flow.coordinates();
            int event = 7;
            int row = 90 + event;
            RandomStream own = new RandomStreams(9).stream("flow-matching", row);
            double time = own.nextDouble();
            double[] end = flow.start(own, 1);
            double[] all = c.fromMomenta(flow.process().inUnits(EVENTS.getLast()));
            double[] begin = Arrays.copyOfRange(all, 12 * event, 12 * (event + 1));
            double[] v = c.difference(end, begin);
            double[] x = c.sum(begin, Arrays.stream(v).map(u -> time * u).toArray());
            double[] found = flow.velocity(Tape.forward(model.weights()), new double[] {time}, x)
                    .toArray();
            double expected = 0;
            for (int i = 0; i < v.length; i++) {
                expected += (found[i] - v[i]) * (found[i] - v[i]) / 2 / v.length;
            }
            assertThat(r.loss(Tape.forward(model.weights()), new int[] {row}).item())
                    .isCloseTo(expected, within(ROUNDING * expected));
        }
    }

    @Test
    void inTrainingTimesAndStartsAreDrawnAtEveryStep() {
        FlowMatching r = objective("Transformer", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        double[] losses = new double[3];
        for (int i = 0; i < 3; i++) {
            Tape tape = Tape.forward(r.weights());
            tape.train(Noise.ofStep(new RandomStreams(4), i % 2));
            losses[i] = r.loss(tape, new int[] {5}).item();
        }
        assertThat(losses[2]).isEqualTo(losses[0]).isNotEqualTo(losses[1]);
    }

    @Test
    void aBatchHoldsWhatTheLossIsComputedFrom() {
        FlowMatching r = objective("L-GATr", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        var batch = r.batch(new int[] {0, 91, 5});
        assertThat(batch).containsOnlyKeys("coordinates.2", "coordinates.3");
        assertThat(batch.get("coordinates.2").values()).hasSize(2 * 8);
    }

    @Test
    void eventsOutsideOfTheCutsAreRefusedByName() {
        EventGenerator model = model("L-GATr", Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2);
        double[] soft = EVENTS.getFirst().clone();
        soft[8 * 4 + 1] = 1;
        soft[8 * 4 + 2] = 2;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlowMatching(model, List.of(soft, EVENTS.getLast()), new RandomStreams(1)))
                .withMessageStartingWith("event 4: particle 0 has pt = 2.23");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlowMatching(model, List.of(soft), new RandomStreams(1)));
    }
}
