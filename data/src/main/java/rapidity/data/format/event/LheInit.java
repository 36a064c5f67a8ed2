package rapidity.data.format.event;

import java.util.List;

/// What the init block of a Les Houches file says of all its events.
///
/// @param beams identifiers of both beams
/// @param energies of both beams in GeV
/// @param densities group and set of the parton densities of both beams: group 1, group 2, set 1, set 2
/// @param weighting what weights mean; 3: every event counts once; 4: the mean weight is the cross section in pb
/// @source Alwall et al., hep-ph/0609017
public record LheInit(
        List<Integer> beams, List<Double> energies, List<Integer> densities, int weighting, List<Process> processes) {
    /// What weights mean if every event counts once.
    public static final int UNWEIGHTED = 3;

    /// What weights mean if they are those of events, with the cross section in pb as their mean.
    public static final int WEIGHTED = 4;

    /// A process.
    ///
    /// @param crossSection in pb
    /// @param error of the cross section in pb
    /// @param largestWeight of an event
    /// @param number by which events name it
    public record Process(double crossSection, double error, double largestWeight, int number) {}
}
