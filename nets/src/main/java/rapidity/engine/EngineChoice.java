package rapidity.engine;

/// Which engine a person has chosen, and where it computes.
///
/// @param name `java`, or that of an [EngineProvider]
public record EngineChoice(String name, Device device) {
    /// The engine that is always there.
    public static final EngineChoice JAVA = new EngineChoice(Engine.JAVA, Device.CPU);

    /// @throws IllegalArgumentException if there is no such engine, or it cannot compute on this device
    public Engine engine(Precision precision) {
        return Engine.named(name, device, precision);
    }

    /// Threads that drive it, see [Engine#workers].
    ///
    /// @throws IllegalArgumentException as [#engine]
    public Workers workers(int threads) {
        return engine(Precision.FLOAT32).workers(threads);
    }
}
