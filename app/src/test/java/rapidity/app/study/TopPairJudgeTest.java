package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.dataset.TtbarEvents;
import rapidity.engine.Workers;
import rapidity.events.Events;
import rapidity.flow.CoordinatesConfig;
import rapidity.flow.PhaseSpaceCuts;
import rapidity.flow.SourceDistribution;
import rapidity.flow.SourceKind;
import rapidity.kinematics.TopPair;
import rapidity.random.RandomStreams;
import rapidity.train.Progress;
import rapidity.train.RunDirectory;

/// What the judge says of the shipped events without further jets.
class TopPairJudgeTest {
    private static final Path SAMPLE = Path.of("../samples/ttbar/event_generation_ttbar_pythia.hdf5");
    private static final JudgeConfig QUICK = new JudgeConfig(32, 2, 0.1, 1e-3, 256, 6, 3, 4, 20, 5);

    /// Each judge has a tenth of the events to test: one alone would know its area to 0.03 only.
    private static final int JUDGES = 10;

    private static Events truth = new Events(0, new double[0]);

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws IOException {
        try (TtbarEvents events = TtbarEvents.open(SAMPLE)) {
            truth = events.read(0, 0, events.counts().get(0));
        }
    }

    /// Mean over judges whose test parts make up all the events.
    private double auc(Events generated) throws IOException {
        double sum = 0;
        for (int judge = 0; judge < JUDGES; judge++) {
            Events even = every(2, 0, judge, truth);
            try (RunDirectory run = RunDirectory.create(folder.resolve("judge-" + judge));
                    Workers workers = new Workers(2)) {
                Judge.Samples samples = new Judge.Samples(
                        TopPair.judged(truth.particles()),
                        truth.particles(),
                        even.momenta(),
                        every(1, 0, judge, generated).momenta());
                sum += Judge.trained(samples, QUICK, run, workers, Progress.NONE)
                        .verdict(workers)
                        .auc()
                        .value();
            }
        }
        return sum / JUDGES;
    }

    /// Every n-th event, beginning with another tenth of them for each judge.
    private static Events every(int n, int first, int judge, Events events) {
        int count = events.size() / n;
        return events.rows(IntStream.range(0, count)
                .map(i -> first + n * ((i + judge * count / JUDGES) % count))
                .toArray());
    }

    @Test
    void truthCannotBeToldFromTruth() throws IOException {
        assertThat(auc(every(2, 1, 0, truth))).isCloseTo(0.5, within(0.02));
    }

    @Test
    void theSourceIsToldFromTheTruth() throws IOException {
        CoordinatesConfig c = CoordinatesConfig.ttbar(truth.particles());
        PhaseSpaceCuts cuts = PhaseSpaceCuts.ttbar(truth.particles());
        SourceKind kind = SourceKind.NAIVE_PPP_LOG_M2;
        double[] momenta = SourceDistribution.of(kind, c.withChart(kind.chart()), cuts)
                .sample(new RandomStreams(3).stream("source"), truth.size() / 2);
        Arrays.setAll(momenta, i -> momenta[i] * c.units());
        assertThat(auc(new Events(0, momenta))).isGreaterThan(0.95);
    }
}
