package rapidity.engine.kernel;

/// Which factor of a matrix product is stored transposed.
public enum Transposed {
    NEITHER,
    FIRST,
    SECOND,
    BOTH;

    public boolean first() {
        return this == FIRST || this == BOTH;
    }

    public boolean second() {
        return this == SECOND || this == BOTH;
    }
}
