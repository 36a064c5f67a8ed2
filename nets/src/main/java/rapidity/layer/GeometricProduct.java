package rapidity.layer;

/// What a geometric bilinear layer multiplies: the whole product, or less of it to see what it is worth.
public enum GeometricProduct {
    FULL,

    /// The bivector components of each product become 0.
    WITHOUT_BIVECTORS,

    /// No product: a gated nonlinearity and a linear map take the place of the bilinear layer.
    NONE
}
