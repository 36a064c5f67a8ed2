package rapidity.net;

import rapidity.engine.Engine;
import rapidity.engine.Precision;

/// Every autoencoder with the scalar kernels.
class ScalarAutoencodersTest implements AutoencoderContract, LgaeGoldenContract {
    @Override
    public Engine engine(Precision precision) {
        return Engine.scalar(precision);
    }
}
