package rapidity.layer.irreps;

/// Whether a particle sends a message to itself.
public enum SelfPairs {
    /// It does, so the published code.
    INCLUDED,

    /// It does not, so the papers: "where j != i".
    EXCLUDED
}
