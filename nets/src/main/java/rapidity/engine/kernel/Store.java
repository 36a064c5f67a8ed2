package rapidity.engine.kernel;

/// Whether a kernel stores its result or adds it to what is there.
public enum Store {
    SET,
    ADD
}
