package rapidity.layer.irreps;

import static rapidity.layer.irreps.ComplexVectorsScalars.VECTOR;

import java.util.Arrays;
import java.util.List;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// What a [VectorLevel] mixes, composed of operations on all pairs of nodes: it defines the result, and takes memory in
/// proportion to the square of the nodes.
final class ComposedBlocks {
    private final RadialFunctions radial;
    private final MessageRules rules;
    private final NodeMomenta momenta;
    private final Tape tape;
    private final int channels;
    private final int particles;
    private final int jets;
    private final ComplexTensor v;
    private final ComplexTensor s;
    private final ComplexTensor p;
    private final ComplexTensor e0;
    private final ComplexTensor r1;

    ComposedBlocks(RadialFunctions radial, MessageRules rules, ComplexVectorsScalars x, NodeMomenta momenta) {
        if (x.particles() != momenta.particles() || x.jets() != momenta.jets() || x.channels() != radial.channels()) {
            throw new IllegalArgumentException("features of " + x.channels() + " channels, " + x.particles()
                    + " particles, " + x.jets() + " jets do not fit " + radial.channels() + " channels, "
                    + momenta.particles() + " particles, " + momenta.jets() + " jets");
        }
        this.radial = radial;
        this.rules = rules;
        this.momenta = momenta;
        tape = x.rows().tape();
        channels = x.channels();
        particles = x.particles();
        jets = x.jets();
        v = ComplexTensor.of(x.vectors(), 1);
        s = ComplexTensor.of(x.scalars(), 1);
        p = relative();
        e0 = edges(0).turned();
        r1 = edges(1);
    }

    /// `[5C, (re, im), (t, x, y, z), particles, jets]`.
    Tensor vectors() {
        ComplexTensor vj = v.each(t -> t.reshape(channels, VECTOR, 1, particles, jets));
        ComplexTensor sj = s.each(t -> t.reshape(channels, 1, 1, particles, jets));
        ComplexTensor scalar = vector(e0).times(vj).each(t -> t.sum(3));
        ComplexTensor vector = vector(r1).times(sj).times(p).each(t -> t.sum(3));
        ComplexTensor sv = s.each(t -> t.reshape(channels, 1, particles, jets)).times(v);
        return Tensor.concatenate(0, List.of(scalar.joined(), vector.joined(), v.joined(), sv.joined(), sv.joined()));
    }

    /// `[5C, (re, im), particles, jets]`.
    Tensor scalars() {
        ComplexTensor vj = v.each(t -> t.reshape(channels, VECTOR, 1, particles, jets));
        ComplexTensor sj = s.each(t -> t.reshape(channels, 1, particles, jets));
        ComplexTensor vector = r1.times(halfProduct(p, vj)).each(t -> t.sum(2));
        ComplexTensor scalar = e0.times(sj).each(t -> t.sum(2));
        return Tensor.concatenate(
                0,
                List.of(
                        vector.joined(),
                        scalar.joined(),
                        s.joined(),
                        halfProduct(v, v).joined(),
                        s.times(s).joined()));
    }

    private ComplexTensor vector(ComplexTensor edges) {
        return edges.each(t -> t.reshape(channels, 1, particles, particles, jets));
    }

    /// `<a, b> / 2` over axis 1.
    private ComplexTensor halfProduct(ComplexTensor a, ComplexTensor b) {
        double[] halfMetric = {0.5, -0.5, -0.5, -0.5};
        return a.times(b).each(t -> {
            int[] axes = new int[t.shape().rank() - 1];
            Arrays.fill(axes, 1);
            axes[0] = VECTOR;
            return t.times(tape.tensor(halfMetric, axes)).sum(1);
        });
    }

    /// p_i - p_j, `[1, (t, x, y, z), i, j, jets]`.
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
    private ComplexTensor edges(int order) {
        Tensor constant = radial.constant(s.re(), order).reshape(channels, 2, 1, 1, 1);
        Tensor ones = tape.tensor(filled(1), 1, 1, particles, particles, jets);
        Tensor r = constant.times(ones);
        if (rules.edges() == EdgeFunction.RADIAL) {
            Tensor seen = radialPairs();
            r = functions(order).times(seen).plus(r.times(seen.affine(-1, 1)));
        }
        return ComplexTensor.of(r.times(messagePairs()), 1);
    }

    private Tensor functions(int order) {
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
