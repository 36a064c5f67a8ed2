package rapidity.flow;

import java.util.Collections;
import java.util.List;

/// The coordinates of events with a number of particles, with all their constants.
///
/// @param units GeV; everywhere in this package, momenta are divided by it
/// @param ptMin least transverse momentum of each particle in GeV
/// @param onShell particles whose mass is known
/// @param moments of the coordinates of a standardised chart, else [CoordinateMoments#NONE]
public record CoordinatesConfig(
        Chart chart, double units, List<Double> ptMin, List<OnShell> onShell, CoordinateMoments moments) {
    /// Of top pairs, in GeV.
    public static final double TTBAR_UNITS = 206.6;

    /// @throws IllegalArgumentException if the units are not positive, a least transverse momentum is negative, there
    ///     is no particle, moments or particles on their shell are those of other events, or there are particles on
    ///     their shell in a chart where energies move freely
    public CoordinatesConfig {
        ptMin = List.copyOf(ptMin);
        onShell = List.copyOf(onShell);
        int particles = ptMin.size();
        if (!(units > 0) || !Double.isFinite(units)) {
            throw new IllegalArgumentException("cannot divide momenta by " + units);
        }
        PhaseSpaceCuts.requirePt(ptMin);
        if (onShell.stream().anyMatch(s -> s.particle() >= particles)
                || onShell.stream().mapToInt(OnShell::particle).distinct().count() < onShell.size()) {
            throw new IllegalArgumentException(
                    "each of " + particles + " particles has one mass at most, got " + onShell);
        }
        if (!onShell.isEmpty() && !chart.hasMass()) {
            throw new IllegalArgumentException("particles stay on their shell where m^2 is a coordinate, not in the"
                    + " chart " + chart + " with " + chart.components());
        }
        if (moments.particles() != 0 && (!chart.isStandardised() || moments.particles() != particles)) {
            throw new IllegalArgumentException("the chart " + chart + " of " + particles
                    + " particles cannot have the moments of " + moments.particles());
        }
    }

    /// The chart of the paper for top pairs with jets, not fitted yet.
    ///
    /// @param particles 6 and the number of jets
    public static CoordinatesConfig ttbar(int particles) {
        return new CoordinatesConfig(
                Chart.STANDARD_LOG_PT_PHI_ETA_LOG_M2,
                TTBAR_UNITS,
                Collections.nCopies(particles, PhaseSpaceCuts.TTBAR_PT_MIN),
                List.of(),
                CoordinateMoments.NONE);
    }

    /// Another chart of the same events, not fitted yet.
    public CoordinatesConfig withChart(Chart c) {
        return new CoordinatesConfig(c, units, ptMin, onShell, CoordinateMoments.NONE);
    }

    public CoordinatesConfig withOnShell(List<OnShell> shells) {
        return new CoordinatesConfig(chart, units, ptMin, shells, moments);
    }

    public CoordinatesConfig withMoments(CoordinateMoments m) {
        return new CoordinatesConfig(chart, units, ptMin, onShell, m);
    }

    public int particles() {
        return ptMin.size();
    }

    /// Whether a coordinate is the mass of a particle on its shell.
    public boolean isFixed(int particle, int component) {
        return chart.hasMass()
                && component == Chart.COMPONENTS - 1
                && onShell.stream().anyMatch(s -> s.particle() == particle);
    }

    double[] ptMinInUnits() {
        return ptMin.stream().mapToDouble(pt -> pt / units).toArray();
    }

    /// The same with the moments of the coordinates of events; as it is, if the chart is not standardised.
    ///
    /// @param momenta `[events, particles, 4]`, divided by the units
    /// @throws IllegalArgumentException if there are fewer than two events, one has no coordinates, or a coordinate is
    ///     the same in all
    public CoordinatesConfig fitted(double[] momenta) {
        return chart.isStandardised() ? withMoments(MomentsFit.of(this, momenta)) : this;
    }
}
