package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
import rapidity.train.Reconstruction.Learning;

class ReconstructionTest {
    private static final int SLOTS = 6;
    private static final Jets JETS = JetsOfTests.of(2, JetsOfTests.sizes(2, 24, 7));
    private static final int[] ALL = IntStream.range(0, JETS.size()).toArray();

    /// Sums of some hundred numbers in another order.
    private static final double ROUNDING = 1e-12;

    @TempDir
    private Path folder;

    private static Reconstruction objective(ReconstructionLoss loss, Reduction reduction, Learning learning) {
        return new Reconstruction(model(), JETS, new Reconstruction.Rules(loss, reduction, learning));
    }

    private static JetAutoencoder model() {
        AutoencoderPreprocessing how = AutoencoderPreprocessing.momenta(SLOTS);
        var net = new TransformerAutoencoderConfig(SLOTS, 4, LatentPlace.JET, 5, 8, 1, 2);
        return JetAutoencoder.of(net, how, 7, Engine.of(Precision.FLOAT64));
    }

    private double[] trained(String name, Reconstruction objective, int steps) throws IOException {
        try (RunDirectory run = RunDirectory.create(folder.resolve(name));
                Workers workers = new Workers(2)) {
            Training training = Training.of(steps, Adam.of(1e-3)).withRegularisation(new Regularisation(1e-8, 0));
            new Trainer(objective, Batches.epochs(ALL, 10, 3), new int[0], training, run, workers).train(Progress.NONE);
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
        Reconstruction whole = objective(Chamfer.OF_PARTICLES, Reduction.SUM, Learning.ALL);
        Reconstruction half = objective(Chamfer.OF_PARTICLES, Reduction.SUM, Learning.DECODER);
        double[] before = values(half);
        double[] all = trained("all", whole, 1);
        double[] decoder = trained("decoder", half, 1);
        boolean[] isDecoder = decoder(half);
        for (int i = 0; i < all.length; i++) {
            assertThat(decoder[i]).isEqualTo(isDecoder[i] ? all[i] : before[i]);
        }
        assertThat(all).isNotEqualTo(decoder);
    }

    @Test
    void theLossOfJetsIsTheSumOfTheirLosses() {
        for (ReconstructionLoss loss : new ReconstructionLoss[] {Chamfer.OF_PARTICLES, new OrderedSquares()}) {
            Reconstruction r = objective(loss, Reduction.SUM, Learning.ALL);
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
        Reconstruction r = objective(new OrderedSquares(), Reduction.MEAN, Learning.ALL);
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
        Reconstruction r = objective(squares, Reduction.MEAN, Learning.ALL);
        assertThat(r.meanOfMeanJet(new int[] {1, 4}, new int[] {0, 3}))
                .isCloseTo(expected, within(ROUNDING * expected));
    }

    @Test
    void aBatchHoldsWhatTheNetworkSaw() {
        Reconstruction r = objective(Chamfer.OF_PARTICLES, Reduction.SUM, Learning.ALL);
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
