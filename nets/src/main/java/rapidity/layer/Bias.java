package rapidity.layer;

/// Whether a linear map adds a constant to its result.
public enum Bias {
    PRESENT,
    ABSENT
}
