package rapidity.engine;

import org.jspecify.annotations.Nullable;

/// The norm of queries, keys and values, head by head, before they meet.
public sealed interface HeadNorm {
    /// Equivariant layer norm of multivectors and scalars.
    ///
    /// @param head width of a head
    /// @param valueGains one factor per head for its values, null: none. Attention being linear in the values, it
    ///     scales the result
    record Equi(Channels head, @Nullable PackedVector valueGains) implements HeadNorm {}

    /// Root-mean-square norm of vectors and scalars.
    ///
    /// @param head width of a head
    record Rms(VectorChannels head) implements HeadNorm {}
}
