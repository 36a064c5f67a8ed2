package rapidity.net;

import java.util.ArrayList;
import java.util.List;
import rapidity.engine.Attend;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.Unary;
import rapidity.layer.graph.TokenSets;
import rapidity.layer.plain.Linear;

/// Particle flow network (deep sets): one MLP for every particle, a sum over the jet, another MLP. Cheap, without
/// space-time symmetry.
///
/// ```
/// result = F( sum over the jet of  Phi(x_i) )          F, Phi: linear maps, each followed by ReLU, F's last one not
/// ```
///
/// @source Komiske, Metodiev, Thaler, arXiv:1810.05165, Eq. 1.2
public final class Pfn {
    private final List<Linear> perParticle;
    private final List<Linear> perJet;
    private final Linear out;

    public Pfn(Params p, PfnConfig c) {
        perParticle = layers(p.in("Phi"), c.in(), c.perParticle());
        int latent = c.perParticle().getLast();
        perJet = layers(p.in("F"), latent, c.perJet());
        int last = c.perJet().isEmpty() ? latent : c.perJet().getLast();
        out = new Linear(p.in("F").in(Integer.toString(2 * perJet.size())), last, c.out());
    }

    /// Named as in PyTorch's Sequential, which counts the functions in between.
    private static List<Linear> layers(Params p, int in, List<Integer> widths) {
        List<Linear> layers = new ArrayList<>();
        int before = in;
        for (int width : widths) {
            layers.add(new Linear(p.in(Integer.toString(2 * layers.size())), before, width));
            before = width;
        }
        return layers;
    }

    /// @param x particles `[tokens, in]`
    /// @param attend the particles of each jet; hidden ones do not exist
    /// @return `[jets, out]`
    public Tensor apply(Tensor x, Attend attend) {
        Tensor jets = new TokenSets(attend).sum(x.through(t -> rectified(perParticle, t)));
        return out.apply(rectified(perJet, jets));
    }

    private static Tensor rectified(List<Linear> layers, Tensor x) {
        Tensor h = x;
        for (Linear layer : layers) {
            h = layer.apply(h).apply(Unary.RELU);
        }
        return h;
    }
}
