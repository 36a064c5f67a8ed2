package rapidity.net;

import java.util.Optional;
import rapidity.engine.Engine;
import rapidity.engine.Precision;

/// Every autoencoder with the scalar kernels.
class ScalarAutoencodersTest implements AutoencoderContract, LgaeGoldenContract {
    @Override
    public Engine engine(Precision precision) {
        return Engine.scalar(precision);
    }

    @Override
    public Optional<Engine> differentiated(Precision precision) {
        return Optional.empty();
    }
}
