package rapidity.layer.slim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import rapidity.engine.Params;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.engine.kernel.VectorGate;
import rapidity.layer.Dropout;
import rapidity.layer.GeluForm;
import rapidity.layer.Nonlinearity;

/// Multilayer perceptron of four-vectors and scalars: gated linear units, each with dropout behind it, then a linear
/// map.
///
/// ```
/// x := linear(gatedLinearUnit(x))                    (for two layers)
/// ```
///
/// @source arXiv:2512.17011
public final class SlimMlp {
    private final List<UnaryOperator<VectorsScalars>> layers = new ArrayList<>();

    /// Names count every layer, dropout too.
    ///
    /// @param live which of the inputs are there, and which of the outputs are computed
    public SlimMlp(Params p, SlimRules rules, VectorChannels width, Config config, Streams live) {
        Params names = p.in("layers");
        VectorChannels hidden = width.times(config.ratio());
        for (int i = 0; i < config.layers() - 1; i++) {
            VectorChannels in = i == 0 ? width : hidden;
            layers.add(new GatedLinearUnit(name(names), rules, in, hidden, config.gate(), live)::apply);
            rules.dropout().ifPresent(probability -> layers.add(new Dropout(name(names), probability)::apply));
        }
        layers.add(new SlimLinear(name(names), hidden, width, rules.bias(), SlimInitialisation.DEFAULT, live)::apply);
    }

    private Params name(Params names) {
        return names.in(Integer.toString(layers.size()));
    }

    public VectorsScalars apply(VectorsScalars x) {
        VectorsScalars y = x;
        for (UnaryOperator<VectorsScalars> layer : layers) {
            y = layer.apply(y);
        }
        return y;
    }

    /// The gates of gated linear units.
    ///
    /// @param ofScalars their nonlinearity f
    /// @param ofVectors their nonlinearity g: lgatr 1.x has the same as for scalars, 2.0 a sigmoid by default
    /// @param gelu the form of GELU, for both
    /// @param factor of the Minkowski product in the gate of vectors: 1 in lgatr 1.x, 1/2 in 2.0
    public record Gate(Nonlinearity ofScalars, Nonlinearity ofVectors, GeluForm gelu, double factor) {
        /// That of lgatr 1.x: GELU for both.
        public static Gate v1() {
            return new Gate(Nonlinearity.GELU, Nonlinearity.GELU, GeluForm.EXACT, 1);
        }

        /// That of lgatr 2.0: GELU for scalars, a sigmoid for vectors.
        public static Gate v2() {
            return new Gate(Nonlinearity.GELU, Nonlinearity.SIGMOID, GeluForm.TANH, 0.5);
        }

        VectorGate functions() {
            return new VectorGate(ofScalars.onScalars(gelu), ofVectors.onScalars(gelu), factor);
        }

        /// With other nonlinearities.
        public Gate with(Nonlinearity scalars, Nonlinearity vectors) {
            return new Gate(scalars, vectors, gelu, factor);
        }
    }

    /// @param ratio hidden channels per channel
    /// @param layers how many, the linear map at the end included
    /// @param gate of the gated linear units
    public record Config(int ratio, int layers, Gate gate) {
        public Config {
            if (ratio < 1 || layers < 2) {
                throw new IllegalArgumentException(
                        "the MLP of L-GATr-slim needs a ratio of at least 1 and at least 2 layers, got ratio " + ratio
                                + ", " + layers + " layers");
            }
        }

        /// With another number of hidden channels per channel.
        public Config withRatio(int other) {
            return new Config(other, layers, gate);
        }

        /// With another number of layers.
        public Config withLayers(int other) {
            return new Config(ratio, other, gate);
        }

        /// With other gates.
        public Config withGate(Gate other) {
            return new Config(ratio, layers, other);
        }
    }
}
