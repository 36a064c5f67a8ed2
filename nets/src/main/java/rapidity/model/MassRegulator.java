package rapidity.model;

import rapidity.kinematics.FourVector;

/// A smallest mass, so that rounding of light constituents plays no role: where `m^2 < mass^2`,
///
/// ```
/// E := sqrt(|p|^2 + mass^2)
/// ```
///
/// @param mass in GeV; 0 for no regulator
/// @source tagger-quantization and lloca-experiments, `mass_reg`
public record MassRegulator(double mass, Scope scope) {
    /// Momenta as they are.
    public static final MassRegulator NONE = new MassRegulator(0, Scope.CONSTITUENTS);

    /// What is regulated.
    public enum Scope {
        /// Constituents only.
        CONSTITUENTS,
        /// Spurions too, before they are scaled, as tagger-quantization does it: a space-like beam becomes light-like.
        CONSTITUENTS_AND_SPURIONS
    }

    /// @throws IllegalArgumentException if the mass is negative or not finite
    public MassRegulator {
        if (!(mass >= 0) || !Double.isFinite(mass)) {
            throw new IllegalArgumentException("a smallest mass of " + mass + " GeV");
        }
    }

    /// Of constituents alone.
    public static MassRegulator of(double mass) {
        return new MassRegulator(mass, Scope.CONSTITUENTS);
    }

    FourVector apply(FourVector p) {
        return mass > 0 && p.mass2() < mass * mass ? FourVector.ofMomentum(p.px(), p.py(), p.pz(), mass) : p;
    }
}
