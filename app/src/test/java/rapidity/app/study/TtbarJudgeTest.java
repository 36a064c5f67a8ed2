package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.dataset.TtbarEvents;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.events.Events;
import rapidity.flow.Acceptance;
import rapidity.flow.Chart;
import rapidity.flow.CoordinateMoments;
import rapidity.flow.CoordinatesConfig;
import rapidity.flow.FlowProcess;
import rapidity.flow.OdeSolver;
import rapidity.flow.PhaseSpaceCuts;
import rapidity.flow.SourceDistribution;
import rapidity.flow.SourceKind;
import rapidity.kinematics.Body;
import rapidity.kinematics.Observable;
import rapidity.kinematics.Observable.OfBody;
import rapidity.kinematics.Observable.Quantity;
import rapidity.kinematics.TopPair;
import rapidity.metrics.Histogram;
import rapidity.metrics.HistogramComparison;
import rapidity.model.EventGenerator;
import rapidity.model.GeneratorPreprocessing;
import rapidity.model.TaggingSpurions;
import rapidity.net.MlpConfig;
import rapidity.random.RandomStreams;
import rapidity.train.Progress;
import rapidity.train.RunDirectory;

/// The judge on six particles with all its observables: those of the source of the flow, and those of the sample.
class TtbarJudgeTest {
    private static final Path SAMPLE = Path.of("../samples/ttbar/event_generation_ttbar_pythia.hdf5");
    private static final int PARTICLES = 6;
    private static final int JUDGES = 10;
    private static final JudgeConfig QUICK = new JudgeConfig(48, 2, 0.1, 1e-3, 256, 4, 2, 3, 20, 3);

    @TempDir
    private Path folder;

    /// In GeV.
    private static double[] source(String stream, int count) {
        SourceKind kind = SourceKind.NAIVE_PPP_LOG_M2;
        CoordinatesConfig config = CoordinatesConfig.ttbar(PARTICLES).withChart(kind.chart());
        double[] p = SourceDistribution.of(kind, config, PhaseSpaceCuts.ttbar(PARTICLES))
                .sample(new RandomStreams(8).stream(stream), count);
        for (int i = 0; i < p.length; i++) {
            p[i] *= config.units();
        }
        return p;
    }

    private Verdict verdict(String judge, double[] truth, double[] generated) throws IOException {
        try (RunDirectory run = RunDirectory.create(folder.resolve(judge));
                Workers workers = new Workers(2)) {
            Judge.Samples samples = new Judge.Samples(TopPair.judged(PARTICLES), PARTICLES, truth, generated);
            return Judge.trained(samples, QUICK, run, workers, Progress.NONE).verdict(workers);
        }
    }

    /// Every second true event, beginning with another tenth of them for each judge.
    private static double[] half(Events truth, int first, int judge) {
        int count = truth.size() / 2;
        return truth.rows(IntStream.range(0, count)
                        .map(i -> first + 2 * ((i + judge * count / JUDGES) % count))
                        .toArray())
                .momenta();
    }

    /// One judge alone would know its area to 0.03 only; the test parts of all of them make up all the events.
    @Test
    void truthCannotBeToldFromTruth() throws IOException {
        Events truth = truth();
        double sum = 0;
        for (int judge = 0; judge < JUDGES; judge++) {
            sum += verdict("judge-" + judge, half(truth, 0, judge), half(truth, 1, judge))
                    .auc()
                    .value();
        }
        assertThat(sum / JUDGES).isCloseTo(0.5, within(0.02));
    }

    /// Events of the source as a generator makes them that knows momenta in other units: all of them are too large by
    /// the same factor.
    private static double[] generated(double factor, int count, long seed) {
        CoordinatesConfig chart = new CoordinatesConfig(
                Chart.PPP_LOG_M2,
                factor * CoordinatesConfig.TTBAR_UNITS,
                Collections.nCopies(PARTICLES, 22.0),
                List.of(),
                CoordinateMoments.NONE);
        FlowProcess process = new FlowProcess(
                chart, SourceKind.NAIVE_PPP_LOG_M2, chart, PhaseSpaceCuts.ttbar(PARTICLES), Acceptance.CERTAIN);
        GeneratorPreprocessing constants = new GeneratorPreprocessing(
                GeneratorPreprocessing.Method.FLOW, List.of(process), TaggingSpurions.NONE, List.of());
        MlpConfig network = new MlpConfig(constants.inputs().flat(), 4, 1, 4 * PARTICLES);
        EventGenerator model = EventGenerator.of(network, constants, 1, Engine.of(Precision.FLOAT32));
        var atRest = model.weights().read();
        atRest.replaceAll((name, values) -> new double[values.length]);
        model.weights().write(atRest);
        try (Workers workers = new Workers(2)) {
            return model.sample(PARTICLES, count, OdeSolver.rk4(1), new RandomStreams(seed), workers);
        }
    }

    private static double chi2(Observable o, double[] truth, double[] found, double... weights) {
        double[] reference = o.column(truth, PARTICLES);
        double high = Arrays.stream(reference).max().orElseThrow();
        Histogram expected = new Histogram(30, 0, high);
        Arrays.stream(reference).forEach(expected::fill);
        double[] x = o.column(found, PARTICLES);
        Histogram r = new Histogram(30, 0, high);
        IntStream.range(0, x.length).forEach(i -> r.fill(x[i], weights[i]));
        HistogramComparison c = HistogramComparison.of(r, expected);
        return c.chi2() / c.degreesOfFreedom();
    }

    /// Of events that the judge has not seen, from a generator that makes all momenta too large by a tenth.
    @Test
    void weightedHistogramsOfAWrongGeneratorAreCloserToTheTruth() throws IOException {
        Judge.Samples samples = new Judge.Samples(
                TopPair.judged(PARTICLES), PARTICLES, generated(1, 20_000, 1), generated(1.1, 20_000, 2));
        double[] truth = generated(1, 10_000, 3);
        double[] wrong = generated(1.1, 10_000, 4);
        double[] weights;
        try (RunDirectory run = RunDirectory.create(folder.resolve("wrong"));
                Workers workers = new Workers(2)) {
            weights = Judge.trained(samples, QUICK, run, workers, Progress.NONE)
                    .model()
                    .weights(wrong, workers);
        }
        double[] ones = new double[weights.length];
        Arrays.fill(ones, 1);
        for (Body body : List.of(TopPair.W_PLUS, TopPair.TOP, TopPair.ANTITOP, TopPair.PAIR)) {
            Observable mass = new OfBody(body, Quantity.M);
            double before = chi2(mass, truth, wrong, ones);
            assertThat(chi2(mass, truth, wrong, weights)).as(mass.name()).isLessThan(0.5 * before);
        }
    }

    private static Events truth() throws IOException {
        try (TtbarEvents events = TtbarEvents.open(SAMPLE)) {
            return events.read(0, 0, events.counts().get(0));
        }
    }

    @Test
    void theSourceIsToldFromTruthNearlyAlways() throws IOException {
        Events truth = truth();
        Verdict v = verdict("judge", truth.momenta(), source("generated", truth.size()));
        assertThat(v.auc().value()).isGreaterThan(0.95);
    }
}
