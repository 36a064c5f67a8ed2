package rapidity.layer;

import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Readout;

/// Pre-norm transformer block on multivectors and scalars:
///
/// ```
/// x := x + attention(norm1(x))
/// x := x + mlp(norm2(x))
/// ```
///
/// @source arXiv:2405.14806, Sec. 3.1
public final class LgatrBlock {
    private final EquiLayerNorm norm1;
    private final EquiLayerNorm norm2;
    private final SelfAttention attention;
    private final GeoMlp mlp;
    private final Readout readout;

    /// Without additional channels for attention, for every token.
    public LgatrBlock(Params p, Channels width, Config c) {
        this(p, width, width, c, Readout.EVERY_TOKEN);
    }

    /// @param attended width of what attention sees: that of the block, and additional channels behind
    /// @param readout of which tokens something comes out
    public LgatrBlock(Params p, Channels width, Channels attended, Config c, Readout readout) {
        this.readout = readout;
        this.norm1 = c.norm(p.in("norm1"), width);
        this.norm2 = c.norm(p.in("norm2"), width);
        this.attention =
                new SelfAttention(p.in("attention"), c.linear(), attended, width, c.attention(), c.dropout(), readout);
        this.mlp = new GeoMlp(p.in("mlp"), c.linear(), width, c.mlp(), c.dropout());
    }

    public Multivectors apply(Multivectors x, Attend attend) {
        return apply(x, y -> y, attend);
    }

    /// @param extend puts the additional channels behind those of the block
    /// @return of the tokens that are read
    public Multivectors apply(Multivectors x, UnaryOperator<Multivectors> extend, Attend attend) {
        Multivectors y =
                readout.of(x, attend).plus(x.through(h -> attention.apply(extend.apply(norm1.apply(h)), attend)));
        return y.plus(y.through(h -> mlp.apply(norm2.apply(h))));
    }

    /// Hyper-parameters of a block, but for its width.
    ///
    /// @param linear what all equivariant linear maps have in common
    /// @param normGains whether the norms between the parts have gains: lgatr 2.0 has them, 1.x has not
    /// @param dropout probability after attention and after each layer of the MLP. Zero is not the same as none: it
    ///     counts in the names of the MLP's layers
    public record Config(
            EquiLinear.Rules linear,
            SelfAttention.Config attention,
            GeoMlp.Config mlp,
            boolean normGains,
            OptionalDouble dropout) {
        /// That of lgatr 1.x with that package's defaults, as in the papers' experiments.
        public static Config v1(int heads) {
            return new Config(
                    EquiLinear.Rules.v1(),
                    SelfAttention.Config.of(heads, Bias.PRESENT),
                    new GeoMlp.Config(4, 2, Nonlinearity.GELU, GeluForm.EXACT, GeometricProduct.FULL),
                    false,
                    OptionalDouble.empty());
        }

        /// That of lgatr 2.0 with that package's defaults.
        public static Config v2(int heads) {
            return new Config(
                    EquiLinear.Rules.v2(),
                    SelfAttention.Config.of(heads, Bias.ABSENT),
                    new GeoMlp.Config(4, 2, Nonlinearity.GELU, GeluForm.TANH, GeometricProduct.FULL),
                    true,
                    OptionalDouble.empty());
        }

        EquiLayerNorm norm(Params p, Channels width) {
            return normGains ? EquiLayerNorm.withGains(p, width) : EquiLayerNorm.plain();
        }

        /// With other linear maps.
        public Config withLinear(EquiLinear.Rules other) {
            return new Config(other, attention, mlp, normGains, dropout);
        }

        /// Equivariant under another group.
        public Config withSymmetry(SymmetryGroup group) {
            return withLinear(linear.withSymmetry(group));
        }

        /// With another attention.
        public Config withAttention(UnaryOperator<SelfAttention.Config> change) {
            return new Config(linear, change.apply(attention), mlp, normGains, dropout);
        }

        /// With another MLP.
        public Config withMlp(UnaryOperator<GeoMlp.Config> change) {
            return new Config(linear, attention, change.apply(mlp), normGains, dropout);
        }

        /// With or without gains in the norms.
        public Config withNormGains(boolean gains) {
            return new Config(linear, attention, mlp, gains, dropout);
        }

        /// With dropout of this probability, from 0 to below 1.
        public Config withDropout(double probability) {
            return new Config(linear, attention, mlp, normGains, OptionalDouble.of(probability));
        }
    }
}
