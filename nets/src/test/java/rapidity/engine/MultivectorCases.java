package rapidity.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import rapidity.engine.kernel.Unary;

/// Every operation on multivectors and scalars.
final class MultivectorCases {
    private static final Channels WIDTH = new Channels(2, 3);

    private MultivectorCases() {}

    static Stream<OperationCase> all() {
        return Stream.of(linear(), operations(), attention()).flatMap(cases -> cases);
    }

    private static Stream<OperationCase> linear() {
        return Stream.of(
                OperationCase.of("linear", WIDTH, p -> {
                    EquiWeights w = weights(p, WIDTH, new Channels(3, 5), 10);
                    return x -> x.equiLinear(w);
                }),
                OperationCase.of("linear of five maps", WIDTH, p -> {
                    EquiWeights w = weights(p, WIDTH, new Channels(3, 5), 5);
                    return x -> x.equiLinear(w);
                }),
                OperationCase.of("linear to scalars only", WIDTH, p -> {
                    EquiWeights w = weights(p, WIDTH, new Channels(0, 9), 10);
                    return x -> x.equiLinear(w);
                }),
                OperationCase.of("linear from scalars only", new Channels(0, 3), p -> {
                    EquiWeights w = weights(p, new Channels(0, 3), new Channels(2, 1), 10);
                    return x -> x.equiLinear(w);
                }));
    }

    private static Stream<OperationCase> operations() {
        return Stream.of(
                OperationCase.of("bilinear", WIDTH, p -> {
                    EquiWeights left = weights(p.in("left"), WIDTH, new Channels(4, 0), 10);
                    EquiWeights out = weights(p.in("out"), new Channels(2, 3), new Channels(1, 2), 10);
                    return x -> x.equiLinear(left).geometricProduct().equiLinear(out, x);
                }),
                OperationCase.of("norm with gains", WIDTH, p -> {
                    NormGains gains = NormGains.ofGrades(
                            p, WIDTH, p.uniformAround("mv", 1, 0.5, 2, 5), p.uniformAround("s", 1, 0.5, 3));
                    return x -> x.norm(gains).plus(x);
                }),
                OperationCase.of("gate", WIDTH, p -> x -> x.gate(Unary.GELU, Unary.GELU_TANH)),
                OperationCase.of("without bivectors", WIDTH, p -> Multivectors::withoutBivectors),
                OperationCase.of(
                        "joined channels",
                        WIDTH,
                        p -> x -> x.concatenate(x.channels(List.of(1, 1), List.of(2)))
                                .norm()),
                OperationCase.of("checkpoint", WIDTH, p -> {
                    EquiWeights w = weights(p, WIDTH, WIDTH, 10);
                    return x ->
                            x.checkpoint(y -> y.plus(y.norm().equiLinear(w))).checkpoint(y -> y.plus(x));
                }));
    }

    private static Stream<OperationCase> attention() {
        return Stream.of(
                OperationCase.of("self-attention", new Channels(6, 6), p -> {
                    Heads heads = Heads.self(new Channels(1, 1), 2, 2);
                    return x -> x.attention(heads, OperationCase.ATTEND);
                }),
                OperationCase.of("self-attention of normalised heads with gains", new Channels(6, 6), p -> {
                    Heads heads = Heads.self(new Channels(1, 1), 2, 2)
                            .normalised(p, p.uniformAround("head_scale", 1, 0.5, 2));
                    return x -> x.attention(heads, OperationCase.ATTEND);
                }),
                OperationCase.of("self-attention by the Euclidean product", new Channels(6, 6), p -> {
                    Heads heads =
                            Heads.self(new Channels(1, 1), 2, 2).euclidean().normalised();
                    return x -> x.attention(heads, OperationCase.ATTEND);
                }),
                OperationCase.of("masked multi-query attention", new Channels(4, 4), p -> {
                    Heads heads = Heads.self(new Channels(1, 1), 2, 1).normalised();
                    Attend masked = OperationCase.ATTEND.withKeyMask(mask());
                    return x -> x.attention(heads, masked);
                }),
                OperationCase.of("causal cross-attention with shared keys and head scales", new Channels(4, 4), p -> {
                    Heads heads = Heads.cross(new Channels(1, 1), 2, 1);
                    Parameter scale = p.uniform("head_scale", 1, 2);
                    return x -> x.channels(List.of(0, 1), List.of(0, 1))
                            .attention(x.channels(List.of(2, 3), List.of(2, 3)), heads, OperationCase.ATTEND.causal())
                            .scaleHeads(heads, scale);
                }));
    }

    /// Every fourth key is padding, and the whole first sequence.
    private static double[] mask() {
        double[] r = new double[OperationCase.TOKENS];
        Arrays.setAll(r, i -> i % 4 == 0 ? Double.NEGATIVE_INFINITY : 0.1 * i);
        return r;
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
}
