package rapidity.layer.clifford;

import java.util.Arrays;
import java.util.List;
import rapidity.engine.Channels;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.Unary;
import rapidity.layer.graph.Edges;
import rapidity.layer.plain.BatchNorm;
import rapidity.layer.plain.Linear;

/// The messages of a [CliffordBlock] and their means at the receivers i:
///
/// ```
/// x_ij = norm(product( x_i, x_j, x_i - x_j, u_i, u_j, u_i - u_j ))
/// h_ij = phi( inv(x_ij), h_i, h_j, h_i - h_j )         linear without bias, batch norm, ReLU, linear, ReLU
/// x_ij := gate(x_ij, h_ij)
/// ```
final class CliffordMessages {
    /// Products that are worked on at once: the 128 sums of 27 channels of so many edges stay in the cache of a core.
    private static final int AT_ONCE = 64;

    private final Channels width;
    private final SteerableProduct product;
    private final GradeNorm norm;
    private final Parameter pairWeight;
    private final BatchNorm pairNorm;
    private final Linear message;
    private final GradeGate gate;

    CliffordMessages(Params p, Channels width) {
        this.width = width;
        int c = width.multivectors();
        int h = width.scalars();
        product = new SteerableProduct(p.in("product"), 3 * c + 3, c);
        norm = new GradeNorm(p.in("norm"), c);
        int inputs = Grades.COUNT * c + 3 * h;
        pairWeight = p.in("phi").in("0").uniform("weight", 1 / Math.sqrt(inputs), h, inputs);
        pairNorm = new BatchNorm(p.in("phi").in("1"), h);
        message = new Linear(p.in("phi").in("3"), h, h);
        gate = new GradeGate(p.in("psi"), h, c);
    }

    /// @param x `[tokens, 16, c]`
    /// @param u `[tokens, 16, 1]`
    /// @param h `[tokens, h]`
    /// @return `[tokens, 16 c + h]`
    Tensor apply(Tensor x, Tensor u, Tensor h, List<Edges> graph) {
        int c = width.multivectors();
        int s = width.scalars();
        Tensor nodes = Tensor.concatenate(2, List.of(x, u)).reshape(-1, Grades.COMPONENTS * (c + 1));
        Tensor weight = x.tape().parameter(pairWeight);
        int first = Grades.COUNT * c;
        // the part of each node is computed once and not for every edge
        Tensor ofOwn = weight.slice(1, first, first + s);
        Tensor ofOther = weight.slice(1, first + s, first + 2 * s);
        Tensor ofBoth = weight.slice(1, first + 2 * s, first + 3 * s);
        Tensor receiver = h.matmul(ofOwn.plus(ofBoth).permute(1, 0));
        Tensor sender = h.matmul(ofOther.minus(ofBoth).permute(1, 0));
        List<Tensor> means = graph.stream()
                .map(edges -> nodes.through(z -> means(z, receiver, sender, edges)))
                .toList();
        int[] order = graph.stream().flatMapToInt(e -> Arrays.stream(e.nodes())).toArray();
        return Tensor.concatenate(0, means).scatterAdd(h.shape().axis(0), order);
    }

    /// Means at the receivers of some edges, `[receivers, 16 c + h]`.
    private Tensor means(Tensor nodes, Tensor receiver, Tensor sender, Edges edges) {
        Tape tape = nodes.tape();
        int[] to = edges.to();
        int[] receivers = edges.receivers();
        int[] senders = edges.senders();
        Tensor x = Grades.byComponents(products(nodes, receivers, senders));
        Tensor ofInvariants = tape.parameter(pairWeight).slice(1, 0, Grades.COUNT * width.multivectors());
        Tensor pair = Grades.invariants(x)
                .matmul(ofInvariants.permute(1, 0))
                .plus(receiver.gather(receivers))
                .plus(sender.gather(senders));
        Tensor h = message.apply(pairNorm.apply(pair).apply(Unary.RELU)).apply(Unary.RELU);
        Tensor gated = Grades.byRows(gate.apply(x, h)).reshape(to.length, -1);
        int[] degrees = edges.degrees();
        Tensor sums =
                Tensor.concatenate(1, List.of(gated.scatterAdd(degrees.length, to), h.scatterAdd(degrees.length, to)));
        double[] shares = Arrays.stream(degrees).mapToDouble(n -> 1.0 / n).toArray();
        return sums.times(tape.tensor(shares, shares.length, 1));
    }

    /// The multivectors of messages, `[edges, 16, c]`. What they are made of is not kept.
    private Tensor products(Tensor nodes, int[] receivers, int[] senders) {
        return Pieces.of(nodes.tape(), receivers.length, AT_ONCE, (from, end) -> {
            Tensor own = nodes.gather(Arrays.copyOfRange(receivers, from, end));
            Tensor other = nodes.gather(Arrays.copyOfRange(senders, from, end));
            Tensor x = product.apply(inputs(own.permute(1, 0), other.permute(1, 0)));
            return Grades.byRows(norm.apply(x));
        });
    }

    /// @param own x_i and u_i as `[16 (c + 1), edges]`
    /// @return `[16, 3 c + 3, edges]`
    private Tensor inputs(Tensor own, Tensor other) {
        int c = width.multivectors();
        int all = 3 * (c + 1);
        int[] rows = new int[Grades.COMPONENTS * all];
        for (int component = 0; component < Grades.COMPONENTS; component++) {
            for (int part = 0; part < 3; part++) {
                int from = (part * Grades.COMPONENTS + component) * (c + 1);
                for (int i = 0; i < c; i++) {
                    rows[component * all + part * c + i] = from + i;
                }
                rows[component * all + 3 * c + part] = from + c;
            }
        }
        Tensor parts = Tensor.concatenate(0, List.of(own, other, own.minus(other)));
        return parts.gather(rows).reshape(Grades.COMPONENTS, all, -1);
    }
}
