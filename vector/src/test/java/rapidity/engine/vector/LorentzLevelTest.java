package rapidity.engine.vector;

import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.layer.irreps.VectorLevelContract;

/// Levels of Lorentz-group message passing with the vector kernels.
class LorentzLevelTest implements VectorLevelContract {
    @Override
    public Engine engine(Precision precision) {
        return Engine.of(precision, new VectorKernelProvider());
    }
}
