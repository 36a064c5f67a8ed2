package rapidity.engine;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rapidity.random.RandomStreams;

/// One operation, as a network of one layer of multivectors or four-vectors, and scalars.
///
/// @param channels of multivectors or four-vectors
/// @param components of each of them
record OperationCase(String name, int channels, int components, int scalars, Function<Params, Layer> layer) {
    static final long SEED = 7;
    static final int TOKENS = 19;
    static final Attend ATTEND = Attend.segments(0, 1, 6, 19);

    /// What becomes of `[tokens, channels, components]` and `[tokens, scalars]`; results that have no channel are left
    /// out.
    interface Layer {
        List<Tensor> apply(Tensor first, Tensor scalars);
    }

    static Stream<OperationCase> all() {
        return Stream.concat(MultivectorCases.all(), VectorCases.all());
    }

    static OperationCase of(String name, Channels in, Function<Params, Function<Multivectors, Multivectors>> layer) {
        return new OperationCase(name, in.multivectors(), 16, in.scalars(), p -> {
            Function<Multivectors, Multivectors> f = layer.apply(p);
            return (mv, s) -> {
                Multivectors y = f.apply(Multivectors.of(orNull(mv), orNull(s)));
                return present(
                        y.width().multivectors() == 0 ? null : y.multivectors(),
                        y.width().scalars() == 0 ? null : y.scalars());
            };
        });
    }

    static OperationCase of(
            String name, VectorChannels in, Function<Params, Function<VectorsScalars, VectorsScalars>> layer) {
        return new OperationCase(name, in.vectors(), 4, in.scalars(), p -> {
            Function<VectorsScalars, VectorsScalars> f = layer.apply(p);
            return (v, s) -> {
                VectorsScalars y = f.apply(VectorsScalars.of(orNull(v), orNull(s)));
                return present(
                        y.width().vectors() == 0 ? null : y.vectors(), y.width().scalars() == 0 ? null : y.scalars());
            };
        });
    }

    private static @Nullable Tensor orNull(Tensor x) {
        return x.shape().size() == 0 ? null : x;
    }

    private static List<Tensor> present(@Nullable Tensor... results) {
        return Stream.of(results).filter(Objects::nonNull).toList();
    }

    double[] first() {
        return uniform(TOKENS * channels * components);
    }

    double[] second() {
        return uniform(TOKENS * scalars);
    }

    /// A sum of all results, each number with a weight of its own.
    double loss(Layer net, Weights weights, double[] first, double[] second) {
        Tape tape = Tape.forward(weights);
        return sum(net.apply(tape.tensor(first, TOKENS, channels, components), tape.tensor(second, TOKENS, scalars)))
                .item();
    }

    /// The results, and what that sum has for gradients.
    Results results(Layer net, Weights weights) {
        Gradients gradients = new Gradients(weights);
        gradients.clear();
        Tape tape = Tape.recording(weights, gradients);
        Tensor x = tape.variable(first(), TOKENS, channels, components);
        Tensor s = tape.variable(second(), TOKENS, scalars);
        List<Tensor> y = net.apply(x, s);
        List<double[]> values = y.stream().map(Tensor::toArray).toList();
        tape.backward(sum(y));
        double[] byWeights = new double[weights.size()];
        weights.engine().ops().read(gradients.collect(), 0, byWeights);
        return new Results(values, x.gradient(), s.gradient(), byWeights);
    }

    private static Tensor sum(List<Tensor> results) {
        return results.stream()
                .map(y -> y.times(y.tape()
                                .tensor(uniform(y.shape().size()), y.shape().toArray()))
                        .sum())
                .reduce(Tensor::plus)
                .orElseThrow();
    }

    static double[] uniform(int n) {
        return new RandomStreams(SEED).stream("test", n).doubles(n, -1, 1).toArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
