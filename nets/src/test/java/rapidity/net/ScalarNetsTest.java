package rapidity.net;

import java.util.Optional;
import rapidity.engine.Engine;
import rapidity.engine.Precision;

/// Every network with the scalar kernels.
class ScalarNetsTest implements NetContract, GoldenContract, SlimGoldenContract {
    @Override
    public Engine engine(Precision precision) {
        return Engine.scalar(precision);
    }

    @Override
    public Optional<Engine> differentiated(Precision precision) {
        return Optional.empty();
    }
}
