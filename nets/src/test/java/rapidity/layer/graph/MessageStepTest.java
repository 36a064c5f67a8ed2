package rapidity.layer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import rapidity.engine.Engine;
import rapidity.engine.LeakyRelu;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.layer.plain.LeakyLinear;
import rapidity.random.RandomStreams;

/// A step of messages against its formula, pair by pair and with all concatenations.
class MessageStepTest {
    /// Sums of some hundred products of order 1 in double precision, in two orders.
    private static final double ROUNDING = 1e-12;

    private static final double SLOPE = 0.2;
    private static final int JETS = 3;
    private static final int N = 5;
    private static final int WIDTH = 6;

    private static final List<Integer> EDGE = List.of(7, 4);
    private static final List<Integer> NODE = List.of(6, 5, 3);
    private static final RandomStreams STREAMS = new RandomStreams(20261126);

    @Test
    void aStepIsItsFormula() {
        check(PairMetric.EUCLIDEAN, 1);
        check(PairMetric.EUCLIDEAN, SLOPE);
        check(PairMetric.MINKOWSKI, SLOPE);
    }

    private static void check(PairMetric metric, double lastSlope) {
        double[] m = metric.of(4, WIDTH);
        Params p = Params.of(STREAMS);
        MessageStep.Rules rules = new MessageStep.Rules(
                m, new LeakyLinear.Rules(new LeakyRelu(SLOPE), 0), new LeakyLinear.Rules(new LeakyRelu(lastSlope), 0));
        MessageStep step = new MessageStep(p, new MessageStep.Sizes(WIDTH, EDGE, NODE), rules);
        Weights weights = p.weights(Engine.of(Precision.FLOAT64));
        double[] x = STREAMS.stream("x").doubles(JETS * N * WIDTH, -1, 1).toArray();
        double[] y =
                step.apply(Tape.forward(weights).tensor(x, JETS * N, WIDTH), N).toArray();
        for (int i = 0; i < JETS * N; i++) {
            double[] expected = node(weights.read(), x, i, m, lastSlope);
            for (int k = 0; k < expected.length; k++) {
                assertThat(y[i * expected.length + k])
                        .as("%s, node %d", metric, i)
                        .isCloseTo(expected[k], within(ROUNDING));
            }
        }
    }

    private static double[] node(Map<String, double[]> w, double[] x, int i, double[] metric, double lastSlope) {
        double[] xi = row(x, i);
        double[] received = new double[EDGE.getLast()];
        for (int j = i / N * N; j < (i / N + 1) * N; j++) {
            double[] xj = row(x, j);
            double d = 0;
            for (int f = 0; f < WIDTH; f++) {
                d += metric[f] * (xj[f] - xi[f]) * (xj[f] - xi[f]);
            }
            double[] a = concatenated(concatenated(xi, xj), new double[] {d});
            for (int layer = 0; layer < EDGE.size(); layer++) {
                a = leaky(linear(w, "edge_net." + layer, a), SLOPE);
            }
            for (int k = 0; k < received.length; k++) {
                received[k] += a[k];
            }
        }
        double[] h = concatenated(received, xi);
        for (int layer = 0; layer < NODE.size(); layer++) {
            h = leaky(linear(w, "node_net." + layer, h), layer + 1 < NODE.size() ? SLOPE : lastSlope);
        }
        return h;
    }

    private static double[] row(double[] x, int i) {
        return Arrays.copyOfRange(x, i * WIDTH, (i + 1) * WIDTH);
    }

    private static double[] concatenated(double[] a, double[] b) {
        return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
    }

    private static double[] leaky(double[] u, double slope) {
        return Arrays.stream(u).map(v -> v > 0 ? v : slope * v).toArray();
    }

    private static double[] linear(Map<String, double[]> weights, String name, double[] x) {
        double[] w = Objects.requireNonNull(weights.get(name + ".weight"));
        double[] y = Objects.requireNonNull(weights.get(name + ".bias")).clone();
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < x.length; k++) {
                y[i] += w[i * x.length + k] * x[k];
            }
        }
        return y;
    }
}
