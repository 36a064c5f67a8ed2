package rapidity.flow;

/// A particle whose mass is known.
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
}
