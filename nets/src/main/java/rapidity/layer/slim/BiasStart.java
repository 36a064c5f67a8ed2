package rapidity.layer.slim;

import org.jspecify.annotations.Nullable;
import rapidity.engine.Parameter;
import rapidity.engine.Params;

/// Whether a linear map adds a constant to its scalars, and how the constant is drawn.
public enum BiasStart {
    /// There is none.
    ABSENT,

    /// It starts at 0, as in lgatr 2.0.
    ZERO,

    /// Uniform within 1 / sqrt(in), PyTorch's default, as in lgatr 1.x. There it exists where no scalars come in, too,
    /// and starts at 0.
    UNIFORM;

    /// Whether a map from and to so many scalars is declared at all.
    boolean declares(int in, int out) {
        return this == UNIFORM || (in > 0 && out > 0);
    }

    @Nullable
    Parameter declare(Params p, int in, int out) {
        return switch (this) {
            case ABSENT -> null;
            case ZERO -> p.constant("bias", 0, out);
            case UNIFORM -> p.uniform("bias", in == 0 ? 0 : 1 / Math.sqrt(in), out);
        };
    }
}
