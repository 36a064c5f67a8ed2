package rapidity.engine.vector;

import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.net.AutoencoderContract;
import rapidity.net.LgaeGoldenContract;

/// Every autoencoder with the vector kernels.
class VectorAutoencodersTest implements AutoencoderContract, LgaeGoldenContract {
    @Override
    public Engine engine(Precision precision) {
        return Engine.of(precision, new VectorKernelProvider());
    }
}
