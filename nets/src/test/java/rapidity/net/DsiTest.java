package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Shape;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.golden.GoldenJson;
import rapidity.kinematics.FourVector;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;

/// DSI against results of a derivation of its own with PyTorch, `make_dsi.py`.
class DsiTest {
    /// Sums of some twenty terms in double precision; logarithms that are divided by deviations of 1e-5 are constants.
    private static final double ROUNDING = 1e-10;

    private static final DsiConfig CONFIG = new DsiConfig(List.of(0, 0, 1, 2, 2), 6, 2, 3, 2);
    private static final int PARTICLES = 5;
    private static final JsonNode GOLDEN = GoldenJson.read(DsiTest.class, "dsi.json");
    private static final int FIRST = GOLDEN.get("first").intValue();
    private static final int SECOND = GOLDEN.get("second").intValue();

    private final Params params = Params.of(new RandomStreams(1));
    private final Dsi net = new Dsi(params, CONFIG);
    private final Weights weights = params.weights(Engine.of(Precision.FLOAT64));

    /// The numbers of `make_dsi.py`.
    private void writeGoldenWeights() {
        Map<String, double[]> values = weights.read();
        weights.parameters().stream().filter(p -> !p.name().startsWith("inv_")).forEach(p -> {
            int at = p.name().chars().sum();
            double factor = p.shape().rank() > 1 ? 1 / Math.sqrt(p.shape().axis(-1)) : 1;
            double[] v = new double[p.shape().size()];
            Arrays.setAll(v, k -> factor * Math.sin(0.7 * k + 1.3 * at));
            values.put(p.name(), v);
        });
        weights.write(values);
    }

    private static double[] momenta(int events, int start) {
        double[] r = new double[4 * PARTICLES * events];
        for (int e = 0; e < events; e++) {
            for (int i = 0; i < PARTICLES; i++) {
                int at = 4 * (e * PARTICLES + i);
                double squares = i == 2 ? 0.3 : 0;
                for (int k = 0; k < 3; k++) {
                    r[at + 1 + k] = Math.sin(0.9 * i + (1.7 + 0.4 * k) * (e + start) + 2.9 * k);
                    squares += r[at + 1 + k] * r[at + 1 + k];
                }
                r[at] = Math.sqrt(squares);
            }
        }
        return r;
    }

    private static double[] products(double[] p) {
        double[] r = new double[p.length / (4 * PARTICLES) * CONFIG.pairs()];
        int at = 0;
        for (int first = 0; first < p.length; first += 4 * PARTICLES) {
            for (int i = 0; i < PARTICLES; i++) {
                for (int j = i; j < PARTICLES; j++) {
                    r[at++] = vector(p, first + 4 * i).dot(vector(p, first + 4 * j));
                }
            }
        }
        return r;
    }

    private static FourVector vector(double[] p, int at) {
        return new FourVector(p[at], p[at + 1], p[at + 2], p[at + 3]);
    }

    private double[] results() {
        Tape tape = Tape.forward(weights);
        double[] p = momenta(SECOND, FIRST);
        return net.apply(tape.tensor(p, SECOND, PARTICLES, 4), tape.tensor(products(p), SECOND, CONFIG.pairs()))
                .toArray();
    }

    private static void assertClose(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("%s, expected %s", actual[i], expected[i])
                    .isLessThan(ROUNDING);
        }
    }

    @Test
    void parametersHaveTheNamesAndShapesOfTheDerivation() {
        Map<String, Shape> actual = new LinkedHashMap<>();
        weights.parameters().forEach(p -> actual.put(p.name(), p.shape()));
        assertThat(actual).containsExactlyInAnyOrderEntriesOf(GoldenJson.shapes(GOLDEN.get("shapes")));
    }

    @Test
    void resultsAreThoseOfTheDerivationWithTheStatisticsOfTheFirstBatch() {
        writeGoldenWeights();
        net.begin(weights, products(momenta(FIRST, 0)));
        assertClose(weights.read().get("inv_mean"), GoldenJson.numbers(GOLDEN.get("mean")));
        assertClose(weights.read().get("inv_std"), GoldenJson.numbers(GOLDEN.get("deviation")));
        assertClose(results(), GoldenJson.numbers(GOLDEN.get("results")));
    }

    @Test
    void onlyTheFirstBatchEverCounts() {
        net.begin(weights, products(momenta(FIRST, 0)));
        Map<String, double[]> first = weights.read();
        net.begin(weights, products(momenta(SECOND, FIRST)));
        assertThat(weights.read()).usingRecursiveComparison().isEqualTo(first);
    }

    @Test
    void oneEventHasNoDeviations() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.begin(weights, products(momenta(1, 0))))
                .withMessage("DSI takes deviations from a first batch of two events or more, not of 1");
    }

    @Test
    void theNetworkOfThePaperHasItsParameters() {
        Params p = Params.of(new RandomStreams(1));
        DsiConfig config = DsiConfig.paper(List.of(0, 0, 1, 2, 2, 2, 2), 1);
        new Dsi(p, config);
        assertThat(p.weights(Engine.scalar(Precision.FLOAT32)).trainableSize()).isEqualTo(253_249);
    }

    @Test
    void typesWithoutParticlesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DsiConfig(List.of(0, 2), 6, 2, 3, 2))
                .withMessageStartingWith("no such DSI: particles of the types [0, 2]");
        assertThatIllegalArgumentException().isThrownBy(() -> new DsiConfig(List.of(), 6, 2, 3, 2));
    }
}
