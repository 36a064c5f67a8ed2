package rapidity.layer;

import rapidity.engine.Heads;

/// By which product attention compares the multivectors of queries and keys.
public enum AttentionProduct {
    /// The inner product that Lorentz transformations leave alone.
    INVARIANT,

    /// The sum over all 16 components with the sign +: boosts change it, rotations do not. To see what the invariant
    /// one is worth.
    EUCLIDEAN;

    Heads of(Heads invariant) {
        return this == INVARIANT ? invariant : invariant.euclidean();
    }
}
