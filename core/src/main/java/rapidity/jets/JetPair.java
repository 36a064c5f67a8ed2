package rapidity.jets;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import rapidity.kinematics.FourVector;
import rapidity.metrics.Assignment;
import rapidity.metrics.ChamferDistance;
import rapidity.metrics.EnergyMoversDistance;
import rapidity.metrics.PairCosts;

/// A jet and what an autoencoder made of it, to be compared in several ways. Costs of pairs of particles are computed
/// once for each kind of coordinates; not safe for use by several threads.
public final class JetPair {
    private final double[] target;
    private final double[] reconstruction;
    private final double scale;
    private final Map<Coordinates, PairCosts> costs = new EnumMap<>(Coordinates.class);

    /// What particles are compared in.
    public enum Coordinates {
        /// (E, px, py, pz).
        CARTESIAN,
        /// (E, pt, eta, phi).
        POLAR,
        /// (E, px, py, pz) over the number by which the jet was divided for the network.
        NORMALISED_CARTESIAN,
        /// (E, pt, eta, phi) of these.
        NORMALISED_POLAR,
        /// (pt, eta, phi), each jet relative to its own summed momentum.
        RELATIVE_POLAR,
        /// (E, px, py, pz), with the square of the metric (+, -, -, -), which has a sign.
        LORENTZ
    }

    private JetPair(double[] target, double[] reconstruction, double scale) {
        this.target = target;
        this.reconstruction = reconstruction;
        this.scale = scale;
    }

    /// Every slot takes part, that of padding as the particle (0, 0, 0, 0).
    ///
    /// @param target (E, px, py, pz) of each particle in GeV
    /// @param reconstruction as many
    /// @param normalisation the number of GeV by which the jet was divided for the network
    /// @param unit energies are compared in units of so many GeV: published scores are in TeV, 1000
    /// @throws IllegalArgumentException if there is no particle, the sizes differ, a component is not finite, or the
    ///     normalisation or the unit is not positive
    public static JetPair of(double[] target, double[] reconstruction, double normalisation, double unit) {
        if (target.length == 0 || target.length != reconstruction.length || target.length % 4 != 0) {
            throw new IllegalArgumentException("a jet and its reconstruction have as many particles of 4 components,"
                    + " and at least one; got " + target.length + " and " + reconstruction.length + " numbers");
        }
        if (!(normalisation > 0) || !(unit > 0) || !Double.isFinite(normalisation / unit)) {
            throw new IllegalArgumentException(
                    "normalisation and unit are positive, got " + normalisation + " and " + unit);
        }
        requireFinite("jet", target);
        requireFinite("reconstruction", reconstruction);
        return new JetPair(over(unit, target), over(unit, reconstruction), normalisation / unit);
    }

    private static void requireFinite(String name, double[] momenta) {
        for (int i = 0; i < momenta.length; i++) {
            if (!Double.isFinite(momenta[i])) {
                throw new IllegalArgumentException(
                        "component " + i % 4 + " of particle " + i / 4 + " of the " + name + " is " + momenta[i]);
            }
        }
    }

    private static double[] over(double unit, double[] momenta) {
        return Arrays.stream(momenta).map(p -> p / unit).toArray();
    }

    private double[] features(double[] momenta, Coordinates in) {
        return switch (in) {
            case CARTESIAN, LORENTZ -> momenta;
            case POLAR -> PolarFeatures.polar(momenta);
            case NORMALISED_CARTESIAN -> over(scale, momenta);
            case NORMALISED_POLAR -> PolarFeatures.polar(over(scale, momenta));
            case RELATIVE_POLAR -> PolarFeatures.relative(momenta, PolarFeatures.jet(momenta));
        };
    }

    private static int components(Coordinates in) {
        return in == Coordinates.RELATIVE_POLAR ? PolarFeatures.RELATIVE : PolarFeatures.POLAR;
    }

    private PairCosts costs(Coordinates in) {
        return costs.computeIfAbsent(in, k -> {
            double[] x = features(reconstruction, in);
            double[] y = features(target, in);
            return in == Coordinates.LORENTZ ? PairCosts.minkowski(x, y) : PairCosts.euclidean(x, y, components(in));
        });
    }

    /// Mean over the particles of the distance to the nearest of the other jet, both ways; with Lorentz squares the
    /// most negative is the nearest.
    public double chamfer(Coordinates in) {
        return ChamferDistance.of(costs(in)).sumOfMeans();
    }

    /// Mean over the particles of the squared distance to the partner in the cheapest assignment. With Lorentz squares
    /// these are the costs of the assignment, and partners are then compared by the Euclidean square.
    public double hungarian(Coordinates in) {
        Assignment partners = Assignment.of(costs(in));
        double[] x = features(reconstruction, in);
        double[] y = features(target, in);
        int components = components(in);
        double sum = 0;
        for (int i = 0; i < particles(); i++) {
            for (int c = 0; c < components; c++) {
                double d = x[i * components + c] - y[partners.column(i) * components + c];
                sum += d * d;
            }
        }
        return sum / particles();
    }

    /// Mean over the particles of the squared distance to the particle in the same slot.
    public double inOrder(Coordinates in) {
        double[] x = features(reconstruction, in);
        double[] y = features(target, in);
        int components = components(in);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double d = x[i] - y[i];
            sum += in == Coordinates.LORENTZ && i % components != 0 ? -d * d : d * d;
        }
        return sum / particles();
    }

    /// The squared difference of the summed momenta in these coordinates.
    public double ofJets(Coordinates in) {
        double[] x = summed(reconstruction);
        double[] y = summed(target);
        return new JetPair(y, x, scale).inOrder(in);
    }

    private static double[] summed(double[] momenta) {
        FourVector p = PolarFeatures.jet(momenta);
        return new double[] {p.e(), p.px(), p.py(), p.pz()};
    }

    /// The energy mover's distance in relative polar coordinates, each jet relative to its own momentum, with R = 1.
    public double energyMovers() {
        double[] x = features(reconstruction, Coordinates.RELATIVE_POLAR);
        double[] y = features(target, Coordinates.RELATIVE_POLAR);
        return EnergyMoversDistance.of(x, y, 1).value();
    }

    /// The invariant mass of the jet itself in the given unit, without any network.
    public double mass() {
        return PolarFeatures.jet(target).mass();
    }

    private int particles() {
        return target.length / 4;
    }
}
