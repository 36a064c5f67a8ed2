package rapidity.engine.kernel;

import org.junit.jupiter.api.Nested;

class ScalarKernelsTest {
    @Nested
    class Floats implements KernelContract<float[]> {
        @Override
        public Kernels<float[]> kernels() {
            return new ScalarFloatKernels();
        }
    }

    @Nested
    class Doubles implements KernelContract<double[]> {
        @Override
        public Kernels<double[]> kernels() {
            return new ScalarDoubleKernels();
        }
    }
}
