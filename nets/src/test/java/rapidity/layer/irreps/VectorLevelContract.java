package rapidity.layer.irreps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.BiFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.engine.Buffer;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// What holds for a [VectorLevel] with every engine. A test class says with which engine.
public interface VectorLevelContract {
    /// Products of some tens of numbers of order 1, and boosts of rapidity 1, lose two or three digits of sixteen.
    double TOLERANCE = 1e-12;

    int IN = 3;
    int OUT = 2;
    int PARTICLES = 5;
    int JETS = 3;
    int NODES = PARTICLES * JETS;
    double RAPIDITY = 1;

    /// How far other jets in a batch, padding, or their order may move a jet's numbers, relative to the largest one:
    /// not by a bit, where kernels sum in a fixed order.
    default double neighbours(Precision precision) {
        return 0;
    }

    Engine engine(Precision precision);

    /// Rules and momenta of every dialect, and between.
    enum Case {
        PUBLISHED_ENCODER(EdgeFunction.RADIAL, SelfPairs.INCLUDED, Padding.PARTICLES),
        CORRECTED_ENCODER(EdgeFunction.RADIAL, SelfPairs.EXCLUDED, Padding.ABSENT),
        ENCODER_WITHOUT_SELF_PAIRS(EdgeFunction.RADIAL, SelfPairs.EXCLUDED, Padding.PARTICLES),
        ENCODER_WITHOUT_PADDING(EdgeFunction.RADIAL, SelfPairs.INCLUDED, Padding.ABSENT),
        PUBLISHED_DECODER(EdgeFunction.CONSTANT, SelfPairs.INCLUDED, Padding.PARTICLES),
        CORRECTED_DECODER(EdgeFunction.RADIAL, SelfPairs.EXCLUDED, Padding.ABSENT),
        CONSTANT_DECODER_WITHOUT_SELF_PAIRS(EdgeFunction.CONSTANT, SelfPairs.EXCLUDED, Padding.ABSENT),
        RADIAL_DECODER_WITH_SELF_PAIRS(EdgeFunction.RADIAL, SelfPairs.INCLUDED, Padding.PARTICLES);

        private final MessageRules rules;

        Case(EdgeFunction edges, SelfPairs selfPairs, Padding padding) {
            rules = new MessageRules(edges, selfPairs, padding);
        }

        boolean complex() {
            return name().contains("DECODER");
        }
    }

    /// The parameters of a level, and the same level in two ways.
    final class Subject {
        private final VectorLevel level;
        private final ComposedLevel composed;
        private final Weights weights;

