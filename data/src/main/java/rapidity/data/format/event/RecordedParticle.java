package rapidity.data.format.event;

import java.util.List;
import rapidity.kinematics.FourVector;

/// A particle of an event, as a file records it. Momenta in GeV.
///
/// @param pdg identifier of the Particle Data Group
/// @param status what became of it, in the numbers of the file: LHE has -1 for incoming, 1 for outgoing, 2 for decayed
///     particles, HepMC 4 for beams
/// @param mothers the places of those that it comes from, counted from 1; LHE names the first and the last of them
/// @param colour the line that its colour is on, 0 without
/// @param anticolour the line that its anticolour is on, 0 without
/// @param mass in GeV, negative for a spacelike momentum
/// @param lifetime c tau in mm, 0 if it is not known
/// @param spin cosine of the angle between spin and momentum; [#NO_SPIN] if it is not known
public record RecordedParticle(
        int pdg,
        int status,
        List<Integer> mothers,
        int colour,
        int anticolour,
        FourVector momentum,
        double mass,
        double lifetime,
        double spin) {
    /// What the Les Houches accord writes for an unknown spin.
    public static final double NO_SPIN = 9;

    /// The first mother, 0 without any.
    public int firstMother() {
        return mothers.isEmpty() ? 0 : mothers.getFirst();
    }

    /// The last mother, 0 without any.
    public int lastMother() {
        return mothers.isEmpty() ? 0 : mothers.getLast();
    }
}
