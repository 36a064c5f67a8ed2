package rapidity.engine.torch;

import rapidity.engine.Engine;
import rapidity.engine.MultivectorsContract;
import rapidity.engine.Precision;
import rapidity.engine.TensorContract;
import rapidity.engine.VectorsScalarsContract;

/// Every operation on libtorch.
class TorchOperationsTest implements TensorContract, MultivectorsContract, VectorsScalarsContract {
    @Override
    public Engine engine(Precision precision) {
        return Installed.engine(precision);
    }
}
