package rapidity.engine;

/// Floating-point type of a network's body. Physics outside (invariants, charts, matrix elements) is always float64.
public enum Precision {
    FLOAT32,
    FLOAT64
}
