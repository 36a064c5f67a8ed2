package rapidity.net;

import java.util.List;
import java.util.stream.Stream;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.engine.VectorChannels;
import rapidity.layer.Nonlinearity;

/// A small network of every kind, with options on and off.
final class SampleConfigs {
    private SampleConfigs() {}

    static List<NetConfig> all() {
        return Stream.of(lgatr(), slim(), List.of(new TransformerConfig(6, 24, 2, 2, 3), new MlpConfig(12, 16, 3, 2)))
                .<NetConfig>flatMap(List::stream)
                .toList();
    }

    private static List<LgatrConfig> lgatr() {
        Channels in = new Channels(1, 2);
        Channels hidden = new Channels(4, 8);
        Channels out = new Channels(1, 1);
        return List.of(
                LgatrConfig.v2(in, hidden, out, 2, 2),
                LgatrConfig.v1(in, hidden, out, 2, 2).withHeadScale().withMlpRatio(2),
                LgatrConfig.v2(new Channels(2, 0), new Channels(3, 5), new Channels(2, 0), 1, 3)
                        .withSymmetry(SymmetryGroup.FULL_LORENTZ)
                        .withAttentionRatio(2)
                        .withHeadScale(),
                LgatrConfig.v1(in, hidden, new Channels(1, 3), 1, 4)
                        .withSymmetry(SymmetryGroup.FULL_LORENTZ)
                        .withMlpLayers(3)
                        .withNonlinearity(Nonlinearity.SILU),
                LgatrConfig.v2(new Channels(2, 0), new Channels(3, 0), new Channels(1, 0), 2, 1),
                LgatrConfig.v2(in, hidden, new Channels(0, 2), 1, 2).withMlpLayers(1),
                LgatrConfig.v2(in, hidden, out, 0, 1));
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
                new ConditionalLgatrSlimConfig(LgatrSlimConfig.v2(in, hidden, one, 2, 2), new VectorChannels(2, 3)));
    }
}
