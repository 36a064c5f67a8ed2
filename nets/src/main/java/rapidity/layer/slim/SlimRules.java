package rapidity.layer.slim;

import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import rapidity.engine.Params;
import rapidity.engine.VectorChannels;
import rapidity.engine.VectorsScalars;
import rapidity.layer.Dropout;

/// What the layers of a network of L-GATr-slim have in common.
///
/// @param bias of all linear maps but those to queries, keys and values: it starts at 0 in lgatr 2.0, at random in 1.x
/// @param projectionBias of the maps to queries, keys and values: lgatr 1.x has one, 2.0 has none
/// @param normGains whether the norms before attention and MLP have learned gains: lgatr 2.0 has them, 1.x has not
/// @param dropout probability after attention and after each gated linear unit. Zero is not the same as none: it
///     changes names, since lgatr counts the dropout as a layer
public record SlimRules(BiasStart bias, BiasStart projectionBias, boolean normGains, OptionalDouble dropout) {
    /// Those of lgatr 1.x.
    public static SlimRules v1() {
        return new SlimRules(BiasStart.UNIFORM, BiasStart.UNIFORM, false, OptionalDouble.empty());
    }

    /// Those of lgatr 2.0.
    public static SlimRules v2() {
        return new SlimRules(BiasStart.ZERO, BiasStart.ABSENT, true, OptionalDouble.empty());
    }

    /// With or without gains of the norms.
    public SlimRules withNormGains(boolean other) {
        return new SlimRules(bias, projectionBias, other, dropout);
    }

    /// With dropout of this probability, from 0 to below 1.
    public SlimRules withDropout(double probability) {
        return new SlimRules(bias, projectionBias, normGains, OptionalDouble.of(probability));
    }

    /// Dropout if there is a probability, else nothing.
    UnaryOperator<VectorsScalars> dropout(Params p) {
        return dropout.isPresent() ? new Dropout(p, dropout.getAsDouble())::apply : x -> x;
    }

    /// The norm of a residual stream.
    ///
    /// @param live what is used of the result
    SlimRmsNorm norm(Params p, VectorChannels width, Streams live) {
        return normGains ? SlimRmsNorm.withGains(p, width, live) : SlimRmsNorm.plain();
    }
}
