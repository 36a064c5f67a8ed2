package rapidity.layer;

import java.util.List;
import rapidity.algebra.SignedEntry;
import rapidity.engine.Channels;
import rapidity.engine.EquiWeights.Natural;
import rapidity.engine.Parameter;
import rapidity.engine.Params;

/// Declares the parameters of an equivariant linear map under lgatr's names, and draws them uniformly:
///
/// ```
/// weight         (out, in, K)     within f_mv / sqrt(in)
/// bias           (out, 1)         equal to the shift            only where no scalars come in
/// s2mvs.weight   (mu out, in_s)   within f_mv / sqrt(2 in_s)
/// s2mvs.bias     (mu out)         within 1 / sqrt(in + in_s) of the shift
/// mvs2s.weight   (out_s, mu in)   within f_s / sqrt(n mu in)
/// mvs2s.bias     (out_s)          within f_s / sqrt(mu in + in_s)
/// s2s.weight     (out_s, in_s)    within f_s / sqrt(n in_s)
/// ```
///
/// with K maps, mu invariant components of a multivector, n = 2 if there are scalars on both sides, else 1, and the
/// factors f and the shift of the [Initialisation].
///
/// @source lgatr, EquiLinear.reset_parameters
/// @departs without scalars in, the bias starts at the shift, where the Python code refuses every shift but 0
final class NaturalWeights {
    private final Params p;
    private final EquiLinear.Rules rules;
    private final Channels in;
    private final Channels out;
    private final Initialisation initialisation;
    private final int invariants;

    NaturalWeights(Params p, EquiLinear.Rules rules, Channels in, Channels out, Initialisation initialisation) {
        this.p = p;
        this.rules = rules;
        this.in = in;
        this.out = out;
        this.initialisation = initialisation;
        this.invariants = rules.symmetry().invariants();
    }

    Natural declare(Bias bias) {
        boolean biased = bias == Bias.PRESENT;
        boolean fromScalars = in.scalars() > 0;
        boolean toScalars = out.scalars() > 0;
        return new Natural(
                in,
                weight(),
                biased && !fromScalars && rules.biasWithoutScalars() ? bias() : null,
                fromScalars ? scalarsToMultivectors() : null,
                biased && fromScalars ? scalarsToMultivectorsBias() : null,
                toScalars ? multivectorsToScalars() : null,
                biased && toScalars ? multivectorsToScalarsBias() : null,
                toScalars && (fromScalars || isEmptyMapKept()) ? scalarsToScalars() : null);
    }

    /// A layer of lgatr 1.x that was built for 0 scalars, not for none, keeps a map of nothing in its files.
    private boolean isEmptyMapKept() {
        return !rules.biasWithoutScalars();
    }

    private Parameter weight() {
        List<List<SignedEntry>> maps = rules.symmetry().equivariantMaps();
        double bound = initialisation.multivectorFactor() / Math.sqrt(in.multivectors());
        double toScalar = in.scalars() > 0 && rules.balancedInvariants() ? bound / Math.sqrt(2) : bound;
        return p.draw(
                "weight",
                random -> i -> {
                    boolean scalar = maps.get(i % maps.size()).getFirst().out() == 0;
                    return (scalar ? toScalar : bound) * (2 * random.nextDouble() - 1);
                },
                out.multivectors(),
                in.multivectors(),
                maps.size());
    }

    private Parameter bias() {
        return p.constant("bias", initialisation.shift(), out.multivectors(), 1);
    }

    private Parameter scalarsToMultivectors() {
        double bound = initialisation.multivectorFactor() / Math.sqrt(2 * in.scalars());
        return p.uniform("s2mvs.weight", bound, invariants * out.multivectors(), in.scalars());
    }

    private Parameter scalarsToMultivectorsBias() {
        double bound = 1 / Math.sqrt(in.multivectors() + in.scalars());
        return p.uniformAround("s2mvs.bias", initialisation.shift(), bound, invariants * out.multivectors());
    }

    private Parameter multivectorsToScalars() {
        double bound =
                initialisation.scalarFactor() / Math.sqrt(sources() * Math.max(invariants * in.multivectors(), 1));
        return p.uniform("mvs2s.weight", bound, out.scalars(), invariants * in.multivectors());
    }

    private Parameter multivectorsToScalarsBias() {
        double bound = initialisation.scalarFactor() / Math.sqrt(invariants * in.multivectors() + in.scalars());
        return p.uniform("mvs2s.bias", bound, out.scalars());
    }

    private Parameter scalarsToScalars() {
        double bound = initialisation.scalarFactor() / Math.sqrt(sources() * Math.max(in.scalars(), 1));
        return p.uniform("s2s.weight", bound, out.scalars(), in.scalars());
    }

    /// How many kinds of input the outgoing scalars are made of.
    private int sources() {
        return in.scalars() > 0 || isEmptyMapKept() ? 2 : 1;
    }
}
