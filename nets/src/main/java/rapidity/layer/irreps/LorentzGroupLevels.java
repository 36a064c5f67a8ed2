package rapidity.layer.irreps;

import java.util.ArrayList;
import java.util.List;
import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.irreps.Irrep;
import rapidity.irreps.Irreps;
import rapidity.layer.irreps.IrrepsLevel.Couplings;

/// The levels of a Lorentz group network, one after another: vectors and scalars go in and come out, irreps of any size
/// live in between. Names are those of the published code: first the mixings of all levels, then their MLPs.
///
/// @source arXiv:2006.04780, Sec. 4.1; arXiv:2212.07347, Sec. 3.1
public final class LorentzGroupLevels {
    private static final int SCALARS_AND_VECTORS = 2;

    private final List<IrrepsLevel> general = new ArrayList<>();
    private final List<VectorLevel> closed = new ArrayList<>();
    private final List<Irrep> all;

    /// How the levels are computed.
    public enum Form {
        /// By the closed form of scalars and vectors where there is nothing else, in general form otherwise.
        FASTEST,

        /// By coupling coefficients, irrep by irrep.
        GENERAL
    }

    /// What is used of the last level.
    public enum Live {
        VECTORS_AND_SCALARS(Irrep.VECTOR, Irrep.SCALAR),
        VECTORS(Irrep.VECTOR);

        private final List<Irrep> irreps;

        Live(Irrep... irreps) {
            this.irreps = List.of(irreps);
        }

        /// The irreps that are used.
        public List<Irrep> irreps() {
            return irreps;
        }
    }

    /// One level.
    ///
    /// @param radial edge functions, of as many channels as come in
    /// @param maxdim irreps (k, n) with k and n below this exist
    /// @param zonalOrder largest order of the zonal functions on the edges
    /// @param out channels of each irrep that come out
    /// @param start initial weights of the mixing
    public record Level(RadialFunctions radial, int maxdim, int zonalOrder, int out, Mixing.Start start) {}

    /// @param p `lgn_cg`
    public LorentzGroupLevels(
            Params p, List<Level> levels, ScalarMlp.Config mlp, MessageRules rules, Live live, Form form) {
        List<Couplings> couplings = new ArrayList<>();
        List<Irrep> irreps = List.of(Irrep.VECTOR, Irrep.SCALAR);
        for (Level level : levels) {
            couplings.add(new Couplings(irreps, level.maxdim, level.zonalOrder));
            irreps = couplings.getLast().out();
        }
        all = irreps;
        List<Mixing> mixings = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            Params names =
                    p.in("node_levels").in(Integer.toString(i)).in("cat_mix").in("mix_reps");
            Irreps in = couplings.get(i).mixed(level.radial.channels());
            Irreps out = Irreps.of(level.out, in.labels().toArray(Irrep[]::new));
            mixings.add(new Mixing(names, in, out, level.start, used(levels, i, in.labels(), live)));
        }
        boolean fast = form == Form.FASTEST && levels.stream().allMatch(l -> l.maxdim == SCALARS_AND_VECTORS);
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            Mixing m = mixings.get(i);
            List<Irrep> used = used(levels, i, couplings.get(i).out(), live);
            Params names = (used.contains(Irrep.SCALAR) ? p : p.frozen()).in("mlp_levels");
            ScalarMlp scalars =
                    new ScalarMlp(names.in(Integer.toString(i)), level.out, mlp.depth(), mlp.width(), mlp.activation());
            if (fast) {
                closed.add(
                        new VectorLevel(level.radial, m.weight(Irrep.VECTOR), m.weight(Irrep.SCALAR), scalars, rules));
            } else {
                general.add(new IrrepsLevel(level.radial, rules, m, scalars, couplings.get(i), used));
            }
        }
    }

    /// What is used of a level: what the next one takes, or what is used of all.
    private static List<Irrep> used(List<Level> levels, int i, List<Irrep> irreps, Live live) {
        return i == levels.size() - 1
                ? live.irreps
                : irreps.stream()
                        .filter(irrep -> irrep.largest() < levels.get(i + 1).maxdim)
                        .toList();
    }

    /// The irreps of the last level, used or not, in their order.
    public List<Irrep> irreps() {
        return all;
    }

    /// Vectors and scalars of the last level.
    public ComplexVectorsScalars apply(ComplexVectorsScalars x, NodeMomenta momenta) {
        if (!closed.isEmpty()) {
            ComplexVectorsScalars y = x;
            for (VectorLevel level : closed) {
                y = level.apply(y, momenta);
            }
            return y;
        }
        IrrepsTensor y = general(x, momenta);
        return ComplexVectorsScalars.of(y.vectors(), y.scalars());
    }

    /// The vectors of the last level.
    ///
    /// @return `[C, (re, im), (t, x, y, z), particles, jets]`
    public Tensor vectors(ComplexVectorsScalars x, NodeMomenta momenta) {
        if (!closed.isEmpty()) {
            ComplexVectorsScalars y = x;
            for (VectorLevel level : closed.subList(0, closed.size() - 1)) {
                y = level.apply(y, momenta);
            }
            return closed.getLast().vectors(y, momenta);
        }
        return general(x, momenta).vectors();
    }

    private IrrepsTensor general(ComplexVectorsScalars x, NodeMomenta momenta) {
        IrrepsTensor y = IrrepsTensor.of(x);
        for (IrrepsLevel level : general) {
            y = level.apply(y, momenta);
        }
        return y;
    }
}
