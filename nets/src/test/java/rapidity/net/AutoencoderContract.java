package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.Precision;
import rapidity.kinematics.FourVectors;
import rapidity.kinematics.LorentzTransformation;
import rapidity.net.AutoencoderSample.Boosted;
import rapidity.net.AutoencoderSample.Permuted;
import rapidity.net.AutoencoderUnderTest.Differentiated;
import rapidity.net.AutoencoderUnderTest.Run;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// What holds for every autoencoder with every engine. A test class says with which engine.
public interface AutoencoderContract extends AutoencoderDerivativesContract {
    /// Of every random stream, for the reader of a failure.
    long SEED = 20261126;

    /// Sums over the particles of a jet in another order, relative to the largest result.
    double ROUNDING = 1e-12;

    /// A broken symmetry shows in the first digits.
    double BROKEN = 1e-3;

    /// Full, with padding, of one particle, of none.
    double[] OCCUPANCIES = {1, 0.6, 0.01, 0};

    /// How far other jets in a batch, padding, or their order may move a jet's numbers, relative to the largest one:
    /// not by a bit, where kernels sum in a fixed order.
    default double neighbours(Precision precision) {
        return 0;
    }

    private AutoencoderUnderTest net(AutoencoderSample sample, Precision precision) {
        return new AutoencoderUnderTest(sample.config(), engine(precision));
    }

    static RandomStream random() {
        return new RandomStreams(SEED).stream("test");
    }

