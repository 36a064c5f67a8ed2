package rapidity.engine.torch;

import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.net.GoldenContract;
import rapidity.net.NetContract;
import rapidity.net.SlimGoldenContract;

/// Every network on libtorch.
class TorchNetsTest implements NetContract, GoldenContract, SlimGoldenContract {
    @Override
    public Engine engine(Precision precision) {
        return Installed.engine(precision);
    }

    @Override
    public double neighbours(Precision precision) {
        return Installed.neighbours(precision);
    }

    @Override
    public int draws() {
        return 2;
    }
}
