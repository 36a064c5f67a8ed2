import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Attend;
import rapidity.engine.Channels;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.layer.EquiLinear;
import rapidity.layer.Initialisation;
import rapidity.layer.graph.TokenSets;
import rapidity.model.audit.AuditReport;
import rapidity.model.audit.LayerSubject.Layer;
import rapidity.model.audit.SymmetryAudit;
import rapidity.random.RandomStreams;

/// An equivariant layer of one's own, and the check that it is one. Every particle meets its event in a product,
/// `y_i = out(left(x_i) * mean of right(x_k) over k)`. Maps that commute with boosts, means, geometric products: what
/// is made of equivariant parts is equivariant.
class OwnLayer implements Layer {
    private static final Channels WIDTH = new Channels(4, 0); // multivectors and scalars of each particle

    private final EquiLinear left;
    private final EquiLinear right;
    private final EquiLinear out;

    /// A layer declares its parameters when it is made, each part under a name of its own.
    OwnLayer(Params p, SymmetryGroup group) {
        EquiLinear.Rules rules = EquiLinear.Rules.v2().withSymmetry(group);
        left = new EquiLinear(p.in("left"), rules, WIDTH, WIDTH, Initialisation.DEFAULT);
        right = new EquiLinear(p.in("right"), rules, WIDTH, WIDTH, Initialisation.DEFAULT);
        out = new EquiLinear(p.in("out"), rules, WIDTH, WIDTH, Initialisation.DEFAULT);
    }

    @Override
    public Multivectors apply(Multivectors x, Attend events) {
        TokenSets particles = new TokenSets(events); // events stand one after another, of any length each
        Tensor each = right.apply(x).multivectors(); // [particles, channels, 16]
        Tensor mean = particles.spread(particles.mean(each.reshape(x.tokens(), -1)));
        Multivectors event = Multivectors.of(mean.reshape(each.shape().toArray()), null);
        return out.apply(left.apply(x).concatenate(event).geometricProduct()); // of each channel with its partner
    }

    public static void main(String[] arguments) {
        for (SymmetryGroup group : SymmetryGroup.values()) { // 10 linear maps, or the 5 that keep reflections too
            Params p = Params.of(new RandomStreams(1));
            OwnLayer layer = new OwnLayer(p, group);
            // The usual non-linearity acts on each component by itself, and knows nothing of the algebra.
            Layer wrong = (x, events) -> Multivectors.of(layer.apply(x, events).multivectors().tanh(), null);
            print(group.maps() + " maps", SymmetryAudit.of(layer, p, WIDTH, group).run());
            print(group.maps() + " maps, then tanh", SymmetryAudit.of(wrong, p, WIDTH, group).run());
        }
    }

    private static void print(String name, AuditReport report) {
        String reflections = AuditReport.isKept(report.parity()) ? ", parity" : "";
        System.out.println(name + ": " + report.unbroken().group() + reflections + "; broken: " + report.broken());
    }
}
