package rapidity.model;

import org.jspecify.annotations.Nullable;
import rapidity.engine.Tensor;

/// What a network of tokens takes and gives: multivectors `[tokens, channels, 16]` or four-vectors
/// `[tokens, channels, 4]`, and scalars `[tokens, channels]`. One of them may be absent.
public record Features(@Nullable Tensor vectors, @Nullable Tensor scalars) {
    public Features {
        if (vectors == null && scalars == null) {
            throw new IllegalArgumentException("neither vectors nor scalars");
        }
    }

    /// Number of tokens.
    public int tokens() {
        return vectors != null
                ? vectors.shape().axis(0)
                : java.util.Objects.requireNonNull(scalars).shape().axis(0);
    }
}
