package rapidity.engine.kernel;

/// Parts of a tile that matrices multiply.
public enum Block {
    /// Scalars, and behind them the invariant components of multivectors: one column.
    SCALARS,

    /// The invariant components of multivectors: one column.
    INVARIANTS,

    /// Vectors, with their duals in multivectors: four columns.
    VECTORS,

    /// Bivectors: three columns.
    BIVECTORS
}
