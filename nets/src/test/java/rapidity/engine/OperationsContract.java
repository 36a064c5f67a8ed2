package rapidity.engine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.random.RandomStreams;

/// What holds for every operation on multivectors, four-vectors and scalars with every engine: results and gradients
/// are those of the scalar kernels, whose gradients are those of finite differences ([OperationsTest]). A test class
/// says with which engine.
public interface OperationsContract {
    Engine engine(Precision precision);

    @ParameterizedTest
    @MethodSource("rapidity.engine.OperationCase#all")
    default void operationsAreThoseOfTheScalarKernels(OperationCase c) {
        for (Precision precision : Precision.values()) {
            run(c, engine(precision)).assertClose(run(c, Engine.scalar(precision)), precision);
        }
    }

    private static Results run(OperationCase c, Engine engine) {
        Params p = Params.of(new RandomStreams(OperationCase.SEED));
        OperationCase.Layer net = c.layer().apply(p);
        return c.results(net, p.weights(engine));
    }
}
