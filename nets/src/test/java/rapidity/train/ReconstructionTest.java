package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rapidity.engine.Engine;
import rapidity.engine.Parameter;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.loss.Chamfer;
import rapidity.loss.OrderedSquares;
import rapidity.loss.ReconstructionLoss;
import rapidity.model.AutoencoderPreprocessing;
import rapidity.model.JetAutoencoder;
import rapidity.model.JetsOfTests;
import rapidity.net.LatentPlace;
import rapidity.net.PaddedJets;
import rapidity.net.TransformerAutoencoderConfig;

class ReconstructionTest {
    private static final int SLOTS = 6;
    private static final Jets JETS = JetsOfTests.of(2, JetsOfTests.sizes(2, 24, 7));
    private static final int[] ALL = IntStream.range(0, JETS.size()).toArray();

    private static final double RATE = 1e-3;
    private static final int FROZEN = 3;

    /// Sums of some hundred numbers in another order.
    private static final double ROUNDING = 1e-12;

    @TempDir
    private Path folder;

    private static Reconstruction objective(ReconstructionLoss loss, Reduction reduction, long frozenEncoder) {
        return new Reconstruction(model(), JETS, new Reconstruction.Rules(loss, reduction, frozenEncoder));
    }

    private static JetAutoencoder model() {
        AutoencoderPreprocessing how = AutoencoderPreprocessing.momenta(SLOTS);
        var net = new TransformerAutoencoderConfig(SLOTS, 4, LatentPlace.JET, 5, 8, 1, 2);
        return JetAutoencoder.of(net, how, 7, Engine.of(Precision.FLOAT64));
    }

    private double[] trained(String name, Reconstruction objective, int steps) throws IOException {
        Training training = Training.of(steps, Adam.of(RATE)).withRegularisation(new Regularisation(1e-8, 0));
        return trained(name, objective, training, Progress.NONE);
    }

    /// Goes on with a run that is there.
    private double[] trained(String name, Reconstruction objective, Training training, Progress progress)
            throws IOException {
        Path path = folder.resolve(name);
        try (RunDirectory run = Files.exists(path) ? RunDirectory.open(path) : RunDirectory.create(path);
                Workers workers = new Workers(2)) {
            new Trainer(objective, Batches.epochs(ALL, 10, 3), new int[0], training, run, workers).train(progress);
        }
        return values(objective);
    }

    private static double[] values(Reconstruction objective) {
        double[] r = new double[objective.weights().size()];
        objective.weights().engine().ops().read(objective.weights().values(), 0, r);
        return r;
    }

    private static boolean[] decoder(Reconstruction objective) {
        boolean[] r = new boolean[objective.weights().size()];
        for (Parameter p : objective.weights().parameters()) {
            if (p.name().startsWith("decoder.")) {
                Arrays.fill(r, p.at(0), p.at(p.shape().size()), true);
            }
        }
        return r;
    }

    /// The published code has an optimiser for each half: a step of the decoder alone has the bits of a step of all.
    @Test
    void oneAdamForAllWeightsIsOneForEachHalf() throws IOException {
        Reconstruction whole = objective(Chamfer.OF_PARTICLES, Reduction.SUM, 0);
        Reconstruction half = objective(Chamfer.OF_PARTICLES, Reduction.SUM, Long.MAX_VALUE);
        double[] before = values(half);
        double[] all = trained("all", whole, 1);
        double[] decoder = trained("decoder", half, 1);
        boolean[] isDecoder = decoder(half);
        for (int i = 0; i < all.length; i++) {
            assertThat(decoder[i]).isEqualTo(isDecoder[i] ? all[i] : before[i]);
        }
        assertThat(all).isNotEqualTo(decoder);
    }

    /// The first step of Adam moves a weight by the rate, whatever its gradient is: moments of zero, and a correction
    /// of their bias that counts from this step.
    @Test
    void theEncoderKeepsItsBitsUntilItLearnsAndThenBeginsAsAtTheFirstStep() throws IOException {
        double[] before = values(decoderFirst());
        double[] alone = trained("alone", decoderFirst(), FROZEN);
        double[] both = trained("both", decoderFirst(), FROZEN + 1);
        boolean[] isDecoder = decoder(decoderFirst());
        double largest = 0;
        for (int i = 0; i < before.length; i++) {
            if (!isDecoder[i]) {
                assertThat(alone[i]).isEqualTo(before[i]);
                largest = Math.max(largest, Math.abs(both[i] - before[i]));
            }
        }
        assertThat(alone).isNotEqualTo(before);
        assertThat(largest).isCloseTo(RATE, within(1e-4 * RATE));
    }

