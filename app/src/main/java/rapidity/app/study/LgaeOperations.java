package rapidity.app.study;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.net.LgaeConfig;
import rapidity.net.LgaeRules.DecoderEdges;

/// Multiplications of encoding and decoding one jet by a Lorentz group autoencoder, see [Operations]: those of the
/// closed form where there are only scalars and vectors.
final class LgaeOperations {
    private static final int OF_COMPLEX = 4;
    private static final int EDGE_COMPONENTS = 5;

    private LgaeOperations() {}

    static double forward(LgaeConfig c) {
        boolean constant = c.rules().decoderEdges() == DecoderEdges.CONSTANT;
        return side(c, c.encoderChannels(), pairs(c), 1) + side(c, c.decoderChannels(), constant ? 1 : pairs(c), 2);
    }

    private static double pairs(LgaeConfig c) {
        return (c.particles() - 1) / 2.0;
    }

    /// @param partners of each node with edge functions of their own
    /// @param norms of each edge
    private static double side(LgaeConfig c, List<Integer> channels, double partners, int norms) {
        double r = 0;
        for (int i = 0; i + 1 < channels.size(); i++) {
            LgaeConfig.Level level = c.levels().get(Math.min(i, c.levels().size() - 1));
            double in = channels.get(i);
            double out = channels.get(i + 1);
            double components = IntStream.range(0, level.maxdim())
                    .map(k -> (k + 1) * (k + 1) + (k >= 2 ? 2 * (k + 1) : 0))
                    .sum();
            double edges = 2.0 * c.basisFunctions() * (1 + 2 * in * (level.zonalOrder() + 1));
            double messages = 2 * OF_COMPLEX * components * EDGE_COMPONENTS * in;
            double mixing = OF_COMPLEX * EDGE_COMPONENTS * in * out * components;
            double width = 2 * out * c.mlp().width();
            double mlp = 2 * (2 * out) * width + Math.max(c.mlp().depth() - 1, 0) * width * width;
            r += c.particles() * (partners * (norms * edges + messages) + mixing + mlp);
        }
        return r;
    }
}
