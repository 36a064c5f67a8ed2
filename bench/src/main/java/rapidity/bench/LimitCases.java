package rapidity.bench;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rapidity.bench.LimitCase.Kernels;
import rapidity.bench.LimitCase.Mode;
import rapidity.bench.LimitCase.Network;
import rapidity.bench.LimitCase.Part;
import rapidity.bench.LimitCase.Rival;
import rapidity.engine.Channels;
import rapidity.engine.Readout;
import rapidity.engine.VectorChannels;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.TransformerConfig;

/// The lines of the table of `rapidity bench limits`.
final class LimitCases {
    /// The top tagger of arXiv:2405.14806, 1,077,026 parameters.
    static final LgatrConfig TAGGER = tagger(12);

    /// The amplitude network of arXiv:2405.14806, 2,073,730 parameters.
    static final LgatrConfig AMPLITUDE = lgatr(3, new Channels(32, 32), 8, 8);

    /// 45,442 parameters.
    static final LgatrConfig SMALL = lgatr(1, new Channels(8, 16), 2, 4);

    /// The tagger of arXiv:2512.17011, 2,030,817 parameters.
    static final LgatrSlimConfig SLIM = LgatrSlimConfig.v2(
                    new VectorChannels(1, 8), new VectorChannels(32, 96), new VectorChannels(0, 1), 12, 8)
            .withMlpRatio(4);

    /// The baseline of arXiv:2405.14806 for Z + 4 gluons, 69,889 parameters.
    static final MlpConfig MLP = new MlpConfig(28, 128, 5, 1);

    private LimitCases() {}

    static List<LimitCase> all() {
        return Stream.of(inference(), kernels(), training(), amplitudes(), scaling())
                .flatMap(List::stream)
                .toList();
    }

    /// @throws IllegalArgumentException if there is none of that name
    static LimitCase named(String name) {
        return all().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case of the name " + name));
    }

    static LgatrConfig tagger(int blocks) {
        return lgatr(1, new Channels(16, 32), blocks, 8).withHeadScale();
    }

    private static LgatrConfig lgatr(int scalars, Channels hidden, int blocks, int heads) {
        return LgatrConfig.v2(new Channels(1, scalars), hidden, new Channels(1, 0), blocks, heads)
                .withAttentionRatio(2)
                .withMlpRatio(2);
    }

    private static LimitCase beside(
            Rival rival, Part part, String net, NetConfig config, Mode mode, int events, int items, double goal) {
        String name = net + ", " + (mode == Mode.TRAINING ? "training step " : "inference ") + events + " x " + items;
        return new LimitCase(part, name, network(config, mode, events, items), 1, rival, goal);
    }

    /// A block alone is computed for every token.
    private static Network network(NetConfig config, Mode mode, int events, int items) {
        boolean tags = config instanceof LgatrConfig c ? c.blocks() > 1 : config instanceof LgatrSlimConfig;
        return new Network(config, tags ? Readout.FIRST_TOKENS : Readout.EVERY_TOKEN, mode, events, items);
    }

    private static List<LimitCase> inference() {
        return List.of(
                inference("tagger", TAGGER, 1, 50, 6),
                inference("tagger", TAGGER, 32, 50, 7),
                inference("tagger", TAGGER, 1, 200, 6),
                inference("small net", SMALL, 1, 50, 8),
                inference("slim", SLIM, 1, 50, 3),
                inference("slim", SLIM, 32, 50, 3),
                beside(Rival.PEAK_LOOP, Part.BLOCK, "block", tagger(1), Mode.INFERENCE, 32, 50, 0.6));
    }

    private static LimitCase inference(String net, NetConfig config, int events, int items, double goal) {
        return beside(Rival.PYTORCH, Part.BLOCK, net, config, Mode.INFERENCE, events, items, goal);
    }

    private static List<LimitCase> kernels() {
        return List.of(
                kernel("EquiLinear", 0.8, "qkv forward", "left and right forward"),
                kernel("EquiLinear, gradient of x", 0.8, "qkv input gradient", "left and right input gradient"),
                kernel("EquiLinear, gradient of W", 0.7, "qkv weight gradient", "left and right weight gradient"),
                kernel("attention of 50", 0.5, "attention"),
                kernel("attention of 50, gradient", 0.5, "attention gradient"));
    }

    private static LimitCase kernel(String name, double goal, String... kernels) {
        return new LimitCase(Part.BLOCK, name, new Kernels(List.of(kernels)), 1, Rival.PEAK_LOOP, goal);
    }

    private static List<LimitCase> training() {
        return List.of(
                training("tagger", TAGGER, 32, 50, 4),
                training("slim", SLIM, 32, 50, 3),
                training("Transformer block of 128", new TransformerConfig(5, 128, 1, 1, 8), 32, 50, 1),
                training("Transformer block of 288", new TransformerConfig(5, 288, 1, 1, 8), 32, 50, 1),
                training("MLP 5 x 128", MLP, 256, 1, 1),
                new LimitCase(
                        Part.TRAIN,
                        "tagger on two threads, training step 32 x 50",
                        network(TAGGER, Mode.TRAINING, 32, 50),
                        2,
                        Rival.ONE_THREAD,
                        1.8));
    }

    private static LimitCase training(String net, NetConfig config, int events, int items, double goal) {
        return beside(Rival.PYTORCH, Part.TRAIN, net, config, Mode.TRAINING, events, items, goal);
    }

    private static List<LimitCase> amplitudes() {
        return List.of(beside(Rival.PYTORCH, Part.AMPLITUDE, "amplitude net", AMPLITUDE, Mode.TRAINING, 256, 7, 5));
    }

    private static List<LimitCase> scaling() {
        String block = "one block";
        return Stream.concat(
                        IntStream.of(512, 1024, 2048, 4096)
                                .mapToObj(n -> beside(
                                        n == 4096 ? Rival.PYTORCH : Rival.EAGER_PYTORCH,
                                        Part.SCALING,
                                        block,
                                        tagger(1),
                                        Mode.INFERENCE,
                                        1,
                                        n,
                                        n == 4096 ? 4 : 0)),
                        IntStream.of(512, 4096)
                                .mapToObj(n -> beside(
                                        Rival.EAGER_PYTORCH, Part.SCALING, block, tagger(1), Mode.TRAINING, 1, n, 0)))
                .toList();
    }
}