    @Test
    void aRunKilledBeforeOrAfterTheEncoderBeginsToLearnGoesOnToTheSameBits() throws IOException {
        Training training = Training.of(7, AdamW.of(RATE))
                .withClipping(Clipping.of(1e-2))
                .withEma(new Ema(0.9))
                .withCheckpointEvery(2);
        double[] whole = trained("whole", decoderFirst(), training, Progress.NONE);
        for (int step : new int[] {FROZEN, FROZEN + 2}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> trained("killed", decoderFirst(), training, report -> {
                        if (report.step() == step) {
                            throw new IllegalStateException("killed");
                        }
                    }));
        }
        assertThat(trained("killed", decoderFirst(), training, Progress.NONE)).isEqualTo(whole);
    }

    /// Of a loss that is summed over a batch too.
    @Test
    void theLossThatIsShownIsThatOfAJet() throws IOException {
        for (Reduction reduction : Reduction.values()) {
            Reconstruction r = objective(Chamfer.OF_PARTICLES, reduction, 0);
            int[] batch = Batches.epochs(ALL, 10, 3).at(0);
            double sum = r.loss(Tape.forward(r.weights()), batch).item();
            List<Double> shown = new ArrayList<>();
            trained(reduction.name(), r, Training.of(1, Adam.of(RATE)), report -> shown.add(report.loss()));
            assertThat(shown.getFirst()).isCloseTo(sum / batch.length, within(ROUNDING * sum));
        }
    }

    /// A frozen encoder takes no share of the norm to which gradients are clipped.
    @Test
    void theNormIsThatOfTheGradientOfWhatLearns() throws IOException {
        Path metrics = Path.of("metrics.jsonl");
        trained("free", objective(Chamfer.OF_PARTICLES, Reduction.SUM, 0), 1);
        trained("frozen", decoderFirst(), 1);
        double free = norm(Files.readString(folder.resolve("free").resolve(metrics)));
        double frozen = norm(Files.readString(folder.resolve("frozen").resolve(metrics)));
        assertThat(frozen).isPositive().isLessThan(free);
    }

    private static double norm(String line) {
        return Double.parseDouble(line.replaceFirst("(?s).*\"gradient-norm\":([^,}]+).*", "$1"));
    }

    private static Reconstruction decoderFirst() {
        return objective(Chamfer.OF_PARTICLES, Reduction.SUM, FROZEN);
    }

    @Test
    void theLossOfJetsIsTheSumOfTheirLosses() {
        for (ReconstructionLoss loss : new ReconstructionLoss[] {Chamfer.OF_PARTICLES, new OrderedSquares()}) {
            Reconstruction r = objective(loss, Reduction.SUM, 0);
            double sum = 0;
            for (int jet : ALL) {
                sum += r.loss(Tape.forward(r.weights()), new int[] {jet}).item();
            }
            assertThat(r.loss(Tape.forward(r.weights()), ALL).item()).isCloseTo(sum, within(ROUNDING * sum));
            try (Workers workers = new Workers(2)) {
                assertThat(r.mean(ALL, workers)).isCloseTo(sum / ALL.length, within(ROUNDING * sum));
            }
        }
    }

    @Test
    void trainingBeatsTheMeanJet() throws IOException {
        Reconstruction r = objective(new OrderedSquares(), Reduction.MEAN, 0);
        trained("mean", r, 300);
        try (Workers workers = new Workers(2)) {
            assertThat(r.mean(ALL, workers)).isLessThan(r.meanOfMeanJet(ALL, ALL));
        }
    }

    @Test
    void theMeanJetIsThatOfTheTrainingJetsSlotBySlot() {
        OrderedSquares squares = new OrderedSquares();
        double[] x = model().input(JETS).network().values();
        int row = 4 * SLOTS;
        double[] mean = new double[row];
        Arrays.setAll(mean, i -> (x[row + i] + x[4 * row + i]) / 2);
        double expected = 0;
        for (int jet : new int[] {0, 3}) {
            double[] target = Arrays.copyOfRange(x, jet * row, (jet + 1) * row);
            expected += squares.ofJet(mean, target, 4, new double[row]) / 2;
        }
        Reconstruction r = objective(squares, Reduction.MEAN, 0);
        assertThat(r.meanOfMeanJet(new int[] {1, 4}, new int[] {0, 3}))
                .isCloseTo(expected, within(ROUNDING * expected));
    }

    @Test
    void aBatchHoldsWhatTheNetworkSaw() {
        Reconstruction r = objective(Chamfer.OF_PARTICLES, Reduction.SUM, 0);
        var batch = r.batch(new int[] {3, 1});
        assertThat(batch).containsOnlyKeys("jets", "real");
        PaddedJets seen = model().input(JETS.rows(new int[] {3, 1})).network();
        assertThat(batch.get("jets").values()).containsExactly(seen.values());
        double[] real = IntStream.range(0, 2 * SLOTS)
                .mapToDouble(i -> seen.real()[i] ? 1 : 0)
                .toArray();
        assertThat(batch.get("real").values()).containsExactly(real).contains(0, 1);
    }
}
