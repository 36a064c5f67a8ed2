package rapidity.net;

import java.util.List;
import java.util.stream.Stream;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.engine.VectorChannels;
import rapidity.layer.GeometricProduct;
import rapidity.layer.KeyValues;
import rapidity.layer.Nonlinearity;
import rapidity.layer.SelfAttention;

/// The networks that [NetContract] is about: every kind, and every option once.
final class SampleConfigs {
    private static final Channels IN = new Channels(1, 2);
    private static final Channels HIDDEN = new Channels(4, 8);
    private static final Channels OUT = new Channels(1, 1);

    private SampleConfigs() {}

    static List<NetConfig> all() {
        return Stream.of(plain(), attention(), conditional(), perceptrons(), slim(), baselines())
                .flatMap(List::stream)
                .toList();
    }

    private static List<NetConfig> plain() {
        return List.of(
                LgatrConfig.v2(IN, HIDDEN, OUT, 2, 2),
                LgatrConfig.v1(IN, HIDDEN, OUT, 2, 2).withHeadScale().withMlpRatio(2),
                LgatrConfig.v2(new Channels(2, 0), new Channels(3, 5), new Channels(2, 0), 1, 3)
                        .withSymmetry(SymmetryGroup.FULL_LORENTZ)
                        .withAttentionRatio(2)
                        .withHeadScale(),
                LgatrConfig.v1(IN, HIDDEN, new Channels(1, 3), 1, 4)
                        .withSymmetry(SymmetryGroup.FULL_LORENTZ)
                        .withMlpLayers(3)
                        .withNonlinearity(Nonlinearity.SILU),
                LgatrConfig.v2(new Channels(2, 0), new Channels(3, 0), new Channels(1, 0), 2, 1),
                LgatrConfig.v2(IN, HIDDEN, new Channels(0, 2), 1, 2).withMlpLayers(1),
                LgatrConfig.v2(IN, HIDDEN, OUT, 0, 1));
    }

    private static List<NetConfig> attention() {
        return List.of(
                LgatrConfig.v2(new Channels(2, 3), new Channels(4, 5), OUT, 2, 2)
                        .withBlock(b -> b.withAttention(a -> a.withKeyValues(KeyValues.SHARED)
                                .withHeadScale()
                                .withRatio(2)))
                        .withReinserted(new ReinsertedChannels(List.of(1), List.of(0, 2)))
                        .withRecomputation(Recomputation.BLOCKS),
                LgatrConfig.v1(IN, HIDDEN, OUT, 1, 2)
                        .withReinserted(new ReinsertedChannels(List.of(0), List.of()))
                        .withBlock(b -> b.withMlp(m -> m.withProduct(GeometricProduct.NONE))),
                LgatrConfig.v2(IN, HIDDEN, OUT, 1, 2)
                        .withBlock(b -> b.withMlp(m -> m.withProduct(GeometricProduct.WITHOUT_BIVECTORS))));
    }

    private static List<NetConfig> conditional() {
        return List.of(
                ConditionalLgatrConfig.v2(IN, new Channels(2, 3), HIDDEN, OUT, 2, 2)
                        .withCrossAttention(c -> c.withAttention(SelfAttention.Config::withHeadScale))
                        .withRecomputation(Recomputation.BLOCKS),
                ConditionalLgatrConfig.v1(IN, new Channels(1, 3), HIDDEN, OUT, 1, 2)
                        .withBlock(b -> b.withSymmetry(SymmetryGroup.FULL_LORENTZ))
                        .withCrossAttention(c -> c.withAttention(
                                a -> a.withKeyValues(KeyValues.SHARED).withHeadScale())));
    }

    private static List<NetConfig> perceptrons() {
        return List.of(
                GapConfig.v2(new Channels(3, 1), HIDDEN, OUT, 2, 1),
                GapConfig.v1(new Channels(2, 1), HIDDEN, OUT, 2, 2).withSymmetry(SymmetryGroup.FULL_LORENTZ));
    }

    private static List<NetConfig> slim() {
        VectorChannels in = new VectorChannels(1, 2);
        VectorChannels hidden = new VectorChannels(4, 8);
        VectorChannels one = new VectorChannels(1, 1);
        return List.of(
                LgatrSlimConfig.v2(in, hidden, one, 2, 2),
                LgatrSlimConfig.v1(new VectorChannels(2, 3), new VectorChannels(6, 9), new VectorChannels(2, 3), 2, 3)
                        .withAttentionRatio(2)
                        .withMlpLayers(3)
                        .withNonlinearities(Nonlinearity.SILU, Nonlinearity.TANH),
                LgatrSlimConfig.v2(in, hidden, new VectorChannels(0, 2), 2, 2),
                LgatrSlimConfig.v2(in, new VectorChannels(3, 5), new VectorChannels(2, 0), 2, 1),
                LgatrSlimConfig.v2(in, hidden, new VectorChannels(1, 2), 0, 1),
                new ConditionalLgatrSlimConfig(LgatrSlimConfig.v2(in, hidden, one, 2, 2), new VectorChannels(2, 3)));
    }

    private static List<NetConfig> baselines() {
        return List.of(
                new TransformerConfig(6, 24, 2, 2, 3),
                new MlpConfig(12, 16, 3, 2),
                LorentzNetConfig.of(2, 12, 3, 2).withStep(0.1),
                LorentzNetConfig.of(0, 7, 1, 1),
                new PfnConfig(5, List.of(12, 16), List.of(9), 2),
                new PfnConfig(4, List.of(12), List.of(), 1),
                new CgennConfig(2, new Channels(2, 5), 4, 3, 1, 0),
                new DsiConfig(List.of(1, 0, 1), 7, 2, 3, 2));
    }
}
