package rapidity.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Channels;
import rapidity.engine.VectorChannels;
import rapidity.layer.EquiLinear;
import rapidity.layer.GeoMlp;
import rapidity.layer.GeometricProduct;
import rapidity.layer.KeyValues;
import rapidity.layer.LgatrBlock;
import rapidity.net.AutoencoderConfig;
import rapidity.net.CgennConfig;
import rapidity.net.ConditionalLgatrConfig;
import rapidity.net.ConditionalLgatrSlimConfig;
import rapidity.net.DsiConfig;
import rapidity.net.GapConfig;
import rapidity.net.LgatrConfig;
import rapidity.net.LgatrSlimConfig;
import rapidity.net.LorentzNetConfig;
import rapidity.net.MlpConfig;
import rapidity.net.NetConfig;
import rapidity.net.PfnConfig;
import rapidity.net.TransformerConfig;

/// Multiplications and additions of a forward pass of one event, counted from a network's hyper-parameters. Backward
/// passes take about twice as many.
///
/// @source arXiv:2405.14806, Sec. 4 (efficiency), with the maps as sparse as they are: 32 products per pair of
///     multivector channels under boosts and rotations, 16 with reflections
final class Operations {
    private static final int COMPONENTS = 16;
    private static final int PRODUCT_TERMS = 256;

    private Operations() {}

    /// @param particles of an event; networks on tokens have a global token more
    static double forward(NetConfig config, int particles) {
        return 2
                * switch (config) {
                    case LgatrConfig c -> lgatr(c, particles + 1);
                    case LgatrSlimConfig c -> slim(c, particles + 1);
                    case ConditionalLgatrSlimConfig c ->
                        throw new IllegalArgumentException("events have no condition for " + c);
                    case GapConfig c -> gap(c);
                    case ConditionalLgatrConfig c ->
                        throw new IllegalArgumentException(
                                "amplitudes have no condition, but this network has one: " + c);
                    case TransformerConfig c -> transformer(c, particles + 1);
                    case MlpConfig c -> mlp(c);
                    case LorentzNetConfig c -> lorentzNet(c, particles);
                    case PfnConfig c -> pfn(c, particles);
                    case CgennConfig c -> cgenn(c, particles);
                    case DsiConfig c -> dsi(c);
                    case AutoencoderConfig c -> AutoencoderOperations.forward(c);
                };
    }

    private static double lgatr(LgatrConfig c, int tokens) {
        LgatrBlock.Config b = c.block();
        double maps = maps(b.linear());
        int heads = b.attention().heads();
        Channels head = b.attention().perHead(c.hidden());
        Channels all = head.times(heads);
        int keys = b.attention().keyValues() == KeyValues.PER_HEAD ? heads : 1;
        double block = linear(c.hidden(), head.times(heads + 2 * keys), maps)
                + linear(all, c.hidden(), maps)
                + mlp(c.hidden(), b.mlp(), maps)
                + 2.0 * tokens * heads * (COMPONENTS * head.multivectors() + head.scalars());
        return tokens * (c.blocks() * block + linear(c.in(), c.hidden(), maps) + linear(c.hidden(), c.out(), maps));
    }

    private static double gap(GapConfig c) {
        double maps = maps(c.linear());
        return c.blocks() * mlp(c.hidden(), c.mlp(), maps)
                + linear(c.in(), c.hidden(), maps)
                + linear(c.hidden(), c.out(), maps);
    }

    private static double maps(EquiLinear.Rules rules) {
        return 2.0 * COMPONENTS * rules.symmetry().maps() / 10;
    }

    /// With layers before the last as wide as the first one's result.
    private static double mlp(Channels width, GeoMlp.Config c, double maps) {
        Channels wide = c.layers() == 1 ? width : width.times(c.ratio());
        double first = c.product() == GeometricProduct.NONE
                ? linear(width, wide, maps)
                : 2 * linear(width, wide.withScalars(0), maps)
                        + linear(wide.withScalars(width.scalars()), wide, maps)
                        + wide.multivectors() * PRODUCT_TERMS;
        double between = Math.max(c.layers() - 2, 0) * linear(wide, wide, maps);
        return first + between + (c.layers() == 1 ? 0 : linear(wide, width, maps));
    }

