package rapidity.layer.irreps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class VectorLevelTest {
    /// Products of some tens of numbers of order 1, and boosts of rapidity 1, lose two or three digits of sixteen.
    private static final double TOLERANCE = 1e-12;

    private static final int IN = 3;
    private static final int OUT = 2;
    private static final int PARTICLES = 5;
    private static final int JETS = 3;
    private static final int NODES = PARTICLES * JETS;
    private static final double RAPIDITY = 1;

    private final RandomStream random = new RandomStreams(20261126).stream("level");

    @ParameterizedTest
    @EnumSource(SelfPairs.class)
    void boostingFeaturesAndMomentaBoostsTheVectorsAlone(SelfPairs selfPairs) {
        double[] momenta = momenta();
        boolean[] present = new boolean[NODES];
        Arrays.fill(present, 0, NODES - 1, true);
        double[] v = gaussian(IN * 2 * 4 * NODES);
        double[] s = gaussian(IN * 2 * NODES);
        Params p = Params.of(new RandomStreams(1));
        VectorLevel level = level(p, RadialFunctions.Kind.REAL_MOMENTA, EdgeFunction.RADIAL, selfPairs);
        Weights weights = p.weights(Engine.of(Precision.FLOAT64));
        double[][] still = run(weights, level, v, s, momenta, present);
        double[][] moved = run(weights, level, boosted(v), s, boosted(momenta), present);
        assertClose(moved[0], boosted(still[0]));
        assertClose(moved[1], still[1]);
    }

    private static void assertClose(double[] actual, double[] expected) {
        double largest = 0;
        for (double x : expected) {
            largest = Math.max(largest, Math.abs(x));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], Offset.offset(TOLERANCE * largest));
        }
    }

    private VectorLevel level(Params p, RadialFunctions.Kind kind, EdgeFunction edges, SelfPairs selfPairs) {
        RadialFunctions radial = new RadialFunctions(p.in("radial"), kind, edges, IN, 4, 2);
        return new VectorLevel(
                radial,
                p.uniform("vectors", 0.3, 2, OUT, VectorLevel.BLOCKS * IN),
                p.uniform("scalars", 0.3, 2, OUT, VectorLevel.BLOCKS * IN),
                new ScalarMlp(p.in("mlp"), OUT, 2, 2, Activation.LEAKY_RELU),
                new MessageRules(edges, selfPairs, Padding.PARTICLES));
    }

    private double[][] run(
            Weights weights, VectorLevel level, double[] v, double[] s, double[] momenta, boolean[] present) {
        Tape tape = Tape.recording(weights, new Gradients(weights));
        Tensor vectors = tape.tensor(v, IN, 2, 4, PARTICLES, JETS);
        Tensor scalars = tape.tensor(s, IN, 2, PARTICLES, JETS);
        ComplexVectorsScalars y = level.apply(
                ComplexVectorsScalars.of(vectors, scalars), new NodeMomenta.Real(PARTICLES, JETS, momenta, present));
        return new double[][] {y.vectors().toArray(), y.scalars().toArray()};
    }

    private double[] gaussian(int n) {
        double[] r = new double[n];
        for (int i = 0; i < n; i++) {
            r[i] = random.nextGaussian();
        }
        return r;
    }

    /// Of mass 1, `[4, particles, jets]`.
    private double[] momenta() {
        double[] r = gaussian(4 * NODES);
        for (int i = 0; i < NODES; i++) {
            r[i] = Math.sqrt(1
                    + r[i + NODES] * r[i + NODES]
                    + r[i + 2 * NODES] * r[i + 2 * NODES]
                    + r[i + 3 * NODES] * r[i + 3 * NODES]);
        }
        return r;
    }

    /// Along z, of arrays `[.., (t, x, y, z), nodes]`.
    private static double[] boosted(double[] x) {
        double[] r = x.clone();
        for (int from = 0; from < x.length; from += 4 * NODES) {
            for (int i = from; i < from + NODES; i++) {
                r[i] = Math.cosh(RAPIDITY) * x[i] + Math.sinh(RAPIDITY) * x[i + 3 * NODES];
                r[i + 3 * NODES] = Math.sinh(RAPIDITY) * x[i] + Math.cosh(RAPIDITY) * x[i + 3 * NODES];
            }
        }
        return r;
    }
}
