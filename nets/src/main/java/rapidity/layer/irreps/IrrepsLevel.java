package rapidity.layer.irreps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rapidity.engine.Tensor;
import rapidity.irreps.CanonicalBasis;
import rapidity.irreps.ClebschGordan;
import rapidity.irreps.Irrep;
import rapidity.irreps.Irreps;
import rapidity.irreps.ZonalFunctions;
import rapidity.layer.irreps.IrrepsTensor.Part;

/// Lorentz-group message passing for irreps of any size: the slow twin of [VectorLevel] where there are only scalars
/// and vectors.
///
/// ```
/// F'_i = W [ CG( sum over j of F_j (x) E_ij ),  F_i,  CG( F_i (x) F_i ) ]        E_ij at (l, l) = R_l Z_l(p_ij)
/// ```
///
/// and the MLP replaces the scalars.
///
/// @source arXiv:2006.04780, Sec. 4.1; arXiv:2212.07347, Eq. 3.1 to 3.3
final class IrrepsLevel {
    private final RadialFunctions radial;
    private final MessageRules rules;
    private final Mixing mixing;
    private final ScalarMlp mlp;
    private final Couplings couplings;
    private final List<Irrep> live;

    /// Which irreps a level takes and makes.
    ///
    /// @param in irreps of the nodes, in their order
    /// @param maxdim irreps (k, n) with k and n below this exist
    /// @param zonalOrder largest order of the zonal functions on the edges
    record Couplings(List<Irrep> in, int maxdim, int zonalOrder, CgProduct messages, CgProduct squares) {
        Couplings(List<Irrep> in, int maxdim, int zonalOrder) {
            this(in, maxdim, zonalOrder, new CgProduct(in, edges(zonalOrder), maxdim), new CgProduct(in, in, maxdim));
        }

        private static List<Irrep> edges(int zonalOrder) {
            return IntStream.rangeClosed(0, zonalOrder)
                    .mapToObj(l -> new Irrep(l, l))
                    .toList();
        }

        /// The irreps of the result, in their order.
        List<Irrep> out() {
            return StoredOrder.of(Stream.of(messages.irreps(), kept(), squares.irreps())
                    .flatMap(List::stream)
                    .toList());
        }

        private List<Irrep> kept() {
            return in.stream().filter(irrep -> irrep.largest() < maxdim).toList();
        }

        /// What goes into the mixing.
        ///
        /// @param channels of the nodes
        Irreps mixed(int channels) {
            return new Irreps(out().stream()
                    .map(irrep -> new Irreps.Part(
                            irrep,
                            channels
                                    * (messages.copies(irrep)
                                            + (kept().contains(irrep) ? 1 : 0)
                                            + squares.copies(irrep))))
                    .toList());
        }
    }

    /// @param live irreps that are used of the result; the others are left out
    IrrepsLevel(
            RadialFunctions radial,
            MessageRules rules,
            Mixing mixing,
            ScalarMlp mlp,
            Couplings couplings,
            List<Irrep> live) {
        this.radial = radial;
        this.rules = rules;
        this.mixing = mixing;
        this.mlp = mlp;
        this.couplings = couplings;
        this.live = live;
    }

    /// The features of the next level.
    IrrepsTensor apply(IrrepsTensor x, NodeMomenta momenta) {
        Map<List<Irrep>, ComplexTensor> pairs = couplings.messages.pairs(x, edges(x, momenta));
        IrrepsTensor factors = x.componentsFirst();
        List<Part> parts = new ArrayList<>();
        for (Irrep irrep : couplings.out()) {
            if (live.contains(irrep)) {
                ComplexTensor mixed = mixing.apply(irrep, blocks(irrep, pairs, x, factors));
                parts.add(new Part(irrep, irrep.equals(Irrep.SCALAR) ? replaced(mixed) : mixed));
            }
        }
        return new IrrepsTensor(parts);
    }

    private ComplexTensor blocks(
            Irrep irrep, Map<List<Irrep>, ComplexTensor> pairs, IrrepsTensor x, IrrepsTensor factors) {
        List<ComplexTensor> blocks = new ArrayList<>(couplings.messages.aggregated(irrep, pairs));
        if (couplings.kept().contains(irrep)) {
            blocks.add(x.of(irrep));
        }
        blocks.addAll(couplings.squares.squares(irrep, factors));
        return new ComplexTensor(
                Tensor.concatenate(0, blocks.stream().map(ComplexTensor::re).toList()),
                Tensor.concatenate(0, blocks.stream().map(ComplexTensor::im).toList()));
    }

    private ComplexTensor replaced(ComplexTensor scalars) {
        int[] axes = scalars.shape().toArray();
        Tensor rows = scalars.joined().reshape(2 * axes[0], -1);
        int[] joined = {axes[0], 2, axes[1], axes[2], axes[3]};
        return ComplexTensor.of(mlp.apply(rows).reshape(joined), 1);
    }

    private IrrepsTensor edges(IrrepsTensor x, NodeMomenta momenta) {
        PairEdges pairs = new PairEdges(x.parts().getFirst().values().re().tape(), radial, rules, momenta);
        ComplexTensor p = IrrepsTensor.transformed(CanonicalBasis.fromCartesian(), pairs.momenta());
        List<Part> parts = new ArrayList<>();
        ComplexTensor zonal = p;
        for (int l = 0; l <= couplings.zonalOrder; l++) {
            ComplexTensor r = pairs.functions(l).each(IrrepsLevel::jetsOutside);
            if (l == 0) {
                parts.add(new Part(Irrep.SCALAR, r.turned()));
                continue;
            }
            zonal = l == 1 ? p : next(l, zonal, p);
            ComplexTensor z = zonal.each(t -> t.permute(0, 4, 3, 1, 2));
            parts.add(new Part(new Irrep(l, l), r.times(z)));
        }
        return new IrrepsTensor(parts);
    }

    /// `[channels, i, j, jets]` to `[channels, jets, j, 1, i]`.
    private static Tensor jetsOutside(Tensor r) {
        Tensor t = r.permute(0, 3, 2, 1);
        int[] s = t.shape().toArray();
        return t.reshape(s[0], s[1], s[2], 1, s[3]);
    }

    private static ComplexTensor next(int l, ComplexTensor before, ComplexTensor p) {
        SparseProduct product =
                new SparseProduct(ClebschGordan.of(new Irrep(l - 1, l - 1), Irrep.VECTOR, new Irrep(l, l)));
        return product.apply(before.each(IrrepsTensor::componentsFirst), p.each(IrrepsTensor::componentsFirst))
                .each(t -> IrrepsTensor.componentsFirst(t).times(ZonalFunctions.factor(l)));
    }
}