    private static double linear(Channels in, Channels out, double maps) {
        return maps * in.multivectors() * out.multivectors()
                + 2.0 * in.multivectors() * out.scalars()
                + 2.0 * in.scalars() * out.multivectors()
                + (double) in.scalars() * out.scalars();
    }

    private static double slim(LgatrSlimConfig c, int tokens) {
        int heads = c.attention().heads();
        VectorChannels head = c.attention().perHead(c.hidden());
        VectorChannels all = head.times(heads);
        VectorChannels wide = c.hidden().times(c.mlp().ratio());
        VectorChannels ungated = new VectorChannels(3 * wide.vectors(), 2 * wide.scalars());
        double block = linear(c.hidden(), all.times(3))
                + linear(all, c.hidden())
                + linear(c.hidden(), ungated)
                + (c.mlp().layers() - 2) * linear(wide, ungated)
                + linear(wide, c.hidden())
                + 2.0 * tokens * heads * (4 * head.vectors() + head.scalars());
        return tokens * (c.blocks() * block + linear(c.in(), c.hidden()) + linear(c.hidden(), c.out()));
    }

    private static double linear(VectorChannels in, VectorChannels out) {
        return 4.0 * in.vectors() * out.vectors() + (double) in.scalars() * out.scalars();
    }

    static double transformer(TransformerConfig c, int tokens) {
        double width = c.hidden();
        double block = 8 * width * width + 2 * tokens * width;
        return tokens * (c.blocks() * block + width * (c.in() + c.out()));
    }

    /// Two maps for each edge and one more for all blocks but the last.
    private static double lorentzNet(LorentzNetConfig c, int particles) {
        double width = c.hidden();
        double edges = (double) particles * (particles - 1);
        double perEdge = width * width + 4 * width;
        double vectors = (c.blocks() - 1) * edges * (width * width + 5 * width);
        double perToken = 5 * width * width;
        return c.blocks() * (edges * perEdge + particles * perToken)
                + Math.max(vectors, 0)
                + particles * width * (c.scalars() + 1)
                + width * (width + c.out());
    }

    /// Products of 27 channels of each edge and of 17 of each particle, where there are 8 multivectors.
    private static double cgenn(CgennConfig c, int particles) {
        int channels = c.hidden().multivectors();
        double width = c.hidden().scalars();
        double edges = (double) particles * particles;
        double gate = width * (width + 5 * channels);
        double perEdge = steerable(3 * channels + 3, channels) + width * (5 * channels + width) + gate;
        double perToken = steerable(2 * channels + 1, channels) + width * (5 * width + 5 * channels) + gate;
        return c.blocks() * (edges * perEdge + particles * perToken) + (width + 5 * channels) * c.decoder();
    }

    /// The sums of 256 terms for each channel in, mixed with the weights of 128 paths, and two linear maps.
    private static double steerable(int in, int out) {
        return (double) in * (PRODUCT_TERMS + PRODUCT_TERMS / 2 * out + COMPONENTS * (in + out));
    }

    private static double dsi(DsiConfig c) {
        double ofParticle = mlp(new MlpConfig(4, c.hidden(), c.layers(), c.latent()));
        int features = c.sets() * c.latent() + c.pairs();
        return c.types().size() * ofParticle + mlp(new MlpConfig(features, c.hidden(), c.layers(), c.out()));
    }

    private static double pfn(PfnConfig c, int particles) {
        List<Integer> perParticle = new ArrayList<>(List.of(c.in()));
        perParticle.addAll(c.perParticle());
        List<Integer> perJet = new ArrayList<>(List.of(perParticle.getLast()));
        perJet.addAll(c.perJet());
        perJet.add(c.out());
        return particles * layers(perParticle) + layers(perJet);
    }

    private static double layers(List<Integer> widths) {
        return IntStream.range(1, widths.size())
                .mapToDouble(i -> (double) widths.get(i - 1) * widths.get(i))
                .sum();
    }

    private static double mlp(MlpConfig c) {
        double width = c.hidden();
        return width * (c.in() + c.out()) + (c.layers() - 1) * width * width;
    }
}
