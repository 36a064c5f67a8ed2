package rapidity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rapidity.engine.Buffer;
import rapidity.engine.Engine;
import rapidity.engine.Ops;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Weights;
import rapidity.random.RandomStreams;

class RegularisationTest {
    /// A few multiplications of numbers of order one.
    private static final double ROUNDING = 1e-15;

    private static Weights weights() {
        Params p = Params.of(new RandomStreams(1));
        p.uniform("a", 1, 3);
        p.frozen().uniform("b", 1, 1, 1);
        p.uniform("c", 1, 2);
        Weights w = p.weights(Engine.scalar(Precision.FLOAT64));
        w.write(Map.of("a", new double[] {2, -3, 0}, "b", new double[] {5}, "c", new double[] {-0.5, 0.25}));
        return w;
    }

    private static double[] gradient(Regularisation r) {
        Weights w = weights();
        Ops ops = w.engine().ops();
        Buffer gradient = ops.allocate(6);
        ops.fill(gradient, 0, 6, 1);
        r.addGradient(w, ops, gradient);
        double[] values = new double[6];
        ops.read(gradient, 0, values);
        return values;
    }

    @Test
    void signsAndWeightsAreAddedToTheGradientOfWhatIsTrained() {
        assertThat(gradient(Regularisation.NONE)).containsOnly(1);
        assertThat(gradient(new Regularisation(0.1, 0)))
                .containsExactly(new double[] {1.1, 0.9, 1, 1, 0.9, 1.1}, within(ROUNDING));
        assertThat(gradient(new Regularisation(0.1, 0.5)))
                .containsExactly(new double[] {3.1, -2.1, 1, 1, 0.4, 1.35}, within(ROUNDING));
    }

    @Test
    void theUpdateFollowsTheRegularisation() {
        Weights w = weights();
        RunState state = new RunState(w, w);
        Buffer gradient = w.engine().ops().allocate(6);
        w.engine().ops().fill(gradient, 0, 6, 0);
        Training training = Training.of(1, Adam.of(0.01)).withRegularisation(new Regularisation(1e-8, 0));
        state.update(training, UpdateGroups.NONE.spans(w.parameters(), p -> 0), gradient, 0);
        List<double[]> after = List.copyOf(w.read().values());
        // the first step of Adam is the rate times g / (|g| + 1e-8), here one half
        assertThat(after.get(0)).containsExactly(new double[] {1.995, -2.995, 0}, within(1e-12));
        assertThat(after.get(1)).containsExactly(5);
        assertThat(after.get(2)).containsExactly(new double[] {-0.495, 0.245}, within(1e-12));
    }

    @Test
    void negativeFactorsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Regularisation(-1, 0))
                .withMessageContaining("got -1.0 and 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Regularisation(0, Double.NaN));
    }
}
