package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Workers;
import rapidity.kinematics.Body;
import rapidity.kinematics.Observable;
import rapidity.kinematics.Observable.OfBody;
import rapidity.kinematics.Observable.Quantity;
import rapidity.metrics.CalibrationCurve;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import rapidity.train.Progress;
import rapidity.train.RunDirectory;

/// Events of one particle whose px is normal about 0, or about a shift d, and whose py is normal: the best logit is
/// `d^2 / 2 - d px`.
class JudgeTest {
    private static final JudgeConfig QUICK = new JudgeConfig(24, 2, 0.1, 3e-3, 100, 12, 3, 6, 100, 5);
    private static final int EVENTS = 8000;
    private static final List<Observable> SHOWN =
            List.of(new OfBody(Body.of("x", 0), Quantity.PX), new OfBody(Body.of("x", 0), Quantity.PY));

    @TempDir
    private Path folder;

    private static double[] events(String stream, int count, double shift) {
        RandomStream random = new RandomStreams(9).stream(stream);
        double[] r = new double[4 * count];
        for (int i = 0; i < r.length; i += 4) {
            r[i] = 10;
            r[i + 1] = shift + random.nextGaussian();
            r[i + 2] = random.nextGaussian();
        }
        return r;
    }

    private Judge judge(String name, double shift, JudgeConfig config, int threads) throws IOException {
        try (RunDirectory run = RunDirectory.create(folder.resolve(name));
                Workers workers = new Workers(threads)) {
            Judge.Samples samples =
                    new Judge.Samples(SHOWN, 1, events("truth", EVENTS, 0), events("generated", EVENTS / 2, shift));
            return Judge.trained(samples, config, run, workers, Progress.NONE);
        }
    }

    private static Verdict verdict(Judge judge) {
        try (Workers workers = new Workers(2)) {
            return judge.verdict(workers);
        }
    }

    @Test
    void truthCannotBeToldFromTruth() throws IOException {
        Verdict v = verdict(judge("same", 0, QUICK, 2));
        assertThat(v.auc().value()).isCloseTo(0.5, within(3 * v.auc().error()));
        assertThat(v.auc().error()).isBetween(0.01, 0.03);
        assertThat(v.truth()).hasSize(EVENTS / 10);
        assertThat(v.generated()).hasSize(EVENTS / 20);
    }

    private static double[] probabilities(double[] logits) {
        return Arrays.stream(logits).map(z -> 1 / (1 + Math.exp(-z))).toArray();
    }

    @Test
    void aShiftedSampleIsToldAsWellAsCanBe() throws IOException {
        Verdict v = verdict(judge("shifted", 1, QUICK, 2));
        // the normal probability of 1 / sqrt 2, and of 1 / 2
        assertThat(v.auc().value()).isCloseTo(0.7602, within(3 * v.auc().error()));
        assertThat(v.accuracy()).isCloseTo(0.6915, within(0.06));
        double chi2 = 0;
        int bins = 0;
        CalibrationCurve c = CalibrationCurve.of(probabilities(v.truth()), probabilities(v.generated()), 30);
        for (int i = 0; i < c.size(); i++) {
            // errors of bins with few events mean little
            if (c.bin(i).events() > 20) {
                double deviation = c.bin(i).observed().value() - c.bin(i).predicted();
                chi2 += Math.pow(deviation / c.bin(i).observed().error(), 2);
                bins++;
            }
        }
        // twice the degrees of freedom: below one in a thousand, and a network that is a little off
        assertThat(chi2).isLessThan(2.5 * bins);
    }

    @Test
    void weightsAreTheRatioOfTheDensitiesAndBringTheTruthBack() throws IOException {
        Judge judge = judge("weights", 0.7, QUICK, 2);
        double[] x = events("other", 4000, 0.7);
        double[] logits;
        double[] w;
        try (Workers workers = new Workers(2)) {
            logits = judge.model().logits(x, workers);
            w = judge.model().weights(x, workers);
        }
        double sum = 0;
        double mean = 0;
        double square = 0;
        double distance = 0;
        for (int i = 0; i < w.length; i++) {
            double px = x[4 * i + 1];
            sum += w[i];
            mean += w[i] * px;
            square += w[i] * px * px;
            distance += Math.abs(logits[i] - (0.5 * 0.7 * 0.7 - 0.7 * px)) / w.length;
        }
        // statistical errors of 4000 weighted events are 0.02 and 0.03; the network was trained on 3200
        assertThat(distance).isLessThan(0.2);
        assertThat(sum / w.length).isCloseTo(1, within(0.15));
        assertThat(mean / sum).isCloseTo(0, within(0.15));
        assertThat(square / sum).isCloseTo(1, within(0.2));
    }

    @Test
    void aVerdictIsThatOfItsSeedWithAnyNumberOfThreads() throws IOException {
        Verdict one = verdict(judge("one", 0.5, QUICK.withEpochs(2), 1));
        Verdict two = verdict(judge("two", 0.5, QUICK.withEpochs(2), 2));
        assertThat(two.truth()).isEqualTo(one.truth());
        assertThat(two.generated()).isEqualTo(one.generated());
        assertThat(two.auc()).isEqualTo(one.auc());
    }

    private static JudgedSamples samples(List<Observable> observables, double[] truth, double[] generated) {
        return new JudgedSamples(new Judge.Samples(observables, 1, truth, generated));
    }

    @Test
    void partsAreByOrderAndObservablesStandardisedWithTheTruth() {
        JudgedSamples s = samples(SHOWN, events("truth", 1000, 3), events("generated", 500, 0));
        assertThat(s.truth(Part.TRAIN)).hasSize(800).startsWith(0).endsWith(799);
        assertThat(s.truth(Part.TEST)).hasSize(100).startsWith(800).endsWith(899);
        assertThat(s.truth(Part.VALIDATION)).hasSize(100).startsWith(900).endsWith(999);
        assertThat(s.generated(Part.TEST)).hasSize(50).startsWith(1400);
        float[] x = s.at(IntStream.range(0, 1000).toArray());
        for (int column = 0; column < 2; column++) {
            int k = column;
            double[] own =
                    IntStream.range(0, 1000).mapToDouble(i -> x[2 * i + k]).toArray();
            double mean =
                    IntStream.range(0, 1000).mapToDouble(i -> own[i]).average().orElseThrow();
            double square =
                    IntStream.range(0, 1000).mapToDouble(i -> own[i] * own[i]).sum() / 999;
            // float32
            assertThat(mean).isCloseTo(0, within(1e-6));
            assertThat(square).isCloseTo(1, within(1e-6));
        }
        assertThat(s.at(1000)[0]).isLessThan(0);
    }

    @Test
    void constantObservablesAreOnlyShifted() {
        List<Observable> constant = List.of(new OfBody(Body.of("x", 0), Quantity.E));
        JudgedSamples s = samples(constant, events("truth", 20, 0), events("generated", 20, 0));
        assertThat(s.at(0, 39)).containsExactly(0, 0);
    }

    @Test
    void eventsThatCannotBeJudgedAreNamed() {
        List<Observable> eta = List.of(new OfBody(Body.of("x", 0), Quantity.ETA));
        double[] along = events("truth", 30, 0);
        along[4 * 17 + 1] = 0;
        along[4 * 17 + 2] = 0;
        along[4 * 17 + 3] = 5;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> samples(eta, events("generated", 20, 0), along))
                .withMessage("event 17 cannot be judged: x-eta is Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> samples(eta, along, new double[4 * 7]))
                .withMessage("a judge needs ten true and ten generated events at least, got 30 and 7");
    }
}
