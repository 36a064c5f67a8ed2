package rapidity.net;

import java.util.Map;
import rapidity.engine.Attend;
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
    final Lgatr net;
    final Weights weights;
    final Attend attend;
    private final GoldenCase golden;

    GoldenRun(GoldenCase golden, Engine engine) {
        this.golden = golden;
        Params p = Params.of(new RandomStreams(0));
        net = new Lgatr(p, golden.config());
        weights = p.weights(engine);
        weights.write(golden.parameters());
        attend = Attend.full(golden.tokens());
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
            worst = d <= worst ? worst : d;
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
        Multivectors y = net.apply(Multivectors.of(mv, s), attend);
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
