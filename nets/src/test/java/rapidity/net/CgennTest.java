package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.GradientStep;
import rapidity.engine.Noise;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Shape;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.VectorsScalars;
import rapidity.engine.Weights;
import rapidity.engine.Workers;
import rapidity.golden.GoldenJson;
import rapidity.random.RandomStreams;
import tools.jackson.databind.JsonNode;

/// CGENN against results of a derivation of its own in Python, `make_cgenn.py`.
class CgennTest {
    /// Products and norms of two layers in double precision, in another order of additions.
    private static final double ROUNDING = 1e-10;

    /// Central differences with a step of 1e-6: truncation 1e-12, rounding 1e-16 / 1e-6, times numbers of order 10.
    private static final double DIFFERENCE = 1e-7;

    private static final double STEP = 1e-6;

    /// Grade triples of a geometric product.
    private static final int PATHS = 35;

    private static final CgennConfig CONFIG = new CgennConfig(3, new Channels(3, 7), 6, 2, 2, 0);
    private static final JsonNode GOLDEN = GoldenJson.read(CgennTest.class, "cgenn.json");
    private static final int[] OFFSETS = offsets();

    private final Params params = Params.of(new RandomStreams(1));
    private final Cgenn net = new Cgenn(params, CONFIG);
    private final Weights weights = params.weights(Engine.of(Precision.FLOAT64));

    private static int[] offsets() {
        double[] events = GoldenJson.numbers(GOLDEN.get("events"));
        int[] r = new int[events.length + 1];
        for (int i = 0; i < events.length; i++) {
            r[i + 1] = r[i] + (int) events[i];
        }
        return r;
    }

    /// The numbers of `make_cgenn.py`.
    private void writeGoldenWeights() {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (Parameter p : weights.parameters()) {
            int at = p.name().chars().sum();
            double[] v = new double[p.shape().size()];
            boolean positive = p.name().matches(".*(running_var|norm\\.a|1\\.weight)");
            double factor = p.shape().rank() > 1 ? 1 / Math.sqrt(p.shape().axis(-1)) : 1;
            Arrays.setAll(v, k -> {
                double wave = Math.sin(0.7 * k + 1.3 * at);
                return positive ? 1 + 0.4 * wave : factor * wave;
            });
            values.put(p.name(), v);
        }
        weights.write(values);
    }

    private static Tensor apply(Cgenn net, Tape tape) {
        int n = OFFSETS[OFFSETS.length - 1];
        double[] p = new double[4 * n];
        double[] t = new double[3 * n];
        for (int i = 0; i < n; i++) {
            double squares = 0.3;
            for (int k = 0; k < 3; k++) {
                double component = Math.sin(0.9 * i + 2.1 * k);
                p[4 * i + 1 + k] = component;
                squares += component * component;
                t[3 * i + k] = Math.cos(1.7 * i + 0.6 * k);
            }
            p[4 * i] = Math.sqrt(squares);
        }
        return net.apply(VectorsScalars.of(tape.tensor(p, n, 1, 4), tape.tensor(t, n, 3)), Attend.segments(OFFSETS));
    }