    /// Massive momenta of order 1, or other numbers where a particle has no four.
    static PaddedJets jets(AutoencoderConfig c) {
        RandomStream random = random();
        double[] values = new double[OCCUPANCIES.length * c.particles() * c.features()];
        boolean[] real = new boolean[OCCUPANCIES.length * c.particles()];
        for (int slot = 0; slot < real.length; slot++) {
            real[slot] = slot % c.particles() < Math.ceil(OCCUPANCIES[slot / c.particles()] * c.particles());
            if (real[slot]) {
                double squares = 0.2;
                for (int f = c.features() - 1; f >= 0; f--) {
                    double x = c.features() == 4 && f == 0 ? Math.sqrt(squares) : random.nextGaussian();
                    values[slot * c.features() + f] = x;
                    squares += x * x;
                }
            }
        }
        return new PaddedJets(OCCUPANCIES.length, c.particles(), c.features(), values, real);
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.AutoencoderSample#all")
    default void latentsAndReconstructionHaveTheSizesOfTheConfiguration(AutoencoderSample sample) {
        PaddedJets x = jets(sample.config());
        AutoencoderUnderTest net = net(sample, Precision.FLOAT32);
        Run run = net.run(x);
        assertThat(net.reconstruct(x)).isEqualTo(run.reconstruction());
        assertThat(run.latents()).hasSize(x.jets() * sample.config().latentSize());
        assertThat(run.reconstruction()).hasSize(x.values().length);
        assertThat(run.reconstruction()).isNotEqualTo(new double[x.values().length]);
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.AutoencoderSample#all")
    default void noJetsGiveNoJets(AutoencoderSample sample) {
        AutoencoderConfig c = sample.config();
        PaddedJets none = new PaddedJets(0, c.particles(), c.features(), new double[0], new boolean[0]);
        assertThat(net(sample, Precision.FLOAT32).run(none).reconstruction()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.AutoencoderSample#all")
    default void jetsOfAnotherSizeAreRefused(AutoencoderSample sample) {
        AutoencoderConfig c = sample.config();
        int more = c.particles() + 1;
        PaddedJets other = new PaddedJets(1, more, c.features(), new double[more * c.features()], new boolean[more]);
        AutoencoderUnderTest net = net(sample, Precision.FLOAT32);
        assertThatThrownBy(() -> net.run(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("%d particles of %d features, got %d", c.particles(), c.features(), more);
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.AutoencoderSample#all")
    default void aJetAloneHasTheBitsOfTheBatch(AutoencoderSample sample) {
        for (Precision precision : Precision.values()) {
            AutoencoderUnderTest net = net(sample, precision);
            PaddedJets x = jets(sample.config());
            Run all = net.run(x);
            int latent = sample.config().latentSize();
            int numbers = x.particles() * x.features();
            for (int jet = 0; jet < x.jets(); jet++) {
                Run alone = net.run(jet(x, jet));
                assertUnmoved(alone.latents(), row(all.latents(), latent, jet), precision);
                assertUnmoved(alone.reconstruction(), row(all.reconstruction(), numbers, jet), precision);
            }
        }
    }

    private void assertUnmoved(double[] actual, double[] expected, Precision precision) {
        if (neighbours(precision) == 0) {
            assertThat(actual).isEqualTo(expected);
        } else {
            assertThat(GoldenRun.deviation(actual, expected))
                    .isLessThanOrEqualTo(neighbours(precision) * GoldenRun.largest(expected));
        }
    }

    private static double[] row(double[] x, int width, int row) {
        return Arrays.copyOfRange(x, row * width, (row + 1) * width);
    }

    private static PaddedJets jet(PaddedJets x, int jet) {
        boolean[] real = Arrays.copyOfRange(x.real(), jet * x.particles(), (jet + 1) * x.particles());
        double[] values = row(x.values(), x.particles() * x.features(), jet);
        return new PaddedJets(1, x.particles(), x.features(), values, real);
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.AutoencoderSample#all")
    default void recordingDoesNotChangeBits(AutoencoderSample sample) {
        for (Precision precision : Precision.values()) {
            AutoencoderUnderTest net = net(sample, precision);
            PaddedJets x = jets(sample.config());
            Differentiated recorded = net.differentiate(x);
            Run plain = net.run(x);
            assertThat(recorded.run().latents()).isEqualTo(plain.latents());
            assertThat(recorded.run().reconstruction()).isEqualTo(plain.reconstruction());
        }
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.AutoencoderSample#all")
    default void permutingParticlesDoesWhatIsClaimed(AutoencoderSample sample) {
        AutoencoderUnderTest net = net(sample, Precision.FLOAT64);
        PaddedJets x = jets(sample.config());
        int[] order = order(x);
        Run before = net.run(x);
        Run after = net.run(permuted(x, order));
        int latents = sample.config().latentSize() / x.particles();
        double invariance = deviation(after.latents(), before.latents());
        double equivariance = latents * x.particles() == sample.config().latentSize()
                ? deviation(after.latents(), rows(before.latents(), latents, order))
                : 1;
        double same = deviation(after.reconstruction(), before.reconstruction());
        double moved = deviation(after.reconstruction(), rows(before.reconstruction(), x.features(), order));
        boolean invariant = sample.permuted() == Permuted.INVARIANT;
        boolean equivariant = sample.permuted() == Permuted.EQUIVARIANT;
        assertHolds(invariant, invariance, "latents stay");
        assertHolds(invariant, same, "the reconstruction stays");
        assertHolds(equivariant, equivariance, "latents move");
        assertHolds(equivariant, moved, "the reconstruction moves");
    }

    private static void assertHolds(boolean symmetry, double deviation, String what) {
        if (symmetry) {
            assertThat(deviation).as(what).isLessThan(ROUNDING);
        } else {
            assertThat(deviation).as(what + " (a symmetry that is not there)").isGreaterThan(BROKEN);
        }
    }

    /// The particles of each jet in another order, padding too.
    private static int[] order(PaddedJets x) {
        RandomStream random = random();
        int n = x.particles();
        return IntStream.range(0, x.jets())
                .flatMap(jet -> Arrays.stream(random.permutation(n)).map(i -> jet * n + i))
                .toArray();
    }

    private static PaddedJets permuted(PaddedJets x, int[] order) {
        boolean[] real = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            real[i] = x.real()[order[i]];
        }
        return new PaddedJets(x.jets(), x.particles(), x.features(), rows(x.values(), x.features(), order), real);
    }

    private static double[] rows(double[] x, int width, int[] order) {
        return Arrays.stream(order)
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(row(x, width, i)))
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("rapidity.net.AutoencoderSample#all")
    default void boostingParticlesDoesWhatIsClaimed(AutoencoderSample sample) {
        if (sample.config().features() != 4) {
            return;
        }
        AutoencoderUnderTest net = net(sample, Precision.FLOAT64);
        PaddedJets x = jets(sample.config());
        double[] boosted = boosted(x.values());
        double[] after = net.run(new PaddedJets(x.jets(), x.particles(), 4, boosted, x.real()))
                .reconstruction();
        double deviation = deviation(after, boosted(net.run(x).reconstruction()));
        assertHolds(sample.boosted() == Boosted.EQUIVARIANT, deviation, "the reconstruction is boosted too");
    }

    private static double[] boosted(double[] momenta) {
        return LorentzTransformation.boost(1, -2, 2, 0.4)
                .apply(FourVectors.ofRows(momenta))
                .toRows();
    }

    private static double deviation(double[] actual, double[] expected) {
        return GoldenRun.deviation(actual, expected) / GoldenRun.largest(expected);
    }
}
