package rapidity.net;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Attend;
import rapidity.engine.Buffer;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Multivectors;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.engine.Weights;
import rapidity.layer.Tokens;
import rapidity.layer.graph.TokenSets;
import rapidity.random.RandomStreams;

/// A network of any kind as a function of multivectors and scalars. Networks without symmetry see four-momenta: the
/// vector part of each multivector. For an MLP a token is an event and its channels are the particles. The condition of
/// a conditional network is the last channels of the tokens.
final class NetUnderTest {
    final Channels in;
    final Channels out;
    final Optional<SymmetryGroup> symmetry;
    final Weights weights;
    private final BiFunction<Multivectors, Attend, Multivectors> f;

    private NetUnderTest(
            Channels in,
            Channels out,
            Optional<SymmetryGroup> symmetry,
            Weights weights,
            BiFunction<Multivectors, Attend, Multivectors> f) {
        this.in = in;
        this.out = out;
        this.symmetry = symmetry;
        this.weights = weights;
        this.f = f;
    }

    static NetUnderTest of(NetConfig config, Engine engine, long seed) {
        Params p = Params.of(new RandomStreams(seed));
        return switch (config) {
            case LgatrConfig c -> {
                Lgatr net = new Lgatr(p, c);
                SymmetryGroup group = c.block().linear().symmetry();
                yield new NetUnderTest(c.in(), c.out(), Optional.of(group), p.weights(engine), net::apply);
            }
            case LgatrSlimConfig c -> {
                LgatrSlim net = new LgatrSlim(p, c);
                yield slim(c.in(), c, p.weights(engine), net::apply);
            }
            case ConditionalLgatrSlimConfig c -> conditional(p, c, engine);
            case ConditionalLgatrConfig c -> conditional(p, c, engine);
            case GapConfig c -> {
                Gap net = new Gap(p, c);
                Optional<SymmetryGroup> group = Optional.of(c.linear().symmetry());
                yield new NetUnderTest(c.in(), c.out(), group, p.weights(engine), (x, attend) -> net.apply(x));
            }
            case TransformerConfig c -> {
                Transformer net = new Transformer(p, c);
                Channels in = new Channels(1, c.in() - 4);
                yield new NetUnderTest(
                        in,
                        new Channels(0, c.out()),
                        Optional.empty(),
                        p.weights(engine),
                        (x, attend) -> Multivectors.of(null, net.apply(features(x), attend)));
            }
            case MlpConfig c -> perceptron(p, c, engine);
            case LorentzNetConfig c -> jets(p, c, engine);
            case PfnConfig c -> jets(p, c, engine);
            case CgennConfig c -> events(p, c, engine);
            case DsiConfig c -> deepSets(p, c, engine);
            case AutoencoderConfig c -> throw new IllegalArgumentException("see AutoencoderContract: " + c);
        };
    }

    private static NetUnderTest perceptron(Params p, MlpConfig c, Engine engine) {
        Mlp net = new Mlp(p, c);
        return new NetUnderTest(
                new Channels(c.in() / 4, 0),
                new Channels(0, c.out()),
                Optional.empty(),
                p.weights(engine),
                (x, attend) -> Multivectors.of(null, net.apply(features(x))));
    }

    private static NetUnderTest jets(Params p, LorentzNetConfig c, Engine engine) {
        LorentzNet net = new LorentzNet(p, c);
        return new NetUnderTest(
                new Channels(1, c.scalars()),
                new Channels(0, c.out()),
                Optional.of(SymmetryGroup.FULL_LORENTZ),
                p.weights(engine),
                (x, attend) -> ofJets(net.apply(vectorsScalars(x), attend), attend));
    }

    private static NetUnderTest jets(Params p, PfnConfig c, Engine engine) {
        Pfn net = new Pfn(p, c);
        return new NetUnderTest(
                new Channels(1, c.in() - 4),
                new Channels(0, c.out()),
                Optional.empty(),
                p.weights(engine),
                (x, attend) -> ofJets(net.apply(features(x), attend), attend));
    }

    private static NetUnderTest events(Params p, CgennConfig c, Engine engine) {
        Cgenn net = new Cgenn(p, c);
        return new NetUnderTest(
                new Channels(1, c.types()),
                new Channels(0, c.out()),
                Optional.of(SymmetryGroup.FULL_LORENTZ),
                p.weights(engine),
                (x, attend) -> ofJets(net.apply(vectorsScalars(x), attend), attend));
    }

    /// As for an MLP, a token is an event. Products are functions of the momenta here.
    private static NetUnderTest deepSets(Params p, DsiConfig c, Engine engine) {
        Dsi net = new Dsi(p, c);
        int n = c.types().size();
        int[] pairs = IntStream.range(0, n * n).filter(k -> k / n <= k % n).toArray();
        return new NetUnderTest(
                new Channels(n, 0), new Channels(0, c.out()), Optional.empty(), p.weights(engine), (x, attend) -> {
                    Tensor momenta = x.multivectors().slice(2, 1, 5);
                    Tensor metric = x.tape().tensor(new double[] {1, -1, -1, -1}, 4);
                    Tensor products = momenta.matmul(momenta.times(metric).permute(0, 2, 1))
                            .reshape(x.tokens(), n * n)
                            .permute(1, 0)
                            .gather(pairs)
                            .permute(1, 0);
                    return Multivectors.of(null, net.apply(momenta, products));
                });
    }

