package rapidity.flow;

import java.util.Arrays;
import rapidity.engine.Workers;
import rapidity.random.RandomStreams;

/// Events of one number of particles as a flow takes them, with all constants: their coordinates, the events that the
/// flow starts from, and what the selection demands.
///
/// @param coordinates in which the flow's paths are straight
/// @param source kind of the distribution that the flow starts from
/// @param sourceCoordinates those of the source
/// @param cuts in GeV: that of the source, and of every event that is generated
/// @param acceptance of the source
public record FlowProcess(
        CoordinatesConfig coordinates,
        SourceKind source,
        CoordinatesConfig sourceCoordinates,
        PhaseSpaceCuts cuts,
        Acceptance acceptance) {
    /// Proposals that the acceptance is estimated from: the logarithm of 0.1 is known to 0.006.
    private static final int PROPOSALS = 1 << 18;

    /// @throws IllegalArgumentException if they are for events of different numbers of particles, or in different units
    public FlowProcess {
        if (coordinates.particles() != cuts.particles()
                || coordinates.particles() != sourceCoordinates.particles()
                || coordinates.units() != sourceCoordinates.units()) {
            throw new IllegalArgumentException("coordinates of " + coordinates.particles() + " particles in units of "
                    + coordinates.units() + " GeV, a source of " + sourceCoordinates.particles() + " in "
                    + sourceCoordinates.units() + ", cuts on " + cuts.particles());
        }
    }

    /// Fitted to events, where charts are standardised, with the acceptance of the source.
    ///
    /// @param coordinates not fitted yet
    /// @param events `[events, particles, 4]` in GeV
    /// @param streams the stream "acceptance" is used
    /// @throws IllegalArgumentException with the first event that does not pass the cuts or has no coordinates
    public static FlowProcess fitted(
            CoordinatesConfig coordinates,
            SourceKind source,
            PhaseSpaceCuts cuts,
            double[] events,
            RandomStreams streams,
            Workers workers) {
        cuts.require(events);
        double[] p = divided(coordinates, events);
        CoordinatesConfig own = coordinates.fitted(p);
        CoordinatesConfig start = coordinates.withChart(source.chart()).fitted(p);
        Acceptance acceptance = SourceDistribution.of(source, start, cuts).acceptance(streams, PROPOSALS, workers);
        return new FlowProcess(own, source, start, cuts, acceptance);
    }

    private static Coordinates unfitted(CoordinatesConfig c) {
        return Coordinates.of(c.chart().isStandardised() ? c.withMoments(CoordinateMoments.unit(c.particles())) : c);
    }

    public int particles() {
        return coordinates.particles();
    }

    /// The distribution that the flow starts from.
    public SourceDistribution distribution() {
        return SourceDistribution.of(source, sourceCoordinates, cuts);
    }

    /// Momenta divided by the units, particles of known mass on their shell.
    ///
    /// @param gev `[events, particles, 4]`
    /// @throws IllegalArgumentException with the first event that does not pass the cuts
    public double[] inUnits(double[] gev) {
        cuts.require(gev);
        return divided(coordinates, gev);
    }

    private static double[] divided(CoordinatesConfig coordinates, double[] gev) {
        double[] r = gev.clone();
        Arrays.setAll(r, i -> gev[i] / coordinates.units());
        return unfitted(coordinates).onShell(r);
    }
}
