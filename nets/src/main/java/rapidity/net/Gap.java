package rapidity.net;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;
import rapidity.layer.EquiLinear;
import rapidity.layer.GeoMlp;
import rapidity.layer.Initialisation;

/// Geometric algebra perceptron: a Lorentz-equivariant MLP. A linear map in, geometric MLPs one after another without
/// residual connections, a linear map out.
///
/// As a network for whole events the particles are channels, in a fixed order. As a head it acts on each token that
/// another network made.
///
/// @source lorentz-gatr, GAP; the name in arXiv:2405.14806, App. C
public final class Gap {
    private final EquiLinear linearIn;
    private final List<GeoMlp> blocks;
    private final EquiLinear linearOut;
    private final Recomputation recomputation;

    public Gap(Params p, GapConfig c) {
        recomputation = c.recomputation();
        linearIn = new EquiLinear(p.in("linear_in"), c.linear(), c.in(), c.hidden(), Initialisation.DEFAULT);
        Params names = p.in("blocks");
        blocks = IntStream.range(0, c.blocks())
                .mapToObj(i -> names.in(Integer.toString(i)))
                .map(n -> new GeoMlp(n, c.linear(), c.hidden(), c.mlp(), c.dropout()))
                .toList();
        linearOut = new EquiLinear(p.in("linear_out"), c.linear(), c.hidden(), c.out(), Initialisation.DEFAULT);
    }

    public Multivectors apply(Multivectors x) {
        Multivectors h = linearIn.apply(x);
        for (GeoMlp block : blocks) {
            h = recomputation.run(h, block::apply);
        }
        return linearOut.apply(h);
    }
}