    private static NetUnderTest conditional(Params p, ConditionalLgatrSlimConfig c, Engine engine) {
        ConditionalLgatrSlim net = new ConditionalLgatrSlim(p, c);
        VectorChannels in = c.net().in();
        VectorChannels both = new VectorChannels(
                in.vectors() + c.condition().vectors(),
                in.scalars() + c.condition().scalars());
        return slim(both, c.net(), p.weights(engine), (x, attend) -> {
            VectorsScalars own = VectorsScalars.of(
                    x.vectors().slice(1, 0, in.vectors()), x.scalars().slice(1, 0, in.scalars()));
            VectorsScalars condition = VectorsScalars.of(
                    x.vectors().slice(1, in.vectors(), both.vectors()),
                    x.scalars().slice(1, in.scalars(), both.scalars()));
            return net.apply(own, condition, attend, attend);
        });
    }

    /// A network of four-vectors, the vector part of each multivector; the last channels may be a condition.
    private static NetUnderTest slim(
            VectorChannels in,
            LgatrSlimConfig c,
            Weights weights,
            BiFunction<VectorsScalars, Attend, VectorsScalars> net) {
        return new NetUnderTest(
                new Channels(in.vectors(), in.scalars()),
                new Channels(c.out().vectors(), c.out().scalars()),
                Optional.of(SymmetryGroup.FULL_LORENTZ),
                weights,
                (x, attend) -> {
                    Tensor vectors = in.vectors() == 0 ? null : x.multivectors().slice(2, 1, 5);
                    Tensor scalars = in.scalars() == 0 ? null : x.scalars();
                    VectorsScalars y = net.apply(VectorsScalars.of(vectors, scalars), attend);
                    return Multivectors.of(
                            c.out().vectors() == 0 ? null : y.vectors().pad(2, 1, 16),
                            c.out().scalars() == 0 ? null : y.scalars());
                });
    }

    private static NetUnderTest conditional(Params p, ConditionalLgatrConfig c, Engine engine) {
        ConditionalLgatr net = new ConditionalLgatr(p, c);
        Channels in = c.in();
        return new NetUnderTest(
                in.plus(c.condition()),
                c.out(),
                Optional.of(c.block().linear().symmetry()),
                p.weights(engine),
                (x, attend) -> {
                    Multivectors condition = channels(x, in.multivectors(), in.scalars(), c.condition());
                    return net.apply(channels(x, 0, 0, in), condition, attend, attend);
                });
    }

    /// Channels from given ones on.
    private static Multivectors channels(Multivectors x, int multivector, int scalar, Channels width) {
        return x.channels(
                IntStream.range(multivector, multivector + width.multivectors())
                        .boxed()
                        .toList(),
                IntStream.range(scalar, scalar + width.scalars()).boxed().toList());
    }

    /// Each token has the result of its jet.
    private static Multivectors ofJets(Tensor y, Attend attend) {
        return Multivectors.of(null, new TokenSets(attend).spread(y));
    }

    private static VectorsScalars vectorsScalars(Multivectors x) {
        return VectorsScalars.of(x.multivectors().slice(2, 1, 5), x.width().scalars() == 0 ? null : x.scalars());
    }

    private static Tensor features(Multivectors x) {
        int momenta = 4 * x.width().multivectors();
        Tensor vectors = x.multivectors().slice(2, 1, 5).reshape(x.tokens(), momenta);
        return x.width().scalars() == 0 ? vectors : Tensor.concatenate(1, List.of(vectors, x.scalars()));
    }

    Multivectors apply(Multivectors x, Attend attend) {
        return f.apply(x, attend);
    }

    Tokens apply(Tokens x, Attend attend) {
        return Tokens.of(apply(x.on(Tape.forward(weights)), attend));
    }

    /// A weighted sum of all outputs.
    static Tensor loss(Multivectors y) {
        List<Tensor> parts = new ArrayList<>();
        if (y.width().multivectors() > 0) {
            parts.add(y.multivectors());
        }
        if (y.width().scalars() > 0) {
            parts.add(y.scalars());
        }
        return parts.stream()
                .map(NetUnderTest::weightedSum)
                .reduce(Tensor::plus)
                .orElseThrow();
    }

    private static Tensor weightedSum(Tensor y) {
        double[] w = new double[y.shape().size()];
        for (int i = 0; i < w.length; i++) {
            w[i] = Math.sin(1.3 * i + 0.2);
        }
        return y.times(y.tape().tensor(w, y.shape().toArray())).sum();
    }

    double loss(Tokens x, Attend attend) {
        return loss(apply(x.on(Tape.forward(weights)), attend)).item();
    }

    /// The loss with its gradients.
    Differentiated differentiate(Tokens x, Attend attend) {
        Gradients gradients = new Gradients(weights);
        gradients.clear();
        Tape tape = Tape.recording(weights, gradients);
        Tensor mv = x.multivectorsOn(tape);
        Tensor s = x.scalarsOn(tape);
        Multivectors y = apply(Multivectors.of(mv, s), attend);
        Tokens output = Tokens.of(y);
        tape.backward(loss(y));
        Tokens byInputs = new Tokens(
                x.width(),
                x.count(),
                mv == null ? new double[0] : mv.gradient(),
                s == null ? new double[0] : s.gradient());
        return new Differentiated(output, byInputs, byName(weights, gradients));
    }

    record Differentiated(Tokens output, Tokens byInputs, Map<String, double[]> byParameters) {}

    /// The gradients of all parameters.
    static Map<String, double[]> byName(Weights weights, Gradients gradients) {
        Buffer collected = gradients.collect();
        Map<String, double[]> r = new LinkedHashMap<>();
        for (Parameter p : weights.parameters()) {
            double[] g = new double[p.shape().size()];
            weights.engine().ops().read(collected, p.offset(), g);
            r.put(p.name(), g);
        }
        return r;
    }
}
