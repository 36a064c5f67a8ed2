package rapidity.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rapidity.algebra.Multivector;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.random.RandomStreams;

class GeometricBilinearTest {
    /// Two orders of sums of some hundred terms of order 1.
    private static final double ROUNDING = 1e-13;

    private static final Channels IN = new Channels(2, 3);
    private static final Channels OUT = new Channels(4, 5);
    private static final EquiLinear.Rules RULES = EquiLinear.Rules.v2();
    private static final RandomStreams STREAMS = new RandomStreams(17);

    /// The layer made of its parts: two maps with the same parameters and the readable product.
    @Test
    void theLayerMultipliesItsTwoLinearMaps() {
        Params p = Params.of(STREAMS);
        GeometricBilinear layer = new GeometricBilinear(p, RULES, IN, OUT);
        Weights weights = p.weights(Engine.scalar(Precision.FLOAT64));
        Tokens x = Tokens.random(IN, 20, STREAMS.stream("x"));

        Channels factor = OUT.withScalars(0);
        double[] left = linear("linear_left.", weights, IN, factor, x).multivectors();
        double[] right = linear("linear_right.", weights, IN, factor, x).multivectors();
        double[] product = new double[left.length];
        for (int first = 0; first < left.length; first += 16) {
            Multivector xy = multivector(left, first).times(multivector(right, first));
            System.arraycopy(xy.toArray(), 0, product, first, 16);
        }
        Tokens factors = new Tokens(factor.withScalars(3), 20, product, x.scalars());
        Tokens out = linear("linear_out.", weights, factors.width(), OUT, factors);
        Tokens expected = Tokens.of(EquiLayerNorm.plain().apply(out.on(Tape.forward(weights))));

        Tokens actual = Tokens.of(layer.apply(x.on(Tape.forward(weights))));
        assertThat(actual.multivectors()).containsExactly(expected.multivectors(), within(ROUNDING));
        assertThat(actual.scalars()).containsExactly(expected.scalars(), within(ROUNDING));
    }

    private static Multivector multivector(double[] values, int first) {
        return Multivector.of(Arrays.copyOfRange(values, first, first + 16));
    }

    /// One of the layer's linear maps alone.
    private static Tokens linear(String prefix, Weights weights, Channels in, Channels out, Tokens x) {
        Params p = Params.of(STREAMS);
        EquiLinear map = new EquiLinear(p, RULES, in, out, Initialisation.DEFAULT);
        Weights own = p.weights(Engine.scalar(Precision.FLOAT64));
        own.write(weights.read().entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .collect(Collectors.toMap(e -> e.getKey().substring(prefix.length()), Map.Entry::getValue)));
        return Tokens.of(map.apply(x.on(Tape.forward(own))));
    }

    @Test
    void theRightFactorStartsAroundOne() {
        Params p = Params.of(STREAMS);
        new GeometricBilinear(p, RULES, IN, OUT);
        Map<String, double[]> weights =
                p.weights(Engine.scalar(Precision.FLOAT64)).read();
        double bound = 1 / Math.sqrt(IN.multivectors() + IN.scalars());
        assertThat(Arrays.stream(weights.get("linear_right.s2mvs.bias"))).allMatch(b -> Math.abs(b - 1) <= bound);
        assertThat(Arrays.stream(weights.get("linear_left.s2mvs.bias"))).allMatch(b -> Math.abs(b) <= bound);
    }
}
