package rapidity.jets;

import rapidity.kinematics.FourVector;

/// A jet that a clustering made.
///
/// @param momentum the sum of its particles
/// @param constituents which particles it is made of, rising
public record ClusteredJet(FourVector momentum, int[] constituents) {}
