package rapidity.app.study;

import java.util.List;
import rapidity.net.AutoencoderConfig;
import rapidity.net.CnnaeConfig;
import rapidity.net.GnnaeConfig;
import rapidity.net.LatentAggregation;
import rapidity.net.LgaeConfig;
import rapidity.net.TransformerAutoencoderConfig;
import rapidity.net.TransformerConfig;

/// Multiplications of encoding and decoding one jet, see [Operations].
final class AutoencoderOperations {
    private AutoencoderOperations() {}

    static double forward(AutoencoderConfig config) {
        return switch (config) {
            case LgaeConfig c -> LgaeOperations.forward(c);
            case TransformerAutoencoderConfig c -> transformer(c);
            case GnnaeConfig c -> graph(c);
            case CnnaeConfig c -> 2 * image(c);
        };
    }

    private static double transformer(TransformerAutoencoderConfig c) {
        TransformerConfig encoder = new TransformerConfig(c.features(), c.hidden(), c.latent(), c.blocks(), 1);
        TransformerConfig decoder = new TransformerConfig(c.hidden(), c.hidden(), c.features(), c.blocks(), 1);
        double unfold = (double) c.latentSize() * c.hidden();
        return Operations.transformer(encoder, c.particles()) + unfold + Operations.transformer(decoder, c.particles());
    }

    /// The first map of an edge net is worked out for each particle, the others for each pair.
    private static double graph(GnnaeConfig c) {
        double n = c.particles();
        double side = 0;
        for (GnnaeConfig.Step step : c.steps()) {
            double width = step.node().getFirst();
            double ofParticle = (step.edge().getLast() + width) * width
                    + 2 * width * step.edge().getFirst();
            side += n * n * (step.edge().getFirst() + layers(step.edge())) + n * (ofParticle + layers(step.node()));
        }
        double nodes = c.steps().getFirst().node().getFirst();
        boolean local = c.aggregation() == LatentAggregation.LOCAL_MIX;
        return 2 * side + n * c.latent() * nodes * (local ? 2 : 1);
    }

    private static double layers(List<Integer> widths) {
        double r = 0;
        for (int i = 1; i < widths.size(); i++) {
            r += (double) widths.get(i - 1) * widths.get(i);
        }
        return r;
    }

    /// One side.
    private static double image(CnnaeConfig c) {
        double pixels = c.particles();
        double in = c.features();
        double r = 0;
        for (int out : c.channels()) {
            pixels /= 4;
            r += pixels * c.kernel() * c.kernel() * in * out;
            in = out;
        }
        return r + pixels * in * c.latent();
    }
}
