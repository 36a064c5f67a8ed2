package rapidity.engine.torch;

import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.net.AutoencoderContract;
import rapidity.net.LgaeGoldenContract;

/// Every autoencoder on libtorch.
class TorchAutoencodersTest implements AutoencoderContract, LgaeGoldenContract {
    @Override
    public Engine engine(Precision precision) {
        return Installed.engine(precision);
    }

    @Override
    public double neighbours(Precision precision) {
        return Installed.neighbours(precision);
    }
}
