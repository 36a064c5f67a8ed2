package rapidity.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;

/// Geometric multilayer perceptron: a geometric bilinear layer, then gated nonlinearities and linear maps in turn, with
/// dropout after each map.
///
/// ```
/// x := linear(gate(bilinear(x)))                    (for two layers)
/// ```
///
/// @source arXiv:2405.14806, Sec. 3.1
public final class GeoMlp {
    private final List<UnaryOperator<Multivectors>> layers = new ArrayList<>();

    /// Names count every layer, gates and dropout too, even where the latter's probability is 0.
    public GeoMlp(Params p, EquiLinear.Rules rules, Channels width, Config config, OptionalDouble dropout) {
        Params names = p.in("layers");
        Channels hidden = width.times(config.ratio());
        for (int i = 0; i < config.layers(); i++) {
            Channels in = i == 0 ? width : hidden;
            Channels out = i == config.layers() - 1 ? width : hidden;
            if (i == 0 && config.product() != GeometricProduct.NONE) {
                Params name = next(names);
                layers.add(new GeometricBilinear(name, rules, in, out.multivectors(), out, config.product())::apply);
            } else {
                layers.add(new ScalarGatedNonlinearity(config.nonlinearity(), config.scalarGelu())::apply);
                layers.add(new EquiLinear(next(names), rules, in, out, Initialisation.DEFAULT)::apply);
            }
            dropout.ifPresent(probability -> layers.add(new Dropout(next(names), probability)::apply));
        }
    }

    private Params next(Params names) {
        return names.in(Integer.toString(layers.size()));
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
    /// @param product what the first layer multiplies
    public record Config(
            int ratio, int layers, Nonlinearity nonlinearity, GeluForm scalarGelu, GeometricProduct product) {
        public Config {
            if (ratio < 1 || layers < 1) {
                throw new IllegalArgumentException(
                        "an MLP needs a ratio and a number of layers of at least 1, got ratio " + ratio + ", " + layers
                                + " layers");
            }
        }

        /// With another number of hidden channels per channel.
        public Config withRatio(int other) {
            return new Config(other, layers, nonlinearity, scalarGelu, product);
        }

        /// With another number of layers.
        public Config withLayers(int other) {
            return new Config(ratio, other, nonlinearity, scalarGelu, product);
        }

        /// With another function between the layers.
        public Config withNonlinearity(Nonlinearity other) {
            return new Config(ratio, layers, other, scalarGelu, product);
        }

        /// With less of the geometric product, or all of it.
        public Config withProduct(GeometricProduct other) {
            return new Config(ratio, layers, nonlinearity, scalarGelu, other);
        }
    }
}
