package rapidity.engine.torch;

import rapidity.engine.Engine;
import rapidity.engine.OperationsContract;
import rapidity.engine.Precision;
import rapidity.engine.TensorContract;
import rapidity.engine.WeightMatrixContract;

/// Every operation on libtorch.
class TorchOperationsTest implements TensorContract, WeightMatrixContract, OperationsContract {
    @Override
    public Engine engine(Precision precision) {
        return Installed.engine(precision);
    }
}
