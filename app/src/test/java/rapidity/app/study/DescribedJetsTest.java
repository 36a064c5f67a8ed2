package rapidity.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rapidity.app.report.JetFeature;
import rapidity.engine.Workers;
import rapidity.metrics.SetFeatures;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;

/// Distances of sets of jets: their keys, that they see a shift, and that they see none between equal sets.
class DescribedJetsTest {
    private static final int JETS = 100;
    private static final int SLOTS = 5;
    private static final double SHIFT = 3;

    /// The mean over batches of 300 jets scatters by 1 / sqrt(300 * 5) of a width of 1, and W1 of equal sets is about
    /// as large as that of two batches: 0.08.
    private static final double NOISE = 0.2;

    private static DescribedJets ofMasses(double shift, int seed) {
        RandomStream random = new RandomStreams(seed).stream("masses");
        double[] masses = IntStream.range(0, JETS)
                .mapToDouble(i -> shift + random.nextGaussian())
                .toArray();
        Map<JetFeature, SetFeatures> features = new EnumMap<>(JetFeature.class);
        features.put(JetFeature.JET_MASS, SetFeatures.ofJets(1, masses));
        return new DescribedJets(features, Optional.empty());
    }

    @Test
    void shiftedMassesAreAsFarAsTheShiftAndEqualOnesNotFar() {
        JsonNode shifted = ofMasses(0, 1).distances(ofMasses(SHIFT, 2)).path("w1-jets-mass");
        JsonNode equal = ofMasses(0, 1).distances(ofMasses(0, 1)).path("w1-jets-mass");
        assertThat(shifted.path("value").doubleValue()).isCloseTo(SHIFT, within(NOISE));
        assertThat(shifted.path("error").doubleValue()).isPositive().isLessThan(NOISE);
        assertThat(equal.path("value").doubleValue()).isBetween(0.0, NOISE);
    }

    /// Jets around an axis with their copies, narrower by a factor.
    private static FlowSamples flow(double width, int threads) {
        RandomStream random = new RandomStreams(3).stream("jets");
        double[][] momenta = new double[2][JETS * SLOTS * 4];
        for (int i = 0; i < JETS * SLOTS; i++) {
            double pt = 1 + random.nextDouble();
            double eta = 0.3 * random.nextGaussian();
            double phi = 0.3 * random.nextGaussian();
            for (int k = 0; k < 2; k++) {
                double w = k == 0 ? 1 : width;
                double[] p = {
                    pt * Math.cosh(w * eta), pt * Math.cos(w * phi), pt * Math.sin(w * phi), pt * Math.sinh(w * eta)
                };
                System.arraycopy(p, 0, momenta[k], 4 * i, 4);
            }
        }
        boolean[] real = new boolean[JETS * SLOTS];
        Arrays.fill(real, true);
        FlowSamples r = new FlowSamples();
        try (Workers workers = new Workers(threads)) {
            r.add(
                    new ReconstructedJets(JETS, SLOTS, SLOTS, momenta[0], real, momenta[1], new double[4 * JETS]),
                    JETS,
                    workers);
        }
        return r;
    }

    private static JsonNode distances(FlowSamples flow) {
        return new DescribedJets(Map.of(), flow.jets()).distances(new DescribedJets(Map.of(), flow.reconstructions()));
    }

    @Test
    void narrowerJetsAreFartherThanEqualOnesInEveryDistance() {
        JsonNode narrower = distances(flow(0.5, 1));
        JsonNode equal = distances(flow(1, 1));
        for (String name : new String[] {"w1-efp", "fpd", "kpd"}) {
            double far = narrower.path(name).path("value").doubleValue();
            double error = narrower.path(name).path("error").doubleValue();
            assertThat(far)
                    .as(name)
                    .isGreaterThan(equal.path(name).path("value").doubleValue() + 3 * error);
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        assertThat(distances(flow(0.5, 2))).isEqualTo(distances(flow(0.5, 1)));
    }

    @Test
    void setsWithoutFiniteNumbersHaveNoDistance() {
        FlowSamples flow = flow(Double.NaN, 1);
        assertThat(flow.jets()).isPresent();
        assertThat(flow.reconstructions()).isEmpty();
        assertThat(distances(flow)).isEmpty();
    }
}
