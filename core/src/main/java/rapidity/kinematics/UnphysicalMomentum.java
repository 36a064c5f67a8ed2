package rapidity.kinematics;

import java.util.Optional;

/// A four-momentum that no particle has: with NaN or infinity, with negative energy, or with E < |p| beyond rounding.
///
/// A zero vector is not unphysical: it is what padding holds.
///
/// @param index its position among the momenta that were looked at
/// @param momentum the momentum
/// @param fault what is wrong with it, with numbers
public record UnphysicalMomentum(int index, FourVector momentum, String fault) {
    /// How far E may lie below |p|, relative to |p|. Rounding to float32 needs 1.2e-7 and to six decimal digits, as
    /// text files have them, 1e-5; a wrong order of columns or a wrong unit misses it by far.
    public static final double TOLERANCE = 1e-5;

    /// What is wrong with this momentum, if anything is.
    public static Optional<String> faultOf(FourVector p) {
        double length = p.p();
        if (!Double.isFinite(p.e()) || !Double.isFinite(length)) {
            return Optional.of("has a component that is not finite");
        }
        if (p.e() < 0) {
            return Optional.of("has the negative energy " + p.e());
        }
        if (p.e() < length * (1 - TOLERANCE)) {
            return Optional.of("has less energy than momentum, E = " + p.e() + " < |p| = " + length);
        }
        return Optional.empty();
    }

    /// The first unphysical momentum, if there is one.
    public static Optional<UnphysicalMomentum> firstOf(FourVectors momenta) {
        for (int i = 0; i < momenta.size(); i++) {
            FourVector p = momenta.at(i);
            Optional<String> fault = faultOf(p);
            if (fault.isPresent()) {
                return Optional.of(new UnphysicalMomentum(i, p, fault.get()));
            }
        }
        return Optional.empty();
    }

    /// Does nothing if all momenta are physical.
    ///
    /// @param name what one of them is called, such as "constituent"
    /// @throws IllegalArgumentException with the place and the numbers of the first that is not
    public static void refuse(FourVectors momenta, String name) {
        firstOf(momenta).ifPresent(bad -> {
            throw new IllegalArgumentException(bad.sentence(name));
        });
    }

    /// One sentence: "constituent 17 (E, px, py, pz) = (1.0, 2.0, 0.0, 0.0) has less energy than momentum, ...".
    public String sentence(String name) {
        return name + " " + index + " (E, px, py, pz) = (" + momentum.e() + ", " + momentum.px() + ", " + momentum.py()
                + ", " + momentum.pz() + ") " + fault;
    }
}
