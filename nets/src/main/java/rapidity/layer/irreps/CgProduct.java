package rapidity.layer.irreps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rapidity.engine.Tensor;
import rapidity.irreps.ClebschGordan;
import rapidity.irreps.Irrep;

/// The product of two sets of features, channel by channel, decomposed into irreps: every pair of irreps adds as many
/// channels to each irrep that it contains. The pairs stand in the order of the first set, then of the second.
///
/// @source arXiv:2006.04780, Sec. 3
final class CgProduct {
    private final Map<Irrep, List<SparseProduct>> products = new LinkedHashMap<>();

    /// @param first irreps of the first factor in their order
    /// @param second irreps of the second factor in their order
    /// @param maxdim irreps (k, n) with k or n of this size or more neither go in nor come out
    CgProduct(List<Irrep> first, List<Irrep> second, int maxdim) {
        for (Irrep a : below(maxdim, first)) {
            for (Irrep b : below(maxdim, second)) {
                for (Irrep c : below(maxdim, a.times(b))) {
                    products.computeIfAbsent(c, irrep -> new ArrayList<>())
                            .add(new SparseProduct(ClebschGordan.of(a, b, c)));
                }
            }
        }
    }

    private static List<Irrep> below(int maxdim, List<Irrep> irreps) {
        return irreps.stream().filter(irrep -> irrep.largest() < maxdim).toList();
    }

    /// The irreps that come out.
    List<Irrep> irreps() {
        return List.copyOf(products.keySet());
    }

    /// How many times the channels of a factor come out as channels of an irrep.
    int copies(Irrep irrep) {
        return of(irrep).size();
    }

    private List<SparseProduct> of(Irrep irrep) {
        return products.getOrDefault(irrep, List.of());
    }

    /// The products of nodes with themselves that have an irrep.
    ///
    /// @param x with components as axis 0, see [IrrepsTensor#componentsFirst()]
    /// @return each `[channels, components, particles, jets]`
    List<ComplexTensor> squares(Irrep irrep, IrrepsTensor x) {
        return of(irrep).stream()
                .map(product -> {
                    ClebschGordan cg = product.coefficients();
                    return product.apply(x.of(cg.first()), x.of(cg.second())).each(IrrepsTensor::componentsFirst);
                })
                .toList();
    }

    /// The sums over j of the products of node j and edge (i, j) that have an irrep.
    ///
    /// @param pairs of [#pairs]
    List<ComplexTensor> aggregated(Irrep irrep, Map<List<Irrep>, ComplexTensor> pairs) {
        return of(irrep).stream()
                .map(product -> {
                    ClebschGordan cg = product.coefficients();
                    ComplexTensor sums = Objects.requireNonNull(pairs.get(List.of(cg.first(), cg.second())));
                    return product.ofPairs(sums).each(IrrepsTensor::componentsFirst);
                })
                .toList();
    }

    /// The sums over j of all products of components of node j and edge (i, j), before they are coupled: since this is
    /// linear, the coefficients are applied to the sums.
    ///
    /// ```
    /// sums[q1 q2, i] = sum over j of  node[q1, j] edge[q2, i, j]
    /// ```
    ///
    /// @param edges `[channels, jets, j, components, i]`
    /// @return by the irreps of node and edge, `[components of both, channels, particles, jets]`
    Map<List<Irrep>, ComplexTensor> pairs(IrrepsTensor nodes, IrrepsTensor edges) {
        Map<List<Irrep>, ComplexTensor> r = new LinkedHashMap<>();
        for (List<SparseProduct> ofIrrep : products.values()) {
            for (SparseProduct product : ofIrrep) {
                Irrep first = product.coefficients().first();
                Irrep second = product.coefficients().second();
                r.computeIfAbsent(List.of(first, second), key -> pairs(nodes.of(first), edges.of(second)));
            }
        }
        return r;
    }

    private static ComplexTensor pairs(ComplexTensor node, ComplexTensor edge) {
        int channels = node.shape().axis(0);
        int width = edge.shape().axis(3);
        int components = node.shape().axis(1) * width;
        int particles = node.shape().axis(2);
        int jets = node.shape().axis(3);
        ComplexTensor a = node.each(t -> t.permute(0, 3, 1, 2));
        ComplexTensor b = edge.each(t -> t.reshape(channels, jets, particles, width * particles));
        Tensor re = a.re().matmul(b.re()).minus(a.im().matmul(b.im()));
        Tensor im = a.re().matmul(b.im()).plus(a.im().matmul(b.re()));
        return new ComplexTensor(re, im)
                .each(t -> t.reshape(channels, jets, components, particles).permute(2, 0, 3, 1));
    }
}
