package rapidity.layer.irreps;

import static rapidity.layer.irreps.ComplexVectorsScalars.VECTOR;

import java.util.List;
import rapidity.engine.Tensor;

/// What a [VectorLevel] mixes, composed of operations on all pairs of nodes: it defines the result, and takes memory in
/// proportion to the square of the nodes.
final class ComposedBlocks {
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
        channels = x.channels();
        particles = x.particles();
        jets = x.jets();
        v = ComplexTensor.of(x.vectors(), 1);
        s = ComplexTensor.of(x.scalars(), 1);
        PairEdges pairs = new PairEdges(x.rows().tape(), radial, rules, momenta);
        p = pairs.momenta();
        e0 = pairs.functions(0).turned();
        r1 = pairs.functions(1);
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
        ComplexTensor vector = r1.times(PairEdges.halfProduct(p, vj)).each(t -> t.sum(2));
        ComplexTensor scalar = e0.times(sj).each(t -> t.sum(2));
        return Tensor.concatenate(
                0,
                List.of(
                        vector.joined(),
                        scalar.joined(),
                        s.joined(),
                        PairEdges.halfProduct(v, v).joined(),
                        s.times(s).joined()));
    }

    private ComplexTensor vector(ComplexTensor edges) {
        return edges.each(t -> t.reshape(channels, 1, particles, particles, jets));
    }
}
