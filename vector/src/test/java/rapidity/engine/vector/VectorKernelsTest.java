package rapidity.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import rapidity.engine.kernel.KernelContract;
import rapidity.engine.kernel.KernelProvider;
import rapidity.engine.kernel.Kernels;

class VectorKernelsTest {
    @Nested
    class Floats implements KernelContract<float[]> {
        @Override
        public Kernels<float[]> kernels() {
            return new VectorFloatKernels();
        }
    }

    @Nested
    class Doubles implements KernelContract<double[]> {
        @Override
        public Kernels<double[]> kernels() {
            return new VectorDoubleKernels();
        }

        /// Two lanes are too few for a mask of JDK 25: each `compare` with its `blend` allocates 232 bytes.
        @Override
        @Test
        public void noKernelAllocatesAfterWarmUp() {
            assumeThat(DoubleLanes.LENGTH).isGreaterThan(2);
            KernelContract.super.noKernelAllocatesAfterWarmUp();
        }
    }

    @Test
    void theEngineFindsTheVectorKernels() {
        assertThat(ServiceLoader.load(KernelProvider.class))
                .hasExactlyElementsOfTypes(VectorKernelProvider.class)
                .allMatch(provider -> provider.floats().name().startsWith("vector float"));
    }
}
