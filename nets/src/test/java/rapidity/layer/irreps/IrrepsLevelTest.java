package rapidity.layer.irreps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.irreps.ComplexMatrix;
import rapidity.irreps.Irrep;
import rapidity.irreps.Irreps;
import rapidity.irreps.SpinTransformation;
import rapidity.irreps.WignerD;
import rapidity.kinematics.FourVector;
import rapidity.kinematics.LorentzTransformation;
import rapidity.layer.irreps.IrrepsLevel.Couplings;
import rapidity.layer.irreps.IrrepsTensor.Part;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class IrrepsLevelTest {
    /// Relative to the largest number: products of components that a boost of rapidity 0.7 makes a few times larger.
    private static final double TOLERANCE = 1e-12;

    private static final int CHANNELS = 2;
    private static final int PARTICLES = 3;
    private static final int JETS = 2;
    private static final int NODES = PARTICLES * JETS;

    private final RandomStream random = new RandomStreams(20261126).stream("level");

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void featuresOfEveryIrrepTransformAsTheyShould(int maxdim) {
        List<Irrep> in = new Couplings(List.of(Irrep.VECTOR, Irrep.SCALAR), maxdim, 1).out();
        Params p = Params.of(new RandomStreams(1));
        Couplings couplings = new Couplings(in, maxdim, maxdim - 1);
        IrrepsLevel level = level(p, couplings);
        Weights weights = p.weights(Engine.scalar(Precision.FLOAT64));
        SpinTransformation m =
                SpinTransformation.boost(0.6, 0, 0.8, 0.7).times(SpinTransformation.rotation(0, 0.6, -0.8, 1.9));
        List<double[][]> features = in.stream()
                .map(irrep -> new double[][] {values(irrep), values(irrep)})
                .toList();
        double[] momenta = momenta();
        IrrepsTensor still = run(weights, level, in, features, momenta);
        List<double[][]> moved = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            moved.add(moved(WignerD.of(in.get(i), m), features.get(i)));
        }
        IrrepsTensor after = run(weights, level, in, moved, moved(m.lorentz(), momenta));
        assertThat(still.parts().stream().map(Part::irrep)).containsExactlyElementsOf(couplings.out());
        for (Irrep irrep : couplings.out()) {
            double[][] expected = moved(WignerD.of(irrep, m), numbers(still.of(irrep)));
            assertClose(numbers(after.of(irrep)), expected);
        }
    }

    private static IrrepsLevel level(Params p, Couplings couplings) {
        RadialFunctions radial = new RadialFunctions(
                p.in("radial"),
                RadialFunctions.Kind.REAL_MOMENTA,
                EdgeFunction.RADIAL,
                CHANNELS,
                4,
                couplings.zonalOrder() + 1);
        List<Irrep> out = couplings.out();
        Mixing mixing = new Mixing(
                p.in("mixing"),
                couplings.mixed(CHANNELS),
                Irreps.of(CHANNELS, out.toArray(Irrep[]::new)),
                new Mixing.Start(WeightDraw.NORMAL, 3),
                out);
        ScalarMlp mlp = new ScalarMlp(p.in("mlp"), CHANNELS, 2, 2, Activation.LEAKY_RELU);
        MessageRules rules = new MessageRules(EdgeFunction.RADIAL, SelfPairs.EXCLUDED, Padding.ABSENT);
        return new IrrepsLevel(radial, rules, mixing, mlp, couplings, out);
    }

    private double[] values(Irrep irrep) {
        return random.doubles((long) CHANNELS * irrep.dimension() * NODES, -1, 1)
                .toArray();
    }

    /// Of mass 1, `[4, particles, jets]`.
    private double[] momenta() {
        double[] r = random.doubles(4L * NODES, -1, 1).toArray();
        for (int i = 0; i < NODES; i++) {
            double square = 1;
            for (int k = 1; k < 4; k++) {
                square += r[k * NODES + i] * r[k * NODES + i];
            }
            r[i] = Math.sqrt(square);
        }
        return r;
    }

    private static IrrepsTensor run(
            Weights weights, IrrepsLevel level, List<Irrep> in, List<double[][]> features, double[] momenta) {
        Tape tape = Tape.forward(weights);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < in.size(); i++) {
            int[] shape = {CHANNELS, in.get(i).dimension(), PARTICLES, JETS};
            double[][] x = features.get(i);
            parts.add(new Part(in.get(i), new ComplexTensor(tape.tensor(x[0], shape), tape.tensor(x[1], shape))));
        }
        boolean[] present = new boolean[NODES];
        Arrays.fill(present, true);
        return level.apply(new IrrepsTensor(parts), new NodeMomenta.Real(PARTICLES, JETS, momenta, present));
    }

    private static double[][] numbers(ComplexTensor x) {
        return new double[][] {x.re().toArray(), x.im().toArray()};
    }

    private static double[] moved(LorentzTransformation t, double[] p) {
        double[] r = new double[p.length];
        for (int i = 0; i < NODES; i++) {
            FourVector q = t.apply(new FourVector(p[i], p[NODES + i], p[2 * NODES + i], p[3 * NODES + i]));
            double[] components = {q.e(), q.px(), q.py(), q.pz()};
            for (int k = 0; k < components.length; k++) {
                r[k * NODES + i] = components[k];
            }
        }
        return r;
    }

    /// `D z` for real and imaginary parts `[channels, components, nodes]`.
    private static double[][] moved(ComplexMatrix d, double[][] z) {
        int components = d.rows();
        double[][] r = new double[2][z[0].length];
        for (int i = 0; i < z[0].length; i++) {
            int node = i % NODES;
            int channel = i / NODES / components;
            for (int k = 0; k < components; k++) {
                int from = (channel * components + k) * NODES + node;
                double re = d.entry(i / NODES % components, k).re();
                double im = d.entry(i / NODES % components, k).im();
                r[0][i] += re * z[0][from] - im * z[1][from];
                r[1][i] += re * z[1][from] + im * z[0][from];
            }
        }
        return r;
    }

    private static void assertClose(double[][] found, double[][] expected) {
        double largest = 0;
        double deviation = 0;
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < expected[part].length; i++) {
                largest = Math.max(largest, Math.abs(expected[part][i]));
                deviation = Math.max(deviation, Math.abs(found[part][i] - expected[part][i]));
            }
        }
        assertThat(deviation).isLessThan(TOLERANCE * largest);
        assertThat(largest).isPositive();
    }
}
