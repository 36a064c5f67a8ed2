package rapidity.net;

import java.util.List;
import java.util.stream.IntStream;
import rapidity.engine.Params;
import rapidity.irreps.Irrep;
import rapidity.irreps.Irreps;
import rapidity.layer.irreps.EdgeFunction;
import rapidity.layer.irreps.LorentzGroupLevels;
import rapidity.layer.irreps.LorentzGroupLevels.Level;
import rapidity.layer.irreps.MessageRules;
import rapidity.layer.irreps.RadialFunctions;

/// The levels of an encoder or of a decoder, as a configuration describes them.
///
/// @param channels of the input and after each level
/// @param edges what the messages are multiplied with
record LgaeLevels(LgaeConfig config, List<Integer> channels, EdgeFunction edges) {
    private int depth() {
        return channels.size() - 1;
    }

    /// The edge functions of each level.
    List<RadialFunctions> radial(Params p, RadialFunctions.Kind kind) {
        Params names = p.in("rad_funcs").in("rad_funcs");
        List<LgaeConfig.Level> rules = config.levels(depth());
        return IntStream.range(0, depth())
                .mapToObj(i -> new RadialFunctions(
                        names.in(Integer.toString(i)),
                        kind,
                        edges,
                        channels.get(i),
                        2 * config.basisFunctions(),
                        rules.get(i).zonalOrder() + 1))
                .toList();
    }

    LorentzGroupLevels levels(
            Params p,
            List<RadialFunctions> radial,
            MessageRules messages,
            LorentzGroupLevels.Live live,
            LorentzGroupLevels.Form form) {
        List<LgaeConfig.Level> rules = config.levels(depth());
        List<Level> levels = IntStream.range(0, depth())
                .mapToObj(i -> new Level(
                        radial.get(i),
                        rules.get(i).maxdim(),
                        rules.get(i).zonalOrder(),
                        channels.get(i + 1),
                        rules.get(i).start()))
                .toList();
        return new LorentzGroupLevels(p.in("lgn_cg"), levels, config.mlp(), messages, live, form);
    }

    /// What comes out at the end: so many vectors and scalars, and one channel of every other irrep, which is not used.
    static Irreps ends(List<Irrep> irreps, int vectors, int scalars) {
        return new Irreps(irreps.stream()
                .map(irrep -> new Irreps.Part(
                        irrep, irrep.equals(Irrep.VECTOR) ? vectors : irrep.equals(Irrep.SCALAR) ? scalars : 1))
                .toList());
    }
}
