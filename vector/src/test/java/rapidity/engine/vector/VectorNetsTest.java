package rapidity.engine.vector;

import rapidity.engine.Engine;
import rapidity.engine.Precision;
import rapidity.engine.WeightMatrixContract;
import rapidity.net.GoldenContract;
import rapidity.net.NetContract;
import rapidity.net.SlimGoldenContract;

/// Every network with the vector kernels.
class VectorNetsTest implements WeightMatrixContract, NetContract, GoldenContract, SlimGoldenContract {
    @Override
    public Engine engine(Precision precision) {
        return Engine.of(precision, new VectorKernelProvider());
    }
}
