package rapidity.net;

import rapidity.engine.Engine;
import rapidity.engine.Precision;

/// The golden numbers with the scalar kernels.
class LgatrGoldenTest implements GoldenContract {
    @Override
    public Engine engine(Precision precision) {
        return Engine.scalar(precision);
    }
}
