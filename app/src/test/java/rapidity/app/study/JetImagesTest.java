package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.Workers;
import rapidity.jets.Jets;
import rapidity.model.AutoencoderPreprocessing;
import rapidity.model.JetAutoencoder;
import rapidity.net.CnnaeConfig;

/// What a network on images makes of a jet is drawn on the pixels that it sees.
class JetImagesTest {
    private static final int PIXELS = 16;
    private static final double RADIUS = 0.3;

    /// Momenta of pixels and back: some roundings of numbers below 1.
    private static final double ROUNDING = 1e-12;

    @Test
    void thePixelsAreThoseOfTheNetwork() {
        AutoencoderPreprocessing how = AutoencoderPreprocessing.image(4, PIXELS, RADIUS);
        JetAutoencoder model =
                JetAutoencoder.of(new CnnaeConfig(PIXELS, List.of(2), 3, 4), how, 1, Engine.of(Precision.FLOAT64));
        Jets jet = Jets.of(new double[] {100, 60, 0, 80, 50, 29, 7, 40}, new int[] {0, 2});
        JetImages images = JetImages.of(1, how);
        double[] made;
        try (Workers workers = new Workers(1)) {
            ReconstructedJets r = ReconstructedJets.of(model, jet, workers);
            images.add(r, 0);
            double[] x = model.pass(model.input(jet).network(), workers).reconstruction();
            made = x;
        }
        assertThat(images.pixels()).isEqualTo(PIXELS);
        assertThat(images.radius()).isEqualTo(RADIUS);
        int size = PIXELS * PIXELS;
        assertThat(images.mean()).hasSize(3 * size);
        double[] seen = model.input(jet).network().values();
        double[] target = Arrays.copyOfRange(images.mean(), 0, size);
        double[] around = Arrays.copyOfRange(images.mean(), 2 * size, 3 * size);
        double scale = Arrays.stream(target).sum();
        for (int i = 0; i < size; i++) {
            assertThat(target[i]).isCloseTo(scale * seen[i], within(ROUNDING));
            assertThat(around[i]).isCloseTo(scale * made[i], within(ROUNDING));
        }
    }

    @Test
    void networksOnParticlesHaveThePixelsOfThePaper() {
        JetImages images = JetImages.of(1, AutoencoderPreprocessing.momenta(4));
        assertThat(images.pixels()).isEqualTo(40);
        assertThat(images.radius()).isEqualTo(0.5);
    }
}
