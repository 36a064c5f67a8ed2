package rapidity.layer;

import rapidity.algebra.SymmetryGroup;
import rapidity.engine.Channels;
import rapidity.engine.EquiWeights;
import rapidity.engine.Multivectors;
import rapidity.engine.Params;

/// The most general linear map of multivectors x and auxiliary scalars s that commutes with Lorentz transformations:
///
/// ```
/// y_o = sum over inputs i and maps a of  weight[o, i, a] B^a(x_i)  +  s2mvs(s)_o   (in the invariant components)
/// t   = mvs2s(invariant components of x) + s2s(s)
/// ```
///
/// B^0..B^4 project on the grades; B^5..B^9 follow the projection by multiplication with the pseudoscalar.
///
/// @source arXiv:2405.14806, Sec. 3.1, Eq. 4
/// @departs the paper has no scalars beside the multivectors and multiplies by the pseudoscalar from the other side
public final class EquiLinear {
    private final EquiWeights weights;

    public EquiLinear(Params p, Rules rules, Channels in, Channels out, Initialisation initialisation) {
        this(p, rules, in, out, initialisation, Bias.PRESENT);
    }

    public EquiLinear(Params p, Rules rules, Channels in, Channels out, Initialisation initialisation, Bias bias) {
        EquiWeights.Natural natural = new NaturalWeights(p, rules, in, out, initialisation).declare(bias);
        weights = new EquiWeights(p, in, EquiWeights.Part.of(natural, out));
    }

    public Multivectors apply(Multivectors x) {
        return x.equiLinear(weights);
    }

    /// The same of the multivectors of x and the scalars of other features of the same tokens.
    public Multivectors apply(Multivectors x, Multivectors scalars) {
        return x.equiLinear(weights, scalars);
    }

    /// What the linear maps of a network have in common.
    ///
    /// @param symmetry the group under which the network is equivariant: it has 10 or 5 maps of multivectors
    /// @param biasWithoutScalars whether multivectors get a bias of their own where no scalars come in. False only for
    ///     lgatr 1.x networks built with 0 scalar inputs, which there is another case than none: no bias, and an empty
    ///     `s2s.weight`
    /// @param balancedInvariants whether the initial weights of scalar components are smaller by sqrt(2) where scalars
    ///     come in too. lgatr 1.x means it but loses it in a copy
    public record Rules(SymmetryGroup symmetry, boolean biasWithoutScalars, boolean balancedInvariants) {
        /// The rules of lgatr 2.0, for boosts and rotations.
        public static Rules v2() {
            return new Rules(SymmetryGroup.PROPER_ORTHOCHRONOUS, true, true);
        }

        /// The rules of lgatr 1.x, for boosts and rotations.
        public static Rules v1() {
            return new Rules(SymmetryGroup.PROPER_ORTHOCHRONOUS, true, false);
        }

        /// The same rules for another group.
        public Rules withSymmetry(SymmetryGroup group) {
            return new Rules(group, biasWithoutScalars, balancedInvariants);
        }
    }
}
