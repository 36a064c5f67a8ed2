package rapidity.layer.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.Unary;
import rapidity.layer.plain.Linear;

/// Lorentz group equivariant block of LorentzNet: messages between all particles i and j of a jet, from their scalars h
/// and from Minkowski norms and products of their four-vectors x.
///
/// ```
/// m_ij = phi_e(h_i, h_j, psi(|x_i - x_j|^2), psi(x_i . x_j))         psi(u) = sgn(u) ln(|u| + 1)
/// x_i := x_i + c sum over j != i of  phi_x(m_ij) x_j
/// h_i := h_i + phi_h(h_i, sum over j != i of  phi_m(m_ij) m_ij)
/// ```
///
/// phi_e is linear, norm, ReLU, linear, ReLU; phi_x linear, ReLU, linear to one number; phi_m linear to one number,
/// sigmoid; phi_h linear, norm, ReLU, linear.
///
/// Messages are worked on some thousand at a time and not kept: their gradients compute them again.
///
/// @source Gong et al., arXiv:2201.08187, Sec. 3
/// @departs the norm is a layer norm without parameters where the paper has a batch norm, so that the score of a jet
///     does not depend on the jets that it is trained with
public final class LorentzGroupBlock {
    private static final double[] METRIC = {1, -1, -1, -1};
    private static final int VECTOR = METRIC.length;

    private final int width;
    private final double step;
    private final Parameter pairWeight;
    private final Parameter pairBias;
    private final Linear message;
    private final Linear importance;
    private final Linear nodeIn;
    private final Linear nodeOut;
    private final Optional<VectorWeight> vectorWeight;

    /// phi_x.
    private record VectorWeight(Linear in, Linear out) {
        private VectorWeight(Params p, int width) {
            this(new Linear(p.in("0"), width, width), new Linear(p.in("2"), width, 1));
        }
    }

    /// Whether anything depends on the four-vectors that a block makes: after the last one nothing does.
    public enum Vectors {
        MOVED,
        KEPT
    }

    /// @param width of the scalars and of the messages
    /// @param step c, how far the four-vectors move
    public LorentzGroupBlock(Params p, int width, double step, Vectors vectors) {
        this.width = width;
        this.step = step;
        Params pair = p.in("phi_e");
        int inputs = 2 * width + 2;
        double bound = 1 / Math.sqrt(inputs);
        pairWeight = pair.in("0").uniform("weight", bound, width, inputs);
        pairBias = pair.in("0").uniform("bias", bound, width);
        message = new Linear(pair.in("2"), width, width);
        importance = new Linear(p.in("phi_m").in("0"), width, 1);
        nodeIn = new Linear(p.in("phi_h").in("0"), 2 * width, width);
        nodeOut = new Linear(p.in("phi_h").in("2"), width, width);
        vectorWeight = vectors == Vectors.KEPT ? Optional.empty() : Optional.of(new VectorWeight(p.in("phi_x"), width));
    }

    /// @param state four-vectors, then scalars `[tokens, 4 + width]`
    /// @return the same of the next block
    public Tensor apply(Tensor state, List<Edges> graph) {
        Tensor x = state.slice(1, 0, VECTOR);
        Tensor h = state.slice(1, VECTOR, VECTOR + width);
        Tape tape = state.tape();
        Tensor weight = tape.parameter(pairWeight);
        // phi_e's first map is linear, so that its part of each particle is computed once and not for every pair
        Tensor receiver = h.linear(weight.slice(1, 0, width), tape.parameter(pairBias));
        Tensor sender = h.matmul(weight.slice(1, width, 2 * width).permute(1, 0));
        Tensor collected = collected(graph, state, edges -> messages(x, receiver, sender, edges));
        Tensor received = collected.slice(1, VECTOR, VECTOR + width);
        Tensor moved = x.plus(collected.slice(1, 0, VECTOR).times(step));
        Tensor node = nodeIn.apply(Tensor.concatenate(1, List.of(h, received)));
        Tensor next = h.plus(nodeOut.apply(node.layerNorm().apply(Unary.RELU)));
        return Tensor.concatenate(1, List.of(moved, next));
    }

    /// The sums at all tokens from those at the receivers of each piece: every receiver is in one piece only.
    private static Tensor collected(List<Edges> graph, Tensor state, Function<Edges, Tensor> messages) {
        Tape tape = state.tape();
        if (graph.isEmpty()) {
            return tape.constant(0, state.shape());
        }
        List<Tensor> parts = graph.stream()
                .map(edges -> tape.checkpoint(() -> messages.apply(edges)))
                .toList();
        int[] nodes = graph.stream().flatMapToInt(e -> Arrays.stream(e.nodes())).toArray();
        return Tensor.concatenate(0, parts).scatterAdd(state.shape().axis(0), nodes);
    }

    /// The sums of the messages at their receivers, `[nodes, 4 + width]`.
    private Tensor messages(Tensor x, Tensor receiver, Tensor sender, Edges edges) {
        int[] receivers = edges.receivers();
        Tensor xi = x.gather(receivers);
        Tensor xj = x.gather(edges.senders());
        Tensor apart = xi.minus(xj);
        Tensor invariants = Tensor.concatenate(1, List.of(psi(minkowski(apart, apart)), psi(minkowski(xi, xj))));
        Tensor fromInvariants = x.tape().parameter(pairWeight).slice(1, 2 * width, 2 * width + 2);
        Tensor pair = receiver.gather(receivers)
                .plus(sender.gather(edges.senders()))
                .plus(invariants.matmul(fromInvariants.permute(1, 0)));
        Tensor m = message.apply(pair.layerNorm().apply(Unary.RELU)).apply(Unary.RELU);
        Tensor weighted = m.times(importance.apply(m).sigmoid());
        Tensor pulled = vectorWeight
                .map(phi -> phi.out.apply(phi.in.apply(m).apply(Unary.RELU)).times(xj))
                .orElseGet(() -> x.tape().constant(0, xj.shape()));
        return Tensor.concatenate(1, List.of(pulled, weighted)).scatterAdd(edges.nodes().length, edges.to());
    }

    /// The Minkowski products of the rows of two arrays of four-vectors, `[rows, 1]`.
    public static Tensor minkowski(Tensor p, Tensor q) {
        Tensor products = p.times(q).times(p.tape().tensor(METRIC, VECTOR));
        return products.sum(1).reshape(products.shape().axis(0), 1);
    }

    /// `sgn(u) ln(|u| + 1)`: large numbers made small, in both directions.
    public static Tensor psi(Tensor u) {
        return u.sign().times(u.abs().plus(1).log());
    }
}
