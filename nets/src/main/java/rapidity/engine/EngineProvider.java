package rapidity.engine;

/// An engine that is found on the class path by its name (through [java.util.ServiceLoader]), such as `torch`.
public interface EngineProvider {
    String name();

    /// @throws IllegalArgumentException if it cannot run on this machine, or not on this device
    Engine engine(Device device, Precision precision);
}
