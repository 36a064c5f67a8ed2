package rapidity.flow;

/// How the density of a flow is calculated.
///
/// @param divergence exact for accuracy, Hutchinson's estimate for speed
public record LikelihoodSettings(OdeSolver solver, Divergence divergence) {}
