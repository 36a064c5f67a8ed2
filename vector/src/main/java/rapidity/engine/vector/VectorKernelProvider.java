package rapidity.engine.vector;

import rapidity.engine.kernel.KernelProvider;
import rapidity.engine.kernel.Kernels;

/// Makes the vector kernels known to the engine.
public final class VectorKernelProvider implements KernelProvider {
    @Override
    public Kernels<float[]> floats() {
        return new VectorFloatKernels();
    }

    @Override
    public Kernels<double[]> doubles() {
        return new VectorDoubleKernels();
    }
}
