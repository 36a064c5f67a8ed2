package rapidity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.algebra.SpacetimeAlgebra;
import rapidity.engine.kernel.Unary;
import rapidity.random.RandomStreams;

class MultivectorsTest {
    /// Central differences with step 1e-5: truncation 1e-10, rounding 1e-16 / 1e-5 = 1e-11, times derivatives of order
    /// 10.
    private static final double DIFFERENCE = 2e-8;

    /// Sums in the same order of the same products.
    private static final double ROUNDING = 1e-14;

    static final long SEED = 7;
    private static final Channels WIDTH = new Channels(2, 3);
    static final int TOKENS = 19;
    private static final Attend ATTEND = Attend.segments(0, 1, 6, 19);

    /// One operation, as a network of one layer.
    record Case(String name, Channels in, Function<Params, Function<Multivectors, Multivectors>> layer) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(linear(), operations(), attention()).flatMap(cases -> cases);
    }

    private static Stream<Case> linear() {
        return Stream.of(
                new Case("linear", WIDTH, p -> {
                    EquiWeights w = weights(p, WIDTH, new Channels(3, 5), 10);
                    return x -> x.equiLinear(w);
                }),
                new Case("linear of five maps", WIDTH, p -> {
                    EquiWeights w = weights(p, WIDTH, new Channels(3, 5), 5);
                    return x -> x.equiLinear(w);
                }),
                new Case("linear to scalars only", WIDTH, p -> {
                    EquiWeights w = weights(p, WIDTH, new Channels(0, 9), 10);
                    return x -> x.equiLinear(w);
                }),
                new Case("linear from scalars only", new Channels(0, 3), p -> {
                    EquiWeights w = weights(p, new Channels(0, 3), new Channels(2, 1), 10);
                    return x -> x.equiLinear(w);
                }));
    }

    private static Stream<Case> operations() {
        return Stream.of(
                new Case("bilinear", WIDTH, p -> {
                    EquiWeights left = weights(p.in("left"), WIDTH, new Channels(4, 0), 10);
                    EquiWeights out = weights(p.in("out"), new Channels(2, 3), new Channels(1, 2), 10);
                    return x -> x.equiLinear(left).geometricProduct().equiLinear(out, x);
                }),
                new Case("norm with gains", WIDTH, p -> {
                    NormGains gains = NormGains.ofGrades(
                            p, WIDTH, p.uniformAround("mv", 1, 0.5, 2, 5), p.uniformAround("s", 1, 0.5, 3));
                    return x -> x.norm(gains).plus(x);
                }),
                new Case("gate", WIDTH, p -> x -> x.gate(Unary.GELU, Unary.GELU_TANH)),
                new Case("without bivectors", WIDTH, p -> Multivectors::withoutBivectors),
                new Case(
                        "joined channels",
                        WIDTH,
                        p -> x -> x.concatenate(x.channels(List.of(1, 1), List.of(2)))
                                .norm()),
                new Case("checkpoint", WIDTH, p -> {
                    EquiWeights w = weights(p, WIDTH, WIDTH, 10);
                    return x ->
                            x.checkpoint(y -> y.plus(y.norm().equiLinear(w))).checkpoint(y -> y.plus(x));
                }));
    }

    private static Stream<Case> attention() {
        return Stream.of(
                new Case("self-attention", new Channels(6, 6), p -> {
                    Heads heads = Heads.self(new Channels(1, 1), 2, 2);
                    return x -> x.attention(heads, ATTEND);
                }),
                new Case("self-attention of normalised heads with gains", new Channels(6, 6), p -> {
                    Heads heads = Heads.self(new Channels(1, 1), 2, 2)
                            .normalised(p, p.uniformAround("head_scale", 1, 0.5, 2));
                    return x -> x.attention(heads, ATTEND);
                }),
                new Case("self-attention by the Euclidean product", new Channels(6, 6), p -> {
                    Heads heads =
                            Heads.self(new Channels(1, 1), 2, 2).euclidean().normalised();
                    return x -> x.attention(heads, ATTEND);
                }),
                new Case("masked multi-query attention", new Channels(4, 4), p -> {
                    Heads heads = Heads.self(new Channels(1, 1), 2, 1).normalised();
                    Attend masked = ATTEND.withKeyMask(mask());
                    return x -> x.attention(heads, masked);
                }),
                new Case("causal cross-attention with shared keys and head scales", new Channels(4, 4), p -> {
                    Heads heads = Heads.cross(new Channels(1, 1), 2, 1);
                    Parameter scale = p.uniform("head_scale", 1, 2);
                    return x -> x.channels(List.of(0, 1), List.of(0, 1))
                            .attention(x.channels(List.of(2, 3), List.of(2, 3)), heads, ATTEND.causal())
                            .scaleHeads(heads, scale);
                }));
    }

    /// Every fourth key is padding, and the whole first sequence.
    private static double[] mask() {
        double[] r = new double[TOKENS];
        Arrays.setAll(r, i -> i % 4 == 0 ? Double.NEGATIVE_INFINITY : 0.1 * i);
        return r;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreThoseOfFiniteDifferences(Case c) {
        Params p = Params.of(new RandomStreams(SEED));
        Function<Multivectors, Multivectors> layer = c.layer.apply(p);
        Weights weights = p.weights(Engine.scalar(Precision.FLOAT64));
        double[] mv = uniform(TOKENS * 16 * c.in.multivectors());
        double[] s = uniform(TOKENS * c.in.scalars());

        Gradients gradients = new Gradients(weights);
        gradients.clear();
        Tape tape = Tape.recording(weights, gradients);
        Tensor tmv = c.in.multivectors() == 0 ? null : tape.variable(mv, TOKENS, c.in.multivectors(), 16);
        Tensor ts = tape.variable(s, TOKENS, c.in.scalars());
        tape.backward(loss(layer.apply(Multivectors.of(tmv, ts))));

        BiFunction<double[], double[], Double> f = (m, t) -> {
            Tape forward = Tape.forward(weights);
            Tensor a = tmv == null ? null : forward.tensor(m, TOKENS, c.in.multivectors(), 16);
            return loss(layer.apply(Multivectors.of(a, forward.tensor(t, TOKENS, c.in.scalars()))))
                    .item();
        };
        if (tmv != null) {
            assertClose(tmv.gradient(), differences(m -> f.apply(m, s), mv));
        }
        assertClose(ts.gradient(), differences(t -> f.apply(mv, t), s));

        double[] g = new double[weights.size()];
        weights.engine().ops().read(gradients.collect(), 0, g);
        double[] w = new double[weights.size()];
        weights.engine().ops().read(weights.values(), 0, w);
        assertClose(
                g,
                differences(
                        v -> {
                            weights.engine().ops().write(v, weights.values(), 0);
                            weights.pack();
                            return f.apply(mv, s);
                        },
                        w));
    }

    /// The sign of a component in one product is that in the other times the sign of its square.
    @Test
    void theEuclideanProductIsTheInvariantOneWithReflectedKeys() {
        Tape tape = Tape.forward(Params.of(new RandomStreams(SEED)).weights(Engine.scalar(Precision.FLOAT64)));
        Heads heads = Heads.self(new Channels(1, 1), 1, 1);
        double[] mv = uniform(TOKENS * 3 * SpacetimeAlgebra.COMPONENTS);
        double[] reflected = mv.clone();
        for (int i = 0; i < mv.length; i++) {
            boolean key = i / SpacetimeAlgebra.COMPONENTS % 3 == 1;
            reflected[i] *= key ? SpacetimeAlgebra.innerSign(i % SpacetimeAlgebra.COMPONENTS) : 1;
        }
        double[] euclidean = attention(tape, mv, heads.euclidean());
        assertThat(euclidean).containsExactly(attention(tape, reflected, heads), within(ROUNDING));
        int last = euclidean.length - 1;
        assertThat(euclidean[last]).isNotCloseTo(attention(tape, mv, heads)[last], within(1e-3));
    }

    private static double[] attention(Tape tape, double[] mv, Heads heads) {
        Tensor s = tape.tensor(uniform(TOKENS * 3), TOKENS, 3);
        return Multivectors.of(tape.tensor(mv, TOKENS, 3, SpacetimeAlgebra.COMPONENTS), s)
                .attention(heads, ATTEND)
                .multivectors()
                .toArray();
    }

    static Tensor loss(Multivectors y) {
        Tensor r = null;
        if (y.width().multivectors() > 0) {
            r = weighted(y.multivectors());
        }
        if (y.width().scalars() > 0) {
            Tensor s = weighted(y.scalars());
            r = r == null ? s : r.plus(s);
        }
        return java.util.Objects.requireNonNull(r);
    }

    private static Tensor weighted(Tensor y) {
        double[] w = uniform(y.shape().size());
        return y.times(y.tape().tensor(w, y.shape().toArray())).sum();
    }

    private static EquiWeights weights(Params p, Channels in, Channels out, int maps) {
        int mu = maps == 10 ? 2 : 1;
        EquiWeights.Natural n = new EquiWeights.Natural(
                in,
                in.multivectors() * out.multivectors() == 0
                        ? null
                        : p.uniform("weight", 1, out.multivectors(), in.multivectors(), maps),
                null,
                out.multivectors() == 0 ? null : p.uniform("s2mvs.weight", 1, mu * out.multivectors(), in.scalars()),
                out.multivectors() == 0 ? null : p.uniform("s2mvs.bias", 1, mu * out.multivectors()),
                out.scalars() == 0 || in.multivectors() == 0
                        ? null
                        : p.uniform("mvs2s.weight", 1, out.scalars(), mu * in.multivectors()),
                out.scalars() == 0 ? null : p.uniform("mvs2s.bias", 1, out.scalars()),
                out.scalars() == 0 ? null : p.uniform("s2s.weight", 1, out.scalars(), in.scalars()));
        return new EquiWeights(p, in, EquiWeights.Part.of(n, out));
    }

    static double[] uniform(int n) {
        return new RandomStreams(SEED).stream("test", n).doubles(n, -1, 1).toArray();
    }

    private static double[] differences(Function<double[], Double> f, double[] x) {
        double h = 1e-5;
        double[] d = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] y = Arrays.copyOf(x, x.length);
            y[i] = x[i] + h;
            double up = f.apply(y);
            y[i] = x[i] - h;
            d[i] = (up - f.apply(y)) / (2 * h);
        }
        return d;
    }

    private static void assertClose(double[] actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("entry %d", i)
                    .isCloseTo(expected[i], within(DIFFERENCE * Math.max(1, Math.abs(expected[i]))));
        }
    }
}
