package rapidity.net;

import java.util.Map;
import java.util.function.UnaryOperator;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.random.RandomStreams;

/// The network of a golden case with its parameters, on an engine.
final class GoldenRun {
    final Weights weights;
    final UnaryOperator<Multivectors> net;
    private final GoldenCase golden;

    GoldenRun(GoldenCase golden, Engine engine) {
        this.golden = golden;
        Params p = Params.of(new RandomStreams(0));
        net = golden.isConditional() ? conditional(p) : plain(p);
        weights = p.weights(engine);
        weights.write(golden.parameters());
    }

    private UnaryOperator<Multivectors> plain(Params p) {
        Lgatr lgatr = new Lgatr(p, golden.config());
        return x -> lgatr.apply(x, golden.attend());
    }

    private UnaryOperator<Multivectors> conditional(Params p) {
        ConditionalLgatr lgatr = new ConditionalLgatr(p, golden.conditionalConfig());
        int keys = golden.length("inputs/multivectors_condition");
        Attend cross = Attend.cross(new int[] {0, golden.tokens()}, new int[] {0, keys});
        return x -> {
            Tape tape = x.tape();
            Channels width = golden.condition();
            double[] mv = golden.numbers("inputs/multivectors_condition");
            double[] s = golden.numbers("inputs/scalars_condition");
            Multivectors condition = Multivectors.of(
                    tape.tensor(mv, keys, width.multivectors(), 16), tape.tensor(s, keys, width.scalars()));
            return lgatr.apply(x, condition, golden.attend(), cross);
        };
    }

    /// The case's input as constants of a new tape that only computes.
    Multivectors input() {
        Tape tape = Tape.forward(weights);
        return Multivectors.of(multivectors(tape), golden.config().in().scalars() == 0 ? null : scalars(tape));
    }

    private Tensor multivectors(Tape tape) {
        int channels = golden.config().in().multivectors();
        return tape.variable(golden.numbers("inputs/multivectors"), golden.tokens(), channels, 16);
    }

    private Tensor scalars(Tape tape) {
        int channels = golden.config().in().scalars();
        return tape.variable(golden.numbers("inputs/scalars"), golden.tokens(), channels);
    }

    /// Largest deviation of multivectors and scalars from those of the case.
    double deviation(Multivectors y, String path) {
        double worst = 0;
        if (y.width().multivectors() > 0) {
            worst = deviation(y.multivectors().toArray(), golden.numbers(path + "/multivectors"));
        }
        if (y.width().scalars() > 0) {
            worst = Math.max(worst, deviation(y.scalars().toArray(), golden.numbers(path + "/scalars")));
        }
        return worst;
    }

    static double deviation(double[] actual, double[] expected) {
        if (actual.length != expected.length) {
            throw new AssertionError("expected " + expected.length + " numbers, got " + actual.length);
        }
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            double d = Math.abs(actual[i] - expected[i]);
            worst = Double.isNaN(d) || d > worst ? d : worst;
        }
        return worst;
    }

    static double largest(double[] values) {
        return deviation(values, new double[values.length]);
    }

    /// Half the sum of squares of all outputs, with its derivatives.
    Differentiated differentiate() {
        Gradients gradients = new Gradients(weights);
        gradients.clear();
        Tape tape = Tape.recording(weights, gradients);
        Tensor mv = multivectors(tape);
        Tensor s = scalars(tape);
        Multivectors y = net.apply(Multivectors.of(mv, s));
        Tensor loss = halfSumOfSquares(y.multivectors()).plus(halfSumOfSquares(y.scalars()));
        tape.backward(loss);
        return new Differentiated(loss.item(), mv.gradient(), s.gradient(), NetUnderTest.byName(weights, gradients));
    }

    record Differentiated(
            double loss, double[] byMultivectors, double[] byScalars, Map<String, double[]> byParameters) {}

    private static Tensor halfSumOfSquares(Tensor y) {
        return y.times(y).sum().times(0.5);
    }
}
