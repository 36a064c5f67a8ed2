package rapidity.layer.irreps;

import rapidity.engine.Engine;
import rapidity.engine.Precision;

class VectorLevelTest implements VectorLevelContract {
    @Override
    public Engine engine(Precision precision) {
        return Engine.scalar(precision);
    }
}
