package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.FourVectors;
import rapidity.kinematics.LorentzTransformation;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// What is particular to autoencoders of images.
class CnnaeTest {
    private static final RandomStreams STREAMS = new RandomStreams(20261126);

    private static final CnnaeConfig SMALL = new CnnaeConfig(20, List.of(6, 5), 3, 7);

    /// Of the images' side in pseudorapidity and azimuth.
    private static final double WIDTH = 1.6;

    /// A softmax over some hundred pixels sums to 1 up to as many roundings.
    private static final double ROUNDING = 1e-13;

    @Test
    void theNetworkOfThePaperHasAsManyParametersAsItsLayers() {
        Params p = Params.of(STREAMS);
        assertThat(Autoencoder.of(p, CnnaeConfig.published())).isNotNull();
        int convolutions = (9 + 1) * 128 + (9 * 128 + 1) * 128;
        int linear = (12_800 + 1) * 55 + (55 + 1) * 12_800;
        int transposed = (9 * 128 + 1) * 128 + (9 * 128 + 1);
        assertThat(p.parameters().stream()
                        .mapToInt(parameter -> parameter.shape().size())
                        .sum())
                .isEqualTo(convolutions + linear + transposed)
                .isEqualTo(1_718_456);
        assertThat(p.parameters().stream().filter(parameter -> !parameter.trainable()))
                .as("a number added to all pixels is lost in the softmax")
                .extracting(parameter -> parameter.name())
                .containsExactly("decoder.conv.1.bias");
    }

    @Test
    void reconstructionsArePositiveAndSumToOne() {
        double[] image = new AutoencoderUnderTest(SMALL, Engine.of(Precision.FLOAT64))
                .run(image(particles()))
                .reconstruction();
        assertThat(Arrays.stream(image)).allMatch(v -> v > 0);
        assertThat(Arrays.stream(image).sum()).isCloseTo(1, within(ROUNDING));
    }

    /// An equivariant network would reconstruct the same mass from a boosted jet's image, in units of the jet's
    /// transverse momentum before and after.
    @Test
    void aBoostedJetIsReconstructedWithAnotherMass() {
        AutoencoderUnderTest net = new AutoencoderUnderTest(SMALL, Engine.of(Precision.FLOAT64));
        FourVectors jet = particles();
        FourVectors boosted = LorentzTransformation.boost(1, 0, 0, 1).apply(jet);
        double before = mass(net.run(image(jet)).reconstruction())
                * jet.sum(0, jet.size()).pt();
        double after = mass(net.run(image(boosted)).reconstruction())
                * boosted.sum(0, boosted.size()).pt();
        assertThat(after / before - 1).isGreaterThan(AutoencoderContract.BROKEN);
    }

    /// Some particles along x.
    private static FourVectors particles() {
        RandomStream random = STREAMS.stream("particles");
        int n = 12;
        double[] pt = new double[n];
        double[] eta = new double[n];
        double[] phi = new double[n];
        Arrays.setAll(pt, i -> 1 + 10 * random.nextDouble());
        Arrays.setAll(eta, i -> 0.3 * random.nextGaussian());
        Arrays.setAll(phi, i -> 0.3 * random.nextGaussian());
        return FourVectors.ofPtEtaPhi(pt, eta, phi, new double[n]);
    }

    private static PaddedJets image(FourVectors jet) {
        int side = SMALL.side();
        double[] pixels = new double[side * side];
        for (int i = 0; i < jet.size(); i++) {
            int row = (int) Math.floor((jet.phi()[i] / WIDTH + 0.5) * side);
            int column = (int) Math.floor((jet.eta()[i] / WIDTH + 0.5) * side);
            if (row >= 0 && row < side && column >= 0 && column < side) {
                pixels[row * side + column] += jet.pt()[i];
            }
        }
        double sum = Arrays.stream(pixels).sum();
        boolean[] real = new boolean[pixels.length];
        Arrays.fill(real, true);
        return new PaddedJets(
                1, pixels.length, 1, Arrays.stream(pixels).map(v -> v / sum).toArray(), real);
    }

    /// Of the massless momenta at the pixels' centres.
    private static double mass(double[] image) {
        int side = SMALL.side();
        double[] eta = new double[image.length];
        double[] phi = new double[image.length];
        Arrays.setAll(phi, i -> ((i / side + 0.5) / side - 0.5) * WIDTH);
        Arrays.setAll(eta, i -> ((i % side + 0.5) / side - 0.5) * WIDTH);
        FourVectors pixels = FourVectors.ofPtEtaPhi(image, eta, phi, new double[image.length]);
        FourVector sum = pixels.sum(0, pixels.size());
        return Math.sqrt(sum.mass2());
    }

    @Test
    void descriptionsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new CnnaeConfig(42, List.of(8, 8), 3, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a side of 42 pixels cannot be halved 2 times, once for each convolution");
        assertThatThrownBy(() -> new CnnaeConfig(40, List.of(8, 0), 3, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no such convolutional autoencoder: images of 40 x 40 pixels");
    }
}
