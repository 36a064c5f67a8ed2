package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.data.dataset.TtbarEvents;
import rapidity.engine.Workers;
import rapidity.flow.CoordinatesConfig;
import rapidity.flow.PhaseSpaceCuts;
import rapidity.flow.SourceDistribution;
import rapidity.flow.SourceKind;
import rapidity.kinematics.TopPair;
import rapidity.random.RandomStreams;
import rapidity.train.Progress;
import rapidity.train.RunDirectory;

/// The judge on six particles with all its observables: those of the source of the flow, and those of the sample.
class TtbarJudgeTest {
    private static final Path SAMPLE = Path.of("../samples/ttbar/event_generation_ttbar_pythia.hdf5");
    private static final int PARTICLES = 6;
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

    private Verdict verdict(double[] truth, double[] generated) throws IOException {
        try (RunDirectory run = RunDirectory.create(folder.resolve("judge"));
                Workers workers = new Workers(2)) {
            Judge.Samples samples = new Judge.Samples(TopPair.judged(PARTICLES), PARTICLES, truth, generated);
            return Judge.trained(samples, QUICK, run, workers, Progress.NONE).verdict(workers);
        }
    }

    @Test
    void eventsOfTheSourceCannotBeToldFromOthersOfTheSource() throws IOException {
        Verdict v = verdict(source("truth", 40_000), source("generated", 40_000));
        assertThat(v.auc().value()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void theSourceIsToldFromTruthNearlyAlways() throws IOException {
        double[] truth;
        try (TtbarEvents events = TtbarEvents.open(SAMPLE)) {
            truth = events.read(0, 0, events.counts().get(0)).momenta();
        }
        Verdict v = verdict(truth, source("generated", truth.length / (4 * PARTICLES)));
        assertThat(v.auc().value()).isGreaterThan(0.95);
    }
}
