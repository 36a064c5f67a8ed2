package rapidity.engine;

import rapidity.engine.kernel.VectorLayout;

/// What every token of L-GATr-slim carries: a number of four-vectors and a number of scalars, either of which may be 0.
public record VectorChannels(int vectors, int scalars) {
    public VectorChannels {
        if (vectors < 0 || scalars < 0 || vectors + scalars == 0) {
            throw new IllegalArgumentException("no such width: " + vectors + " vectors, " + scalars + " scalars");
        }
    }

    /// Both widths times a factor.
    public VectorChannels times(int factor) {
        return new VectorChannels(factor * vectors, factor * scalars);
    }

    /// Where a token's numbers lie.
    public VectorLayout layout() {
        return new VectorLayout(scalars, vectors);
    }
}
