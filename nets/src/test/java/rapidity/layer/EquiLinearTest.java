package rapidity.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.algebra.SignedEntry;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Shape;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.random.RandomStreams;

class EquiLinearTest {
    /// Two orders of a sum of some ten terms of order 1.
    private static final double ROUNDING = 1e-14;

    private static final long SEED = 3;
    private static final EquiLinear.Rules V2 = EquiLinear.Rules.v2();
    private static final EquiLinear.Rules REFLECTIONS = V2.withSymmetry(SymmetryGroup.FULL_LORENTZ);

    static Stream<Arguments> maps() {
        return Stream.of(
                Arguments.of(V2, new Channels(3, 2), new Channels(2, 4)),
                Arguments.of(REFLECTIONS, new Channels(3, 2), new Channels(2, 4)),
                Arguments.of(V2, new Channels(2, 0), new Channels(3, 2)),
                Arguments.of(REFLECTIONS, new Channels(2, 0), new Channels(3, 2)),
                Arguments.of(V2, new Channels(2, 3), new Channels(1, 0)),
                Arguments.of(V2, new Channels(2, 3), new Channels(0, 5)),
                Arguments.of(REFLECTIONS, new Channels(0, 3), new Channels(2, 2)),
                Arguments.of(V2, new Channels(0, 3), new Channels(2, 2)));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void theMapIsTheSumOverTheEquivariantMaps(EquiLinear.Rules rules, Channels in, Channels out) {
        Params p = Params.of(new RandomStreams(SEED));
        EquiLinear layer = new EquiLinear(p, rules, in, out, Initialisation.ALMOST_UNIT_SCALAR);
        Weights weights = p.weights(Engine.scalar(Precision.FLOAT64));
        Tokens x = Tokens.random(in, 17, new RandomStreams(SEED).stream("test"));
        Tokens actual = Tokens.of(layer.apply(x.on(Tape.forward(weights))));
        Tokens expected = new Reference(rules.symmetry(), in, out, weights.read()).apply(x);
        assertThat(actual.multivectors()).containsExactly(expected.multivectors(), within(ROUNDING));
        assertThat(actual.scalars()).containsExactly(expected.scalars(), within(ROUNDING));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void boostingInputsBoostsOutputs(EquiLinear.Rules rules, Channels in, Channels out) {
        Params p = Params.of(new RandomStreams(SEED));
        EquiLinear layer = new EquiLinear(p, rules, in, out, Initialisation.DEFAULT);
        Weights weights = p.weights(Engine.scalar(Precision.FLOAT64));
        RandomStreams streams = new RandomStreams(SEED);
        Tokens x = Tokens.random(in, 5, streams.stream("test"));
        Equivariance equivariance = Equivariance.of(weights, layer::apply, streams.stream("transformations"));
        equivariance.underBoostsAndRotations(x).check();
        if (rules.symmetry() == SymmetryGroup.FULL_LORENTZ) {
            equivariance.underReflections(x).check();
        }
    }

    /// The formula of [EquiLinear], one weight after the other.
    private record Reference(SymmetryGroup group, Channels in, Channels out, Map<String, double[]> weights) {
        Tokens apply(Tokens x) {
            Tokens y = new Tokens(
                    out,
                    x.count(),
                    new double[x.count() * out.multivectors() * SpacetimeAlgebra.COMPONENTS],
                    new double[x.count() * out.scalars()]);
            for (int t = 0; t < x.count(); t++) {
                for (int o = 0; o < out.multivectors(); o++) {
                    multivector(x, t, o, y.multivectors());
                }
                for (int o = 0; o < out.scalars(); o++) {
                    y.scalars()[t * out.scalars() + o] = scalar(x, t, o);
                }
            }
            return y;
        }

        private void multivector(Tokens x, int t, int o, double[] y) {
            int to = (t * out.multivectors() + o) * SpacetimeAlgebra.COMPONENTS;
            for (int i = 0; i < in.multivectors(); i++) {
                int from = (t * in.multivectors() + i) * SpacetimeAlgebra.COMPONENTS;
                for (int a = 0; a < group.maps(); a++) {
                    double w = weight("weight", (o * in.multivectors() + i) * group.maps() + a);
                    for (SignedEntry e : SpacetimeAlgebra.equivariantMap(a)) {
                        y[to + e.out()] += w * e.sign() * x.multivectors()[from + e.in()];
                    }
                }
            }
            y[to] += weight("bias", o);
            for (int m = 0; m < group.invariants(); m++) {
                int row = o * group.invariants() + m;
                y[to + component(m)] += weight("s2mvs.bias", row) + fromScalars("s2mvs.weight", row, x, t);
            }
        }

        private double scalar(Tokens x, int t, int o) {
            double sum = weight("mvs2s.bias", o) + fromScalars("s2s.weight", o, x, t);
            int columns = in.multivectors() * group.invariants();
            for (int k = 0; k < columns; k++) {
                int channel = t * in.multivectors() + k / group.invariants();
                sum += weight("mvs2s.weight", o * columns + k)
                        * x.multivectors()[channel * SpacetimeAlgebra.COMPONENTS + component(k % group.invariants())];
            }
            return sum;
        }

        private double fromScalars(String name, int row, Tokens x, int t) {
            double sum = 0;
            for (int k = 0; k < in.scalars(); k++) {
                sum += weight(name, row * in.scalars() + k) * x.scalars()[t * in.scalars() + k];
            }
            return sum;
        }

        private static int component(int invariant) {
            return invariant == 0 ? 0 : SpacetimeAlgebra.PSEUDOSCALAR;
        }

        /// 0 where there is no such parameter.
        private double weight(String name, int i) {
            double[] values = weights.get(name);
            return values == null ? 0 : values[i];
        }
    }

    @Test
    void parametersExistWhereTheyMeanSomething() {
        assertThat(shapes(V2, new Channels(2, 3), new Channels(4, 5), Bias.PRESENT))
                .isEqualTo(Map.of(
                        "weight", Shape.of(4, 2, 10),
                        "s2mvs.weight", Shape.of(8, 3),
                        "s2mvs.bias", Shape.of(8),
                        "mvs2s.weight", Shape.of(5, 4),
                        "mvs2s.bias", Shape.of(5),
                        "s2s.weight", Shape.of(5, 3)));
        assertThat(shapes(V2, new Channels(2, 3), new Channels(4, 5), Bias.ABSENT)
                        .keySet())
                .containsExactlyInAnyOrder("weight", "s2mvs.weight", "mvs2s.weight", "s2s.weight");
        assertThat(shapes(REFLECTIONS, new Channels(2, 0), new Channels(4, 5), Bias.PRESENT))
                .isEqualTo(Map.of(
                        "weight", Shape.of(4, 2, 5),
                        "bias", Shape.of(4, 1),
                        "mvs2s.weight", Shape.of(5, 2),
                        "mvs2s.bias", Shape.of(5)));
        assertThat(shapes(V2, new Channels(2, 3), new Channels(4, 0), Bias.PRESENT)
                        .keySet())
                .containsExactlyInAnyOrder("weight", "s2mvs.weight", "s2mvs.bias");
    }

    @Test
    void lgatr1WithZeroScalarsInsteadOfNoneHasNoBias() {
        EquiLinear.Rules zero = new EquiLinear.Rules(SymmetryGroup.PROPER_ORTHOCHRONOUS, false, false);
        assertThat(shapes(zero, new Channels(2, 0), new Channels(4, 0), Bias.PRESENT)
                        .keySet())
                .containsExactly("weight");
        assertThat(shapes(zero, new Channels(2, 0), new Channels(4, 5), Bias.PRESENT))
                .isEqualTo(Map.of(
                        "weight", Shape.of(4, 2, 10),
                        "mvs2s.weight", Shape.of(5, 4),
                        "mvs2s.bias", Shape.of(5),
                        "s2s.weight", Shape.of(5, 0)));
    }

    private static Map<String, Shape> shapes(EquiLinear.Rules rules, Channels in, Channels out, Bias bias) {
        Params p = Params.of(new RandomStreams(SEED));
        new NaturalWeights(p, rules, in, out, Initialisation.DEFAULT).declare(bias);
        return p.weights(Engine.scalar(Precision.FLOAT32)).parameters().stream()
                .collect(Collectors.toMap(Parameter::name, Parameter::shape));
    }
}
