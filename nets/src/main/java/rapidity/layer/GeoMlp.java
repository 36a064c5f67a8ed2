package rapidity.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;

/// Geometric multilayer perceptron: a geometric bilinear layer, then gated nonlinearities and linear maps in turn.
///
/// ```
/// x := linear(gate(bilinear(x)))                    (for two layers)
/// ```
///
/// @source arXiv:2405.14806, Sec. 3.1
public final class GeoMlp {
    private final List<UnaryOperator<Multivectors>> layers = new ArrayList<>();

    public GeoMlp(Params p, EquiLinear.Rules rules, Channels width, Config config) {
        Params names = p.in("layers");
        Channels hidden = width.times(config.ratio());
        Channels first = config.layers() == 1 ? width : hidden;
        layers.add(new GeometricBilinear(names.in("0"), rules, width, first)::apply);
        for (int i = 1; i < config.layers(); i++) {
            layers.add(new ScalarGatedNonlinearity(config.nonlinearity(), config.scalarGelu())::apply);
            Channels next = i == config.layers() - 1 ? width : hidden;
            Params name = names.in(Integer.toString(layers.size()));
            layers.add(new EquiLinear(name, rules, hidden, next, Initialisation.DEFAULT)::apply);
        }
    }

    public Multivectors apply(Multivectors x) {
        Multivectors y = x;
        for (UnaryOperator<Multivectors> layer : layers) {
            y = layer.apply(y);
        }
        return y;
    }

    /// @param ratio hidden channels per channel
    /// @param layers how many, the bilinear one included
    /// @param nonlinearity between them
    /// @param scalarGelu the form of GELU on scalars
    public record Config(int ratio, int layers, Nonlinearity nonlinearity, GeluForm scalarGelu) {
        public Config {
            if (ratio < 1 || layers < 1) {
                throw new IllegalArgumentException(
                        "an MLP needs a ratio and a number of layers of at least 1, got ratio " + ratio + ", " + layers
                                + " layers");
            }
        }

        /// With another number of hidden channels per channel.
        public Config withRatio(int other) {
            return new Config(other, layers, nonlinearity, scalarGelu);
        }

        /// With another number of layers.
        public Config withLayers(int other) {
            return new Config(ratio, other, nonlinearity, scalarGelu);
        }

        /// With another function between the layers.
        public Config withNonlinearity(Nonlinearity other) {
            return new Config(ratio, layers, other, scalarGelu);
        }
    }
}
