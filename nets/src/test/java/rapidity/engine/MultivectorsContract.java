package rapidity.engine;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.random.RandomStreams;

/// What holds for every operation on multivectors with every engine: results and gradients are those of the scalar
/// kernels, whose gradients are those of finite differences ([MultivectorsTest]). A test class says with which engine.
public interface MultivectorsContract {
    Engine engine(Precision precision);

    static Stream<MultivectorsTest.Case> multivectorCases() {
        return MultivectorsTest.cases();
    }

    @ParameterizedTest
    @MethodSource("rapidity.engine.MultivectorsContract#multivectorCases")
    default void operationsOnMultivectorsAreThoseOfTheScalarKernels(MultivectorsTest.Case c) {
        for (Precision precision : Precision.values()) {
            run(c, engine(precision)).assertClose(run(c, Engine.scalar(precision)), precision);
        }
    }

    private static Results run(MultivectorsTest.Case c, Engine engine) {
        Params p = Params.of(new RandomStreams(MultivectorsTest.SEED));
        Function<Multivectors, Multivectors> layer = c.layer().apply(p);
        Weights weights = p.weights(engine);
        Gradients gradients = new Gradients(weights);
        gradients.clear();
        Tape tape = Tape.recording(weights, gradients);
        int channels = c.in().multivectors();
        double[] mv = MultivectorsTest.uniform(MultivectorsTest.TOKENS * 16 * channels);
        double[] s = MultivectorsTest.uniform(MultivectorsTest.TOKENS * c.in().scalars());
        Tensor tmv = channels == 0 ? null : tape.variable(mv, MultivectorsTest.TOKENS, channels, 16);
        Tensor ts = tape.variable(s, MultivectorsTest.TOKENS, c.in().scalars());
        Multivectors y = layer.apply(Multivectors.of(tmv, ts));
        tape.backward(MultivectorsTest.loss(y));
        return new Results(
                y.width().multivectors() == 0 ? new double[0] : y.multivectors().toArray(),
                y.width().scalars() == 0 ? new double[0] : y.scalars().toArray(),
                tmv == null ? new double[0] : tmv.gradient(),
                ts.gradient(),
                Results.ofWeights(weights, gradients));
    }
}
