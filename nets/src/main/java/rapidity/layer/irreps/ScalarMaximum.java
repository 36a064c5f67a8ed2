package rapidity.layer.irreps;

/// What the largest of several numbers is.
public enum ScalarMaximum {
    /// The one with the largest square, as in the published code, whose minimum is the smallest value nevertheless.
    LARGEST_SQUARE,

    /// The largest value.
    LARGEST
}