    private static void assertClose(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("%s, expected %s", actual[i], expected[i])
                    .isLessThan(ROUNDING * largest);
        }
    }

    /// N(0, 1 / (25 in)): of some thousand weights, a mean square is known to five per cent.
    @Test
    void initialWeightsOfProductsHaveTheVarianceOfTheReference() {
        List<Parameter> products = weights.parameters().stream()
                .filter(p -> p.shape().rank() == 3 && p.shape().axis(0) == PATHS)
                .toList();
        assertThat(products).isNotEmpty().allSatisfy(p -> {
            double[] w = weights.read().get(p.name());
            double expected = 1 / (25.0 * p.shape().axis(2));
            assertThat(Arrays.stream(w).map(x -> x * x).average().orElse(0))
                    .as("%s of %d weights", p.name(), w.length)
                    .isCloseTo(expected, withinPercentage(25));
        });
    }

    @Test
    void parametersHaveTheNamesAndShapesOfTheDerivation() {
        Map<String, Shape> actual = new LinkedHashMap<>();
        weights.parameters().forEach(p -> actual.put(p.name(), p.shape()));
        assertThat(actual).containsExactlyInAnyOrderEntriesOf(GoldenJson.shapes(GOLDEN.get("shapes")));
    }

    @Test
    void resultsAreThoseOfTheDerivation() {
        writeGoldenWeights();
        assertClose(apply(net, Tape.forward(weights)).toArray(), GoldenJson.numbers(GOLDEN.get("scoring")));
    }

    @Test
    void trainingUsesTheStatisticsOfTheBatchAndRemembersThem() {
        writeGoldenWeights();
        AtomicReference<double[]> results = new AtomicReference<>(new double[0]);
        try (Workers workers = new Workers(1)) {
            new GradientStep(weights, workers).run(1, Noise.ofStep(new RandomStreams(1), 0), (tape, shard) -> {
                Tensor y = apply(net, tape);
                results.set(y.toArray());
                return y.sum();
            });
        }
        assertClose(results.get(), GoldenJson.numbers(GOLDEN.get("training")));
        Map<String, double[]> after = weights.read();
        GOLDEN.get("observed")
                .properties()
                .forEach(e ->
                        assertClose(after.getOrDefault(e.getKey(), new double[0]), GoldenJson.numbers(e.getValue())));
    }

    @Test
    void gradientsOfTrainingAreThoseOfFiniteDifferences() {
        writeGoldenWeights();
        Map<String, double[]> original = weights.read();
        Map<String, double[]> gradients = new LinkedHashMap<>();
        loss(gradients);
        for (String part : List.of("embedding", "blocks.0.message", "blocks.0.node", "blocks.1", "decoder")) {
            double actual = 0;
            for (Parameter p : weights.parameters()) {
                double[] g = gradients.getOrDefault(p.name(), new double[0]);
                for (int i = 0; i < g.length && p.name().startsWith(part); i++) {
                    actual += g[i] * along(p, i);
                }
            }
            double expected = (lossAt(original, part, STEP) - lossAt(original, part, -STEP)) / (2 * STEP);
            assertThat(Math.abs(actual - expected))
                    .as("%s: gradient %s, finite difference %s", part, actual, expected)
                    .isLessThan(DIFFERENCE * Math.max(1, Math.abs(expected)));
        }
    }

    /// A direction in the space of the parameters.
    private static double along(Parameter p, int i) {
        return Math.cos(2.3 * i + p.offset());
    }

    private double lossAt(Map<String, double[]> original, String part, double step) {
        Map<String, double[]> moved = new LinkedHashMap<>(original);
        for (Parameter p : weights.parameters()) {
            if (p.name().startsWith(part)) {
                double[] values = original.getOrDefault(p.name(), new double[0]).clone();
                Arrays.setAll(values, i -> values[i] + step * along(p, i));
                moved.put(p.name(), values);
            }
        }
        weights.write(moved);
        return loss(new LinkedHashMap<>());
    }

    /// A loss of a step of training, and the gradients of all parameters.
    private double loss(Map<String, double[]> gradients) {
        try (Workers workers = new Workers(1)) {
            GradientStep step = new GradientStep(weights, workers);
            double loss = step.run(1, Noise.ofStep(new RandomStreams(1), 0), (tape, shard) -> {
                Tensor y = apply(net, tape);
                double[] w = new double[y.shape().size()];
                Arrays.setAll(w, i -> Math.sin(1.3 * i + 0.2));
                return y.times(tape.tensor(w, y.shape().toArray())).sum();
            });
            for (Parameter p : weights.parameters()) {
                double[] g = new double[p.shape().size()];
                weights.engine().ops().read(step.gradient(), p.offset(), g);
                gradients.put(p.name(), g);
            }
            return loss;
        }
    }

    @Test
    void aBatchInSeveralShardsIsRefused() {
        try (Workers workers = new Workers(1)) {
            GradientStep step = new GradientStep(weights, workers);
            Noise noise = Noise.ofStep(new RandomStreams(1), 0);
            assertThatThrownBy(() ->
                            step.run(2, noise, (tape, shard) -> apply(net, tape).sum()))
                    .hasMessage("a network with batch statistics takes its batch as one shard, not as 2");
        }
    }

    @Test
    void messagesThatDoNotFitIntoMemoryAreRefusedBeforeTheyAreMade() {
        Params p = Params.of(new RandomStreams(1));
        Cgenn large = new Cgenn(p, CgennConfig.paper(1, 1));
        Tape tape = Tape.forward(p.weights(Engine.of(Precision.FLOAT32)));
        tape.train(Noise.ofStep(new RandomStreams(1), 0));
        int n = 40_000;
        VectorsScalars x = VectorsScalars.of(tape.tensor(new double[4 * n], n, 1, 4), tape.tensor(new double[n], n, 1));
        assertThatThrownBy(() -> large.apply(x, Attend.full(n)))
                .hasMessageStartingWith(
                        "a CGENN needs all 1,600,000,000 messages of a batch at once to train, about 64102.4 GB in"
                                + " single precision, and Java may take");
    }

    @ParameterizedTest
    @CsvSource({"2, 320529", "3, 320889", "4, 321249"})
    void theNetworkOfThePaperHasAsManyParametersAsPublished(int types, int parameters) {
        assertThat(NetUnderTest.of(CgennConfig.paper(types, 1), Engine.scalar(Precision.FLOAT32), 0)
                        .weights
                        .trainableSize())
                .isEqualTo(parameters);
    }

    @Test
    void widthsThatDoNotExistAreRefused() {
        assertThatThrownBy(() -> new CgennConfig(0, new Channels(8, 72), 64, 1, 4, 0))
                .hasMessageStartingWith("no such CGENN: 0 scalars in");
        assertThatThrownBy(() -> new CgennConfig(1, new Channels(8, 72), 64, 1, 4, 1))
                .hasMessageEndingWith("not 1.0");
    }
}
