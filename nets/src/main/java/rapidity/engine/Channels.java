package rapidity.engine;

import rapidity.engine.kernel.TileLayout;

/// What every token carries: a number of multivector channels and a number of scalar channels.
public record Channels(int multivectors, int scalars) {
    public Channels {
        if (multivectors < 0 || scalars < 0 || multivectors + scalars == 0) {
            throw new IllegalArgumentException(
                    "no such width: " + multivectors + " multivectors, " + scalars + " scalars");
        }
    }

    /// Both widths times a factor.
    public Channels times(int factor) {
        return new Channels(factor * multivectors, factor * scalars);
    }

    /// Both widths together with those of another.
    public Channels plus(Channels other) {
        return new Channels(multivectors + other.multivectors, scalars + other.scalars);
    }

    /// The same multivectors with another number of scalars.
    public Channels withScalars(int n) {
        return new Channels(multivectors, n);
    }

    /// Where a token's numbers lie.
    public TileLayout layout() {
        return new TileLayout(scalars, multivectors);
    }
}
