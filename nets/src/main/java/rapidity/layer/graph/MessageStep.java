package rapidity.layer.graph;

import java.util.ArrayList;
import java.util.List;
import rapidity.engine.Pairs;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.layer.Dropout;
import rapidity.layer.plain.LeakyLinear;

/// One step of fully connected message passing between the n particles of each jet, itself included:
///
/// ```
/// d_ij = sum over f of  m_f (x_j - x_i)_f^2
/// A_ij = EdgeNet( x_i (+) x_j (+) d_ij )
/// x_i <- NodeNet( (sum over j of  A_ij) (+) x_i )
/// ```
///
/// Both nets are linear maps, each followed by LeakyReLU and dropout. What belongs to pairs is kept for the gradient,
/// all of it for the jets of one tape: shards of one or two jets stay in the cache.
///
/// @source arXiv:2212.07347; the order of the node's inputs is that of the published code
/// @departs nothing is added to x_j - x_i, where the published code adds 1e-16; there is no batch normalisation, an
///     option of the code: a jet's result does not depend on the jets that it is trained with
public final class MessageStep {
    private final int width;
    private final int messages;
    private final Rules rules;
    private final Parameter pairWeight;
    private final Parameter pairBias;
    private final Dropout pairDropout;
    private final List<LeakyLinear> edgeNet = new ArrayList<>();
    private final List<LeakyLinear> nodeNet = new ArrayList<>();

    /// @param width of the nodes that come in
    /// @param edge widths of the edge net
    /// @param node widths of the node net; the last one is that of the nodes that come out
    public record Sizes(int width, List<Integer> edge, List<Integer> node) {}

    /// @param metric of the distances, one factor for each feature of a node
    /// @param inner what follows all maps but the node net's last one
    /// @param last what follows that one
    public record Rules(double[] metric, LeakyLinear.Rules inner, LeakyLinear.Rules last) {}

    public MessageStep(Params p, Sizes sizes, Rules rules) {
        width = sizes.width();
        messages = sizes.edge().getFirst();
        this.rules = rules;
        Params edge = p.in("edge_net");
        double bound = 1 / Math.sqrt(2.0 * width + 1);
        pairWeight = edge.in("0").uniform("weight", bound, messages, 2 * width + 1);
        pairBias = edge.in("0").uniform("bias", bound, messages);
        pairDropout = new Dropout(edge.in("0").in("dropout"), rules.inner().dropout());
        for (int i = 1; i < sizes.edge().size(); i++) {
            Params names = edge.in(Integer.toString(i));
            int in = sizes.edge().get(i - 1);
            edgeNet.add(new LeakyLinear(names, in, sizes.edge().get(i), rules.inner()));
        }
        int in = sizes.edge().getLast() + width;
        for (int i = 0; i < sizes.node().size(); i++) {
            Params names = p.in("node_net").in(Integer.toString(i));
            int out = sizes.node().get(i);
            nodeNet.add(new LeakyLinear(names, in, out, i + 1 < sizes.node().size() ? rules.inner() : rules.last()));
            in = out;
        }
    }

    /// @param x nodes `[jets * n, width]`
    /// @param n particles of a jet
    /// @return `[jets * n, last width of the node net]`
    public Tensor apply(Tensor x, int n) {
        Tape tape = x.tape();
        Tensor weight = tape.parameter(pairWeight);
        // the first map is linear, so that its part of each particle is computed once and not for every pair
        Tensor receiver = x.linear(weight.slice(1, 0, width), tape.parameter(pairBias));
        Tensor sender = x.matmul(weight.slice(1, width, 2 * width).permute(1, 0));
        Tensor received = x.through(nodes -> received(nodes, receiver, sender, n));
        Tensor h = Tensor.concatenate(1, List.of(received, x));
        for (LeakyLinear layer : nodeNet) {
            h = layer.apply(h);
        }
        return h;
    }

    /// The sums of the messages at their receivers, `[jets * n, last width of the edge net]`.
    private Tensor received(Tensor x, Tensor receiver, Tensor sender, int n) {
        Pairs pairs = new Pairs(n);
        Tensor d = pairs.squares(x, rules.metric());
        Tensor ofDistance = x.tape().parameter(pairWeight).slice(1, 2 * width, 2 * width + 1);
        Tensor a = pairDropout.apply(
                pairs.rectified(rules.inner().leaky(), receiver, sender, d, ofDistance.reshape(messages)));
        for (LeakyLinear layer : edgeNet) {
            a = layer.apply(a);
        }
        return a.reshape(x.shape().axis(0), n, a.shape().axis(1)).sum(1);
    }
}
