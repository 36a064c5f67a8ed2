package rapidity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rapidity.engine.Attend;
import rapidity.engine.Engine;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.VectorsScalars;
import rapidity.engine.Weights;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// The networks whose results belong to jets, against their formulas.
class JetNetworksTest {
    /// Two sums in double precision in different orders, through a few layers.
    private static final double ROUNDING = 1e-11;

    /// The same in single precision, with differences of momenta.
    private static final double SINGLE = 1e-4;

    private static final RandomStreams STREAMS = new RandomStreams(20261126);

    /// Jets of 60, 0, 1 and 9 constituents: the first has more pairs than are worked on at once.
    private static final int[] OFFSETS = {0, 60, 60, 61, 70};

    private static final LorentzNetConfig LORENTZ_NET =
            LorentzNetConfig.of(2, 16, 3, 3).withStep(0.01);

    private static double[] momenta() {
        RandomStream random = STREAMS.stream("momenta");
        double[] p = new double[4 * OFFSETS[4]];
        for (int i = 0; i < p.length; i += 4) {
            for (int k = 1; k < 4; k++) {
                p[i + k] = random.nextGaussian();
            }
            p[i] = Math.sqrt(0.01 + p[i + 1] * p[i + 1] + p[i + 2] * p[i + 2] + p[i + 3] * p[i + 3]);
        }
        return p;
    }

    private static double[] scalars() {
        return STREAMS.stream("scalars").doubles(2L * OFFSETS[4], -1, 1).toArray();
    }

    private static double[] lorentzNet(LorentzNetConfig config, Engine engine) {
        Params p = Params.of(STREAMS);
        LorentzNet net = new LorentzNet(p, config);
        Tape tape = Tape.forward(p.weights(engine));
        VectorsScalars x = VectorsScalars.of(
                tape.tensor(momenta(), OFFSETS[4], 1, 4),
                config.scalars() == 0 ? null : tape.tensor(scalars(), OFFSETS[4], 2));
        return net.apply(x, Attend.segments(OFFSETS)).toArray();
    }

    private static Map<String, double[]> weights(LorentzNetConfig config) {
        Params p = Params.of(STREAMS);
        LorentzNet net = new LorentzNet(p, config);
        assertThat(net).isNotNull();
        Weights weights = p.weights(Engine.scalar(Precision.FLOAT64));
        return weights.read();
    }

    @Test
    void lorentzNetIsItsFormula() {
        for (LorentzNetConfig config : List.of(LORENTZ_NET, LorentzNetConfig.of(0, 8, 1, 2))) {
            PlainLorentzNet plain = new PlainLorentzNet(config, weights(config));
            double[] exact = lorentzNet(config, Engine.of(Precision.FLOAT64));
            double[] single = lorentzNet(config, Engine.of(Precision.FLOAT32));
            for (int jet : new int[] {0, 2, 3}) {
                double[] expected = plain.apply(
                        rows(momenta(), 4, jet), config.scalars() == 0 ? empty(jet) : rows(scalars(), 2, jet));
                for (int k = 0; k < config.out(); k++) {
                    assertThat(exact[jet * config.out() + k]).isCloseTo(expected[k], within(ROUNDING));
                    assertThat(single[jet * config.out() + k]).isCloseTo(expected[k], within(SINGLE));
                }
            }
        }
    }

    private static double[][] rows(double[] values, int width, int jet) {
        double[][] rows = new double[OFFSETS[jet + 1] - OFFSETS[jet]][];
        Arrays.setAll(rows, i -> {
            int row = OFFSETS[jet] + i;
            return Arrays.copyOfRange(values, row * width, (row + 1) * width);
        });
        return rows;
    }

    private static double[][] empty(int jet) {
        return new double[OFFSETS[jet + 1] - OFFSETS[jet]][0];
    }

    @Test
    void lorentzNetOfThePaperHasAsManyParametersAsItsFormulas() {
        LorentzNetConfig paper = LorentzNetConfig.paper(1, 2);
        int n = 72;
        int block = n * (2 * n + 2) + n + (n * n + n) + (n + 1) + (2 * n * n + n) + (n * n + n);
        int pull = (n * n + n) + (n + 1);
        int expected = 2 * n + n + 6 * block + 5 * pull + (n * n + n) + (2 * n + 2);
        assertThat(weights(paper).values().stream().mapToInt(w -> w.length).sum())
                .isEqualTo(expected);
    }

    @Test
    void theParticleFlowNetworkIsItsFormula() {
        PfnConfig config = new PfnConfig(4, List.of(5), List.of(3), 1);
        Params p = Params.of(STREAMS);
        Pfn net = new Pfn(p, config);
        Weights weights = p.weights(Engine.of(Precision.FLOAT64));
        Tape tape = Tape.forward(weights);
        double[] y = net.apply(tape.tensor(momenta(), OFFSETS[4], 4), Attend.segments(OFFSETS))
                .toArray();
        Map<String, double[]> w = weights.read();
        for (int jet = 0; jet < 4; jet++) {
            double[] latent = new double[5];
            for (double[] x : rows(momenta(), 4, jet)) {
                double[] phi = rectified(w, "Phi.0", x);
                Arrays.setAll(latent, k -> latent[k] + phi[k]);
            }
            assertThat(y[jet]).isCloseTo(linear(w, "F.2", rectified(w, "F.0", latent))[0], within(ROUNDING));
        }
    }

    private static double[] rectified(Map<String, double[]> weights, String name, double[] x) {
        return Arrays.stream(linear(weights, name, x)).map(v -> Math.max(v, 0)).toArray();
    }

    private static double[] linear(Map<String, double[]> weights, String name, double[] x) {
        double[] w = weights.getOrDefault(name + ".weight", new double[0]);
        double[] b = weights.getOrDefault(name + ".bias", new double[0]);
        double[] y = b.clone();
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < x.length; k++) {
                y[i] += w[i * x.length + k] * x[k];
            }
        }
        return y;
    }

    @Test
    void masksThatAreNoPaddingAreRefused() {
        Attend causal = Attend.full(3).causal();
        Attend soft = Attend.full(3).withKeyMask(0, -1, 0);
        for (Attend attend : List.of(causal, soft, Attend.cross(new int[] {0, 3}, new int[] {0, 2}))) {
            assertThatThrownBy(attend::members)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("a network that sums over sequences needs each of them alone");
        }
        assertThat(Attend.segments(0, 2, 3)
                        .withKeyMask(Double.NEGATIVE_INFINITY, 0, 0)
                        .members())
                .isDeepEqualTo(new int[][] {{1}, {2}});
    }

    @Test
    void widthsThatDoNotExistAreRefused() {
        assertThatThrownBy(() -> LorentzNetConfig.of(1, 0, 1, 1))
                .hasMessageStartingWith("no such LorentzNet: 1 scalars in, 0 hidden");
        assertThatThrownBy(() -> LorentzNetConfig.paper(1, 1).withDropout(1)).hasMessageEndingWith("not 1.0");
        assertThatThrownBy(() -> new PfnConfig(4, List.of(), List.of(), 1))
                .hasMessageStartingWith("no such particle flow network");
    }
}
