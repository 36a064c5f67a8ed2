package rapidity.engine.torch;

import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.layer.irreps.VectorLevelContract;

/// Levels of Lorentz-group message passing on libtorch.
class TorchLorentzLevelTest implements VectorLevelContract {
    @Override
    public Engine engine(Precision precision) {
        return Installed.engine(precision);
    }

    @Override
    public double neighbours(Precision precision) {
        return Installed.neighbours(precision);
    }
}