        Subject(Case c, Engine engine) {
            Params p = Params.of(new RandomStreams(1));
            RadialFunctions.Kind kind =
                    c.complex() ? RadialFunctions.Kind.COMPLEX_MOMENTA : RadialFunctions.Kind.REAL_MOMENTA;
            RadialFunctions radial = new RadialFunctions(p.in("radial"), kind, c.rules.edges(), IN, 4, 2);
            Parameter vectors = p.uniform("vectors", 0.3, 2, OUT, VectorLevel.BLOCKS * IN);
            Parameter scalars = p.uniform("scalars", 0.3, 2, OUT, VectorLevel.BLOCKS * IN);
            ScalarMlp mlp = new ScalarMlp(p.in("mlp"), OUT, 2, 2, Activation.LEAKY_RELU);
            level = new VectorLevel(radial, vectors, scalars, mlp, c.rules);
            composed = new ComposedLevel(radial, vectors, scalars, mlp, c.rules);
            weights = p.weights(engine);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    default void aLevelAndItsGradientAreTheComposedOnes(Case c) {
        Subject subject = new Subject(c, engine(Precision.FLOAT64));
        RandomStream random = random();
        double[] momenta = c.complex() ? gaussian(random, 8 * NODES) : momenta(random);
        double[] v = gaussian(random, IN * 8 * NODES);
        double[] s = gaussian(random, IN * 2 * NODES);
        double[] seed = gaussian(random, OUT * 10 * NODES);
        double[][] fast = gradients(subject.weights, c, subject.level::apply, v, s, momenta, seed);
        double[][] slow = gradients(subject.weights, c, subject.composed::apply, v, s, momenta, seed);
        for (int i = 0; i < slow.length; i++) {
            assertClose(Integer.toString(i), fast[i], slow[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    default void vectorsAloneAreThoseOfTheWholeLevel(Case c) {
        Subject subject = new Subject(c, engine(Precision.FLOAT64));
        RandomStream random = random();
        Tape tape = Tape.recording(subject.weights, new Gradients(subject.weights));
        double[] p = c.complex() ? gaussian(random, 8 * NODES) : momenta(random);
        NodeMomenta momenta = nodeMomenta(tape, c, p);
        ComplexVectorsScalars x = ComplexVectorsScalars.of(
                tape.tensor(gaussian(random, IN * 8 * NODES), IN, 2, 4, PARTICLES, JETS),
                tape.tensor(gaussian(random, IN * 2 * NODES), IN, 2, PARTICLES, JETS));
        Tensor alone = subject.level.vectors(x, momenta);
        assertThat(alone.toArray())
                .isEqualTo(subject.level.apply(x, momenta).vectors().toArray());
        tape.backward(alone.times(alone).sum());
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    default void boostingFeaturesAndMomentaBoostsTheVectorsAlone(Case c) {
        Subject subject = new Subject(c, engine(Precision.FLOAT64));
        RandomStream random = random();
        double[] momenta = c.complex() ? gaussian(random, 8 * NODES) : momenta(random);
        double[] v = gaussian(random, IN * 8 * NODES);
        double[] s = gaussian(random, IN * 2 * NODES);
        double[] seed = new double[OUT * 10 * NODES];
        double[] still = gradients(subject.weights, c, subject.level::apply, v, s, momenta, seed)[0];
        double[] moved = gradients(subject.weights, c, subject.level::apply, boosted(v), s, boosted(momenta), seed)[0];
        int vectors = OUT * 8 * NODES;
        assertClose("vectors", Arrays.copyOf(moved, vectors), boosted(Arrays.copyOf(still, vectors)));
        assertClose(
                "scalars",
                Arrays.copyOfRange(moved, vectors, moved.length),
                Arrays.copyOfRange(still, vectors, still.length));
    }

    /// With more pairs than are worked on at once, and so many jets that these would not fit the cache.
    @ParameterizedTest
    @EnumSource(Case.class)
    default void aJetHasTheSameBitsAmongMoreJets(Case c) {
        Subject subject = new Subject(c, engine(Precision.FLOAT64));
        RandomStream random = random();
        int particles = 12;
        int few = 3;
        int more = 40;
        double[] x = gaussian(random, IN * ComplexVectorsScalars.ROWS * particles * more);
        double[] p = gaussian(random, (c.complex() ? 8 : 4) * particles * more);
        double[] all = applied(subject, c, x, p, more);
        double[] some = applied(subject, c, jets(x, more, few), jets(p, more, few), few);
        if (neighbours(Precision.FLOAT64) == 0) {
            assertThat(some).isEqualTo(jets(all, more, few));
        } else {
            assertClose("numbers", some, jets(all, more, few));
        }
    }

    private static double[] applied(Subject subject, Case c, double[] x, double[] p, int jets) {
        Tape tape = Tape.forward(subject.weights);
        int nodes = x.length / (IN * ComplexVectorsScalars.ROWS);
        int particles = nodes / jets;
        boolean[] present = new boolean[nodes];
        Arrays.fill(present, true);
        NodeMomenta momenta = c.complex()
                ? new NodeMomenta.Complex(tape.tensor(p, 2, 4, particles, jets))
                : new NodeMomenta.Real(particles, jets, p, present);
        Tensor rows = tape.tensor(x, IN * ComplexVectorsScalars.ROWS, nodes);
        return subject.level
                .apply(new ComplexVectorsScalars(rows, IN, particles, jets), momenta)
                .rows()
                .toArray();
    }

    /// The first `few` of each `more` numbers.
    private static double[] jets(double[] x, int more, int few) {
        double[] r = new double[x.length / more * few];
        for (int i = 0; i < r.length; i++) {
            r[i] = x[i / few * more + i % few];
        }
        return r;
    }

    private static void assertClose(String what, double[] actual, double[] expected) {
        double largest = 0;
        for (double x : expected) {
            largest = Math.max(largest, Math.abs(x));
        }
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as(what + " " + i).isCloseTo(expected[i], Offset.offset(TOLERANCE * largest));
        }
    }

    private static NodeMomenta nodeMomenta(Tape tape, Case c, double[] momenta) {
        if (c.complex()) {
            return new NodeMomenta.Complex(tape.variable(momenta, 2, 4, PARTICLES, JETS));
        }
        boolean[] present = new boolean[NODES];
        Arrays.fill(present, 0, NODES - 1, true);
        return new NodeMomenta.Real(PARTICLES, JETS, momenta, present);
    }

    /// The result; the gradients of all parameters, of the features and of complex momenta.
    private static double[][] gradients(
            Weights weights,
            Case c,
            BiFunction<ComplexVectorsScalars, NodeMomenta, ComplexVectorsScalars> level,
            double[] v,
            double[] s,
            double[] momenta,
            double[] seed) {
        Gradients gradients = new Gradients(weights);
        gradients.clear();
        Tape tape = Tape.recording(weights, gradients);
        Tensor vectors = tape.variable(v, IN, 2, 4, PARTICLES, JETS);
        Tensor scalars = tape.variable(s, IN, 2, PARTICLES, JETS);
        NodeMomenta p = nodeMomenta(tape, c, momenta);
        Tensor y = level.apply(ComplexVectorsScalars.of(vectors, scalars), p).rows();
        tape.backward(y, tape.tensor(seed, y.shape().toArray()));
        Buffer all = gradients.collect();
        double[] parameters = new double[weights.size()];
        weights.engine().ops().read(all, 0, parameters);
        double[] ofMomenta = p instanceof NodeMomenta.Complex q ? q.values().gradient() : new double[0];
        return new double[][] {y.toArray(), parameters, vectors.gradient(), scalars.gradient(), ofMomenta};
    }

    private static RandomStream random() {
        return new RandomStreams(20261126).stream("level");
    }

    private static double[] gaussian(RandomStream random, int n) {
        double[] r = new double[n];
        for (int i = 0; i < n; i++) {
            r[i] = random.nextGaussian();
        }
        return r;
    }

    /// Of mass 1, `[4, particles, jets]`.
    private static double[] momenta(RandomStream random) {
        double[] r = gaussian(random, 4 * NODES);
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
