package rapidity.layer.clifford;

import java.util.List;
import rapidity.engine.Channels;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.Unary;
import rapidity.layer.graph.Edges;
import rapidity.layer.plain.BatchNorm;
import rapidity.layer.plain.Linear;

/// Layer of a Clifford group equivariant graph network: messages between all nodes, which have multivectors x and
/// scalars h, and beside them what they had at the beginning, a multivector u and scalars t.
///
/// ```
/// mx, mh = means over j of  messages(i, j)                                see [CliffordMessages]
/// y      = norm(product( x, mx, u ))
/// h     := theta( h, mh, inv(x), t )                                      linear, batch norm, ReLU, linear
/// x     := gate(y, h)
/// ```
///
/// Nothing is added to what was there. Messages are worked on some thousand at a time, unless a batch norm needs them
/// all: in training.
///
/// @source Ruhe, Brandstetter, Forre, arXiv:2305.11141; Spinner et al., arXiv:2405.14806, App. C
public final class CliffordBlock {
    private static final int AT_ONCE = 64;

    private final Channels width;
    private final CliffordMessages messages;
    private final SteerableProduct product;
    private final GradeNorm norm;
    private final Linear nodeIn;
    private final BatchNorm nodeNorm;
    private final Linear nodeOut;
    private final GradeGate gate;

    /// What nodes have at the beginning.
    ///
    /// @param vectors u, `[tokens, 16, 1]`
    /// @param scalars t, `[tokens, types]`
    public record Start(Tensor vectors, Tensor scalars) {}

    /// @param width of x and h
    /// @param types scalars of the nodes at the beginning
    public CliffordBlock(Params p, Channels width, int types) {
        this.width = width;
        int c = width.multivectors();
        int h = width.scalars();
        messages = new CliffordMessages(p.in("message"), width);
        Params node = p.in("node");
        product = new SteerableProduct(node.in("product"), 2 * c + 1, c);
        norm = new GradeNorm(node.in("norm"), c);
        nodeIn = new Linear(node.in("theta").in("0"), 2 * h + Grades.COUNT * c + types, h);
        nodeNorm = new BatchNorm(node.in("theta").in("1"), h);
        nodeOut = new Linear(node.in("theta").in("3"), h, h);
        gate = new GradeGate(node.in("chi"), h, c);
    }

    /// @param state x and h, `[tokens, 16 c + h]`
    /// @return the same of the next layer
    public Tensor apply(Tensor state, Start start, List<Edges> graph) {
        Tensor x = multivectors(state, width);
        Tensor h = scalars(state, width);
        Tensor mean = messages.apply(x, start.vectors, h, graph);
        Tensor y = Grades.byComponents(products(x, multivectors(mean, width), start.vectors));
        Tensor inputs = Tensor.concatenate(
                1, List.of(h, scalars(mean, width), Grades.invariants(Grades.byComponents(x)), start.scalars));
        Tensor next = nodeOut.apply(nodeNorm.apply(nodeIn.apply(inputs)).apply(Unary.RELU));
        return joined(gate.apply(y, next), next);
    }

    private Tensor products(Tensor x, Tensor mean, Tensor u) {
        Tensor all = Tensor.concatenate(2, List.of(x, mean, u));
        return Pieces.of(x.tape(), x.shape().axis(0), AT_ONCE, (from, end) -> {
            Tensor y = product.apply(Grades.byComponents(all.slice(0, from, end)));
            return Grades.byRows(norm.apply(y));
        });
    }

    /// Numbers that the gradient of a layer keeps of each edge: results of some width of which there are so many.
    public static long keptPerEdge(Channels width) {
        return 10L * Grades.COMPONENTS * width.multivectors() + 17L * width.scalars();
    }

    /// What is invariant at each node: h, and the invariants of x, `[tokens, h + 5 c]`.
    public static Tensor invariants(Tensor state, Channels width) {
        Tensor x = Grades.byComponents(multivectors(state, width));
        return Tensor.concatenate(1, List.of(scalars(state, width), Grades.invariants(x)));
    }

    /// A state of multivectors and scalars.
    ///
    /// @param x `[16, c, tokens]`
    /// @param h `[tokens, h]`
    public static Tensor joined(Tensor x, Tensor h) {
        Tensor rows = Grades.byRows(x).reshape(-1, Grades.COMPONENTS * x.shape().axis(1));
        return Tensor.concatenate(1, List.of(rows, h));
    }

    /// `[tokens, 16, c]`.
    private static Tensor multivectors(Tensor state, Channels width) {
        int c = width.multivectors();
        return state.slice(1, 0, Grades.COMPONENTS * c).reshape(-1, Grades.COMPONENTS, c);
    }

    private static Tensor scalars(Tensor state, Channels width) {
        int first = Grades.COMPONENTS * width.multivectors();
        return state.slice(1, first, first + width.scalars());
    }
}
