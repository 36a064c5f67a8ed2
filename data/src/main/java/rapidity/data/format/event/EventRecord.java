package rapidity.data.format.event;

import java.util.List;

/// An event, as a file records it.
///
/// @param process the number of its process
/// @param weight its weight
/// @param weights those beside it, of other scales or parton densities
/// @param scale in GeV, [#UNKNOWN] where the file says none; the same for the couplings
/// @param alphaQed electromagnetic coupling
/// @param alphaQcd strong coupling
public record EventRecord(
        int process,
        double weight,
        List<Double> weights,
        double scale,
        double alphaQed,
        double alphaQcd,
        List<RecordedParticle> particles) {
    /// What the Les Houches accord writes for an unknown scale or coupling.
    public static final double UNKNOWN = -1;
}
