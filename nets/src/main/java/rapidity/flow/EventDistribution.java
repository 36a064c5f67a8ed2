package rapidity.flow;

import rapidity.engine.Tape;
import rapidity.engine.Weights;
import rapidity.random.RandomStream;

/// A distribution of events of one number of particles that a network has learned: to draw from, and with a density.
public sealed interface EventDistribution permits Flow, JetGptDistribution {
    FlowProcess process();

    Coordinates coordinates();

    /// Tokens that the network makes of an event while events are drawn.
    int tokens();

    /// Draws events.
    ///
    /// @param tape of the network's weights, forward; it is reset
    /// @param solver of flows
    /// @return coordinates `[events, particles, 4]`; NaN for events for which the solver did not converge
    double[] sample(Tape tape, OdeSolver solver, RandomStream random, int count);

    /// Log densities with respect to momenta divided by the units.
    ///
    /// @param weights of the network
    /// @param momenta `[events, particles, 4]`, divided by the units
    /// @param settings of flows
    /// @param firstEvent number of the first of these events among all, for random signs
    /// @throws IllegalArgumentException with the first event that has no coordinates
    Densities logDensity(Weights weights, double[] momenta, LikelihoodSettings settings, long firstEvent);
}
