package rapidity.engine;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rapidity.random.RandomStreams;

/// What holds for every operation on four-vectors and scalars with every engine: results and gradients are those of the
/// scalar kernels, whose gradients are those of finite differences ([VectorsScalarsTest]). A test class says with which
/// engine.
public interface VectorsScalarsContract {
    Engine engine(Precision precision);

    static Stream<VectorsScalarsTest.Case> vectorCases() {
        return VectorsScalarsTest.cases();
    }

    @ParameterizedTest
    @MethodSource("rapidity.engine.VectorsScalarsContract#vectorCases")
    default void operationsOnVectorsAreThoseOfTheScalarKernels(VectorsScalarsTest.Case c) {
        for (Precision precision : Precision.values()) {
            run(c, engine(precision)).assertClose(run(c, Engine.scalar(precision)), precision);
        }
    }

    private static Results run(VectorsScalarsTest.Case c, Engine engine) {
        Params p = Params.of(new RandomStreams(VectorsScalarsTest.SEED));
        Function<VectorsScalars, VectorsScalars> layer = c.layer().apply(p);
        Weights weights = p.weights(engine);
        Gradients gradients = new Gradients(weights);
        gradients.clear();
        Tape tape = Tape.recording(weights, gradients);
        int channels = c.in().vectors();
        double[] v = VectorsScalarsTest.uniform(VectorsScalarsTest.TOKENS * 4 * channels);
        double[] s = VectorsScalarsTest.uniform(VectorsScalarsTest.TOKENS * c.in().scalars());
        Tensor tv = channels == 0 ? null : tape.variable(v, VectorsScalarsTest.TOKENS, channels, 4);
        Tensor ts = c.in().scalars() == 0 ? null : tape.variable(s, VectorsScalarsTest.TOKENS, c.in().scalars());
        VectorsScalars y = layer.apply(VectorsScalars.of(tv, ts));
        tape.backward(VectorsScalarsTest.loss(y));
        return new Results(
                y.width().vectors() == 0 ? new double[0] : y.vectors().toArray(),
                y.width().scalars() == 0 ? new double[0] : y.scalars().toArray(),
                tv == null ? new double[0] : tv.gradient(),
                ts == null ? new double[0] : ts.gradient(),
                Results.ofWeights(weights, gradients));
    }
}
