package rapidity.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class InitialisationTest {
    /// The largest of n uniform numbers misses the bound by a fraction of about 1 / n; the arrays have at least 1000.
    private static final double FILLED = 0.99;

    /// The tolerances of lgatr's own statistical test: means, and the factor of variances.
    private static final double MEAN = 0.3;

    private static final double VARIANCE_FACTOR = 10;

    private static final long SEED = 11;
    private static final Channels IN = new Channels(20, 30);
    private static final Channels OUT = new Channels(50, 1000);

    @ParameterizedTest
    @EnumSource(Initialisation.class)
    void weightsFillTheirBounds(Initialisation initialisation) {
        Map<String, double[]> w =
                weights(EquiLinear.Rules.v2(), IN, initialisation).read();
        double f = initialisation.multivectorFactor();
        double fs = initialisation.scalarFactor();
        assertFills(w, "s2mvs.weight", 0, f / Math.sqrt(2 * 30));
        assertThat(Arrays.stream(Objects.requireNonNull(w.get("s2mvs.bias"))))
                .allMatch(b -> Math.abs(b - initialisation.shift()) <= 1 / Math.sqrt(30 + 20));
        assertFills(w, "mvs2s.weight", 0, fs / Math.sqrt(2 * 2 * 20));
        assertFills(w, "mvs2s.bias", 0, fs / Math.sqrt(2 * 20 + 30));
        assertFills(w, "s2s.weight", 0, fs / Math.sqrt(2 * 30));
    }

    @Test
    void everyMapHasTheSameBoundInLgatr1() {
        double[] w = weights(EquiLinear.Rules.v1(), IN, Initialisation.DEFAULT)
                .read()
                .get("weight");
        for (int map = 0; map < 10; map++) {
            assertThat(largest(Objects.requireNonNull(w), map)).isBetween(FILLED / Math.sqrt(20), 1 / Math.sqrt(20));
        }
    }

    @Test
    void mapsToTheScalarComponentHaveASmallerBoundInLgatr2() {
        double[] w = weights(EquiLinear.Rules.v2(), IN, Initialisation.DEFAULT)
                .read()
                .get("weight");
        for (int map = 0; map < 10; map++) {
            double bound = 1 / Math.sqrt(map == 0 || map == 9 ? 40 : 20);
            assertThat(largest(Objects.requireNonNull(w), map)).isBetween(FILLED * bound, bound);
        }
    }

    @Test
    void withoutScalarsTheBiasIsTheShift() {
        Channels in = new Channels(2, 0);
        assertThat(weights(EquiLinear.Rules.v2(), in, Initialisation.DEFAULT)
                        .read()
                        .get("bias"))
                .containsOnly(0);
        assertThat(weights(EquiLinear.Rules.v2(), in, Initialisation.UNIT_SCALAR)
                        .read()
                        .get("bias"))
                .containsOnly(1);
    }

    private static double largest(double[] weight, int map) {
        double r = 0;
        for (int i = map; i < weight.length; i += 10) {
            r = Math.max(r, Math.abs(weight[i]));
        }
        return r;
    }

    private static void assertFills(Map<String, double[]> weights, String name, double centre, double bound) {
        double[] w = Objects.requireNonNull(weights.get(name));
        assertThat(Arrays.stream(w).max().orElseThrow()).as(name).isBetween(centre + FILLED * bound, centre + bound);
        assertThat(Arrays.stream(w).min().orElseThrow()).as(name).isBetween(centre - bound, centre - FILLED * bound);
    }

    private static Weights weights(EquiLinear.Rules rules, Channels in, Initialisation initialisation) {
        Params p = Params.of(new RandomStreams(SEED));
        new EquiLinear(p, rules, in, OUT, initialisation);
        return p.weights(Engine.scalar(Precision.FLOAT64));
    }

    @ParameterizedTest
    @EnumSource(Initialisation.class)
    void outputsHaveTheMeanAndVarianceOfLgatrsOwnTest(Initialisation initialisation) {
        Params p = Params.of(new RandomStreams(SEED));
        EquiLinear layer = new EquiLinear(p, EquiLinear.Rules.v2(), IN, OUT, initialisation);
        RandomStream random = new RandomStreams(SEED).stream("test");
        Tokens x = Tokens.random(IN, 100, random);
        // uniform on [-1, 1] has variance 1/3
        x = new Tokens(IN, 100, scaled(x.multivectors()), scaled(x.scalars()));
        double[] y = Tokens.of(layer.apply(x.on(Tape.forward(p.weights(Engine.scalar(Precision.FLOAT64))))))
                .multivectors();
        double variance = initialisation.multivectorFactor() * initialisation.multivectorFactor() / 3;
        for (int component = 0; component < 16; component++) {
            boolean invariant = component == 0 || component == 15;
            double mean = 0;
            double square = 0;
            int n = y.length / 16;
            for (int i = component; i < y.length; i += 16) {
                mean += y[i] / n;
                square += y[i] * y[i] / n;
            }
            assertThat(mean).isCloseTo(invariant ? initialisation.shift() : 0, within(MEAN));
            assertThat(square - mean * mean).isBetween(variance / VARIANCE_FACTOR, variance * VARIANCE_FACTOR);
        }
    }

    private static double[] scaled(double[] x) {
        return Arrays.stream(x).map(v -> v * Math.sqrt(3)).toArray();
    }
}
