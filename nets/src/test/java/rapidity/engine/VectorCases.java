package rapidity.engine;

import java.util.stream.Stream;
import rapidity.engine.kernel.Unary;
import rapidity.engine.kernel.VectorGate;

/// Every operation on four-vectors and scalars.
final class VectorCases {
    static final VectorChannels WIDTH = new VectorChannels(2, 3);

    private VectorCases() {}

    static Stream<OperationCase> all() {
        return Stream.of(
                linear("linear", WIDTH, new VectorChannels(3, 5)),
                linear("linear to scalars only", WIDTH, new VectorChannels(0, 9)),
                linear("linear to vectors only", WIDTH, new VectorChannels(3, 0)),
                linear("linear from scalars only", new VectorChannels(0, 3), WIDTH),
                linear("linear from vectors only", new VectorChannels(2, 0), WIDTH),
                OperationCase.of("a bias alone", new VectorChannels(2, 0), p -> {
                    VectorWeights.Natural natural = new VectorWeights.Natural(
                            p.uniform("v", 1, 2, 2), p.uniform("s", 1, 3, 0), p.uniform("bias", 1, 3));
                    VectorWeights w = new VectorWeights(p, new VectorChannels(2, 0), WIDTH, natural, v -> v, s -> s);
                    return x -> x.linear(w);
                }),
                OperationCase.of("vectors alone", WIDTH, p -> x -> x.only(new VectorChannels(2, 0))),
                OperationCase.of("scalars alone", WIDTH, p -> x -> x.only(new VectorChannels(0, 3))),
                OperationCase.of("norm with gains and a residual", WIDTH, p -> {
                    NormGains gains = NormGains.ofVectors(
                            p, WIDTH, p.uniformAround("v", 1, 0.5, 2), p.uniformAround("s", 1, 0.5, 3));
                    return x -> x.norm(gains).plus(x);
                }),
                OperationCase.of("norm", new VectorChannels(4, 6), p -> x -> x.norm()),
                OperationCase.of("norm of vectors only", new VectorChannels(4, 0), p -> x -> x.norm()),
                OperationCase.of("gated linear unit", WIDTH, p -> {
                    VectorWeights w = weights(p, WIDTH, new VectorChannels(6, 4));
                    return x -> x.gatedLinear(w, new VectorGate(Unary.GELU, Unary.SIGMOID, 0.5));
                }),
                OperationCase.of("self-attention", new VectorChannels(6, 6), p -> {
                    VectorHeads heads = VectorHeads.self(new VectorChannels(1, 1), 2);
                    return x -> x.attention(heads, OperationCase.ATTEND);
                }),
                OperationCase.of("cross-attention", WIDTH, p -> {
                    VectorWeights q = weights(p.in("q"), WIDTH, new VectorChannels(2, 2));
                    VectorWeights kv = weights(p.in("kv"), WIDTH, new VectorChannels(4, 4));
                    VectorHeads heads = VectorHeads.cross(new VectorChannels(1, 1), 2);
                    return x -> x.linear(q).attention(x.linear(kv), heads, OperationCase.ATTEND);
                }));
    }

    private static OperationCase linear(String name, VectorChannels in, VectorChannels out) {
        return OperationCase.of(name, in, p -> {
            VectorWeights w = weights(p, in, out);
            return x -> x.linear(w);
        });
    }

    static VectorWeights weights(Params p, VectorChannels in, VectorChannels out) {
        boolean vectors = in.vectors() * out.vectors() > 0;
        boolean scalars = in.scalars() * out.scalars() > 0;
        VectorWeights.Natural natural = new VectorWeights.Natural(
                vectors ? p.uniform("v", 1, out.vectors(), in.vectors()) : null,
                scalars ? p.uniform("s", 1, out.scalars(), in.scalars()) : null,
                scalars ? p.uniform("bias", 1, out.scalars()) : null);
        return new VectorWeights(p, in, out, natural, v -> out.vectors() - 1 - v, s -> s);
    }
}
