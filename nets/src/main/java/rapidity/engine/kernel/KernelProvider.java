package rapidity.engine.kernel;

/// A set of kernels that the engine finds on the class path (through [java.util.ServiceLoader]).
public interface KernelProvider {
    Kernels<float[]> floats();

    Kernels<double[]> doubles();
}
