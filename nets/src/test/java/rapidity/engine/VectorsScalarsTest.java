package rapidity.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.engine.kernel.Unary;
import rapidity.engine.kernel.VectorGate;
import rapidity.random.RandomStreams;

class VectorsScalarsTest {
    /// Differences of fourth order with step 1e-4: truncation 1e-17 times a fifth derivative, 1e8 and more where a norm
    /// is small; rounding 1e-16 / 1e-4 = 1e-12.
    private static final double DIFFERENCE = 2e-8;

    static final long SEED = 7;
    private static final VectorChannels WIDTH = new VectorChannels(2, 3);
    static final int TOKENS = 19;
    private static final Attend ATTEND = Attend.segments(0, 1, 6, 19);

    /// One operation, as a network of one layer.
    record Case(String name, VectorChannels in, Function<Params, Function<VectorsScalars, VectorsScalars>> layer) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                linear("linear", WIDTH, new VectorChannels(3, 5)),
                linear("linear to scalars only", WIDTH, new VectorChannels(0, 9)),
                linear("linear to vectors only", WIDTH, new VectorChannels(3, 0)),
                linear("linear from scalars only", new VectorChannels(0, 3), WIDTH),
                linear("linear from vectors only", new VectorChannels(2, 0), WIDTH),
                new Case("a bias alone", new VectorChannels(2, 0), p -> {
                    VectorWeights.Natural natural = new VectorWeights.Natural(
                            p.uniform("v", 1, 2, 2), p.uniform("s", 1, 3, 0), p.uniform("bias", 1, 3));
                    VectorWeights w = new VectorWeights(p, new VectorChannels(2, 0), WIDTH, natural, v -> v, s -> s);
                    return x -> x.linear(w);
                }),
                new Case("vectors alone", WIDTH, p -> x -> x.only(new VectorChannels(2, 0))),
                new Case("scalars alone", WIDTH, p -> x -> x.only(new VectorChannels(0, 3))),
                new Case("norm with gains and a residual", WIDTH, p -> {
                    NormGains gains = NormGains.ofVectors(
                            p, WIDTH, p.uniformAround("v", 1, 0.5, 2), p.uniformAround("s", 1, 0.5, 3));
                    return x -> x.norm(gains).plus(x);
                }),
                new Case("norm", new VectorChannels(4, 6), p -> x -> x.norm()),
                new Case("norm of vectors only", new VectorChannels(4, 0), p -> x -> x.norm()),
                new Case("gated linear unit", WIDTH, p -> {
                    VectorWeights w = weights(p, WIDTH, new VectorChannels(6, 4));
                    return x -> x.gatedLinear(w, new VectorGate(Unary.GELU, Unary.SIGMOID, 0.5));
                }),
                new Case("self-attention", new VectorChannels(6, 6), p -> {
                    VectorHeads heads = VectorHeads.self(new VectorChannels(1, 1), 2);
                    return x -> x.attention(heads, ATTEND);
                }),
                new Case("cross-attention", WIDTH, p -> {
                    VectorWeights q = weights(p.in("q"), WIDTH, new VectorChannels(2, 2));
                    VectorWeights kv = weights(p.in("kv"), WIDTH, new VectorChannels(4, 4));
                    VectorHeads heads = VectorHeads.cross(new VectorChannels(1, 1), 2);
                    return x -> x.linear(q).attention(x.linear(kv), heads, ATTEND);
                }));
    }

    private static Case linear(String name, VectorChannels in, VectorChannels out) {
        return new Case(name, in, p -> {
            VectorWeights w = weights(p, in, out);
            return x -> x.linear(w);
        });
    }

    private static VectorWeights weights(Params p, VectorChannels in, VectorChannels out) {
        boolean vectors = in.vectors() * out.vectors() > 0;
        boolean scalars = in.scalars() * out.scalars() > 0;
        VectorWeights.Natural natural = new VectorWeights.Natural(
                vectors ? p.uniform("v", 1, out.vectors(), in.vectors()) : null,
                scalars ? p.uniform("s", 1, out.scalars(), in.scalars()) : null,
                scalars ? p.uniform("bias", 1, out.scalars()) : null);
        return new VectorWeights(p, in, out, natural, v -> out.vectors() - 1 - v, s -> s);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreThoseOfFiniteDifferences(Case c) {
        Params p = Params.of(new RandomStreams(SEED));
        Function<VectorsScalars, VectorsScalars> layer = c.layer.apply(p);
        Weights weights = p.weights(Engine.scalar(Precision.FLOAT64));
        double[] v = uniform(TOKENS * 4 * c.in.vectors());
        double[] s = uniform(TOKENS * c.in.scalars());

        Gradients gradients = new Gradients(weights);
        gradients.clear();
        Tape tape = Tape.recording(weights, gradients);
        Tensor tv = c.in.vectors() == 0 ? null : tape.variable(v, TOKENS, c.in.vectors(), 4);
        Tensor ts = c.in.scalars() == 0 ? null : tape.variable(s, TOKENS, c.in.scalars());
        tape.backward(loss(layer.apply(VectorsScalars.of(tv, ts))));

        BiFunction<double[], double[], Double> f = (a, b) -> {
            Tape forward = Tape.forward(weights);
            @Nullable Tensor fv = a.length == 0 ? null : forward.tensor(a, TOKENS, c.in.vectors(), 4);
            @Nullable Tensor fs = b.length == 0 ? null : forward.tensor(b, TOKENS, c.in.scalars());
            return loss(layer.apply(VectorsScalars.of(fv, fs))).item();
        };
        if (tv != null) {
            assertClose(tv.gradient(), differences(a -> f.apply(a, s), v));
        }
        if (ts != null) {
            assertClose(ts.gradient(), differences(b -> f.apply(v, b), s));
        }

        checkWeights(weights, gradients, () -> f.apply(v, s));
    }

    private static void checkWeights(Weights weights, Gradients gradients, Supplier<Double> loss) {
        double[] g = new double[weights.size()];
        weights.engine().ops().read(gradients.collect(), 0, g);
        double[] w = new double[weights.size()];
        weights.engine().ops().read(weights.values(), 0, w);
        assertClose(
                g,
                differences(
                        changed -> {
                            weights.engine().ops().write(changed, weights.values(), 0);
                            weights.pack();
                            return loss.get();
                        },
                        w));
    }

    static Tensor loss(VectorsScalars y) {
        Tensor r = y.width().vectors() > 0 ? weighted(y.vectors()) : null;
        if (y.width().scalars() > 0) {
            Tensor s = weighted(y.scalars());
            r = r == null ? s : r.plus(s);
        }
        return Objects.requireNonNull(r);
    }

    private static Tensor weighted(Tensor y) {
        double[] w = uniform(y.shape().size());
        return y.times(y.tape().tensor(w, y.shape().toArray())).sum();
    }

    static double[] uniform(int n) {
        return new RandomStreams(SEED).stream("test", n).doubles(n, -1, 1).toArray();
    }

    /// Of fourth order: norms of heads that are nearly light-like curve too much for the second.
    private static double[] differences(Function<double[], Double> f, double[] x) {
        double h = 1e-4;
        double[] d = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            d[i] = (8 * difference(f, x, i, h) - difference(f, x, i, 2 * h)) / (12 * h);
        }
        return d;
    }

    private static double difference(Function<double[], Double> f, double[] x, int i, double h) {
        double[] y = Arrays.copyOf(x, x.length);
        y[i] = x[i] + h;
        double up = f.apply(y);
        y[i] = x[i] - h;
        return up - f.apply(y);
    }

    private static void assertClose(double[] actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("entry %d", i)
                    .isCloseTo(expected[i], within(DIFFERENCE * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheNumbers() {
        Params p = Params.of(new RandomStreams(SEED));
        VectorWeights w = weights(p, WIDTH, WIDTH);
        Tape tape = Tape.forward(p.weights(Engine.scalar(Precision.FLOAT64)));
        VectorsScalars x = VectorsScalars.of(tape.tensor(new double[24], 2, 3, 4), null);
        assertRefused(() -> x.linear(w), "vectors=3");
        assertRefused(() -> x.plus(VectorsScalars.of(null, tape.tensor(new double[2], 2, 1))), "cannot add");
        assertRefused(() -> x.attention(VectorHeads.self(WIDTH, 2), ATTEND), "2 heads");
        VectorsScalars fits = VectorsScalars.of(tape.tensor(new double[8], 1, 2, 4), tape.tensor(new double[3], 1, 3));
        assertRefused(() -> fits.gatedLinear(w, new VectorGate(Unary.GELU, Unary.GELU, 1)), "twice some scalars");
        assertRefused(() -> VectorsScalars.of(tape.tensor(new double[6], 2, 1, 3), null), "[tokens, vectors, 4]");
        assertRefused(() -> VectorsScalars.of(null, null), "neither");
    }

    private static void assertRefused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
