package rapidity.flow;

import java.util.List;

/// A particle whose mass is known, so that its energy is no coordinate of phase space:
///
/// ```
/// E = sqrt(m^2 + p^2)
/// ```
///
/// @param particle its position in the event, from 0
/// @param mass GeV
public record OnShell(int particle, double mass) {
    /// @throws IllegalArgumentException if the position is negative or the mass is not positive
    public OnShell {
        if (particle < 0 || !(mass > 0) || !Double.isFinite(mass)) {
            throw new IllegalArgumentException("no particle " + particle + " has the mass " + mass + " GeV");
        }
    }

    /// The same three-momenta, with the energies of particles on their shell.
    ///
    /// @param momenta `[events, particles, 4]`, divided by the units
    /// @param units in GeV
    public static double[] energies(List<OnShell> shells, double[] momenta, int particles, double units) {
        double[] r = momenta.clone();
        int width = Chart.COMPONENTS * particles;
        for (OnShell shell : shells) {
            double mass = shell.mass / units;
            for (int at = Chart.COMPONENTS * shell.particle; at < r.length; at += width) {
                r[at] = Math.sqrt(mass * mass + r[at + 1] * r[at + 1] + r[at + 2] * r[at + 2] + r[at + 3] * r[at + 3]);
            }
        }
        return r;
    }
}
