package rapidity.layer.irreps;

import static rapidity.layer.irreps.ComplexVectorsScalars.VECTOR;

import java.util.Arrays;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// Edge functions and relative momenta of all pairs of nodes, as tensors with a number for every pair.
final class PairEdges {
    private final Tape tape;
    private final RadialFunctions radial;
    private final MessageRules rules;
    private final NodeMomenta momenta;
    private final int channels;
    private final int particles;
    private final int jets;
    private final ComplexTensor p;

    PairEdges(Tape tape, RadialFunctions radial, MessageRules rules, NodeMomenta momenta) {
        this.tape = tape;
        this.radial = radial;
        this.rules = rules;
        this.momenta = momenta;
        channels = radial.channels();
        particles = momenta.particles();
        jets = momenta.jets();
        p = relative();
    }

    /// p_i - p_j, `[1, (t, x, y, z), i, j, jets]`.
    ComplexTensor momenta() {
        return p;
    }

    /// `<a, b> / 2` over axis 1.
    static ComplexTensor halfProduct(ComplexTensor a, ComplexTensor b) {
        double[] halfMetric = {0.5, -0.5, -0.5, -0.5};
        return a.times(b).each(t -> {
            int[] axes = new int[t.shape().rank() - 1];
            Arrays.fill(axes, 1);
            axes[0] = VECTOR;
            return t.times(t.tape().tensor(halfMetric, axes)).sum(1);
        });
    }

    private ComplexTensor relative() {
        ComplexTensor all = switch (momenta) {
            case NodeMomenta.Complex q -> ComplexTensor.of(q.values(), 0);
            case NodeMomenta.Real q ->
                new ComplexTensor(
                        tape.tensor(q.values(), VECTOR, particles, jets),
                        tape.tensor(new double[q.values().length], VECTOR, particles, jets));
        };
        return all.each(t -> t.reshape(1, VECTOR, particles, 1, jets).minus(t.reshape(1, VECTOR, 1, particles, jets)));
    }

    /// R of an order, 0 where no message passes, `[C, i, j, jets]`.
    ComplexTensor functions(int order) {
        Tensor constant = radial.constant(tape, order).reshape(channels, 2, 1, 1, 1);
        Tensor ones = tape.tensor(filled(1), 1, 1, particles, particles, jets);
        Tensor r = constant.times(ones);
        if (rules.edges() == EdgeFunction.RADIAL) {
            Tensor seen = radialPairs();
            r = bells(order).times(seen).plus(r.times(seen.affine(-1, 1)));
        }
        return ComplexTensor.of(r.times(messagePairs()), 1);
    }

    private Tensor bells(int order) {
        Tensor r = switch (momenta) {
            case NodeMomenta.Real q -> radial.apply(order, tape.tensor(squares(q), pairs()));
            case NodeMomenta.Complex q -> {
                ComplexTensor squares = halfProduct(p, p)
                        .each(t -> t.times(2).plus(RadialFunctions.EPSILON).abs());
                yield radial.apply(
                        order, squares.re().reshape(pairs()), squares.im().reshape(pairs()));
            }
        };
        return r.reshape(channels, 2, particles, particles, jets);
    }

    private int pairs() {
        return particles * particles * jets;
    }

    private double[] filled(double value) {
        double[] r = new double[pairs()];
        Arrays.fill(r, value);
        return r;
    }

    /// In the order of summation of the published code: for massless particles the square is mostly its rounding.
    private double[] squares(NodeMomenta.Real q) {
        double[] r = new double[pairs()];
        int nodes = particles * jets;
        for (int e = 0; e < r.length; e++) {
            int i = e / jets / particles * jets + e % jets;
            int j = e / jets % particles * jets + e % jets;
            double t = q.values()[i] - q.values()[j];
            double x = q.values()[i + nodes] - q.values()[j + nodes];
            double y = q.values()[i + 2 * nodes] - q.values()[j + 2 * nodes];
            double z = q.values()[i + 3 * nodes] - q.values()[j + 3 * nodes];
            r[e] = Math.abs(2 * (t * t) - (t * t + x * x + y * y + z * z) + RadialFunctions.EPSILON);
        }
        return r;
    }

    /// 1 for pairs without padding, `[1, 1, i, j, jets]`.
    private Tensor radialPairs() {
        double[] r = filled(1);
        if (momenta instanceof NodeMomenta.Real q) {
            for (int e = 0; e < r.length; e++) {
                boolean i = q.present()[e / jets / particles * jets + e % jets];
                boolean j = q.present()[e / jets % particles * jets + e % jets];
                r[e] = i && j ? 1 : 0;
            }
        }
        return tape.tensor(r, 1, 1, particles, particles, jets);
    }

    /// 1 for pairs between which messages pass.
    private Tensor messagePairs() {
        Tensor present = rules.padding() == Padding.ABSENT
                ? radialPairs()
                : tape.tensor(filled(1), 1, 1, particles, particles, jets);
        double[] r = filled(1);
        for (int e = 0; e < r.length && rules.selfPairs() == SelfPairs.EXCLUDED; e++) {
            r[e] = e / jets / particles == e / jets % particles ? 0 : 1;
        }
        return present.times(tape.tensor(r, 1, 1, particles, particles, jets));
    }
}
