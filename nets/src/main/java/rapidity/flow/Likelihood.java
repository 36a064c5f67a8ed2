package rapidity.flow;

import java.util.Arrays;
import rapidity.engine.Weights;

/// The density of a flow, in momenta divided by the units:
///
/// ```
/// ln p(p0) = ln p_source(p1) + integral from 0 to 1 of tr(dv/dx) dt - ln |dx/dp|(p1) + ln |dx/dp|(p0)
/// ```
///
/// p1 is where the flow leads p0 to. It is the density before events outside of the cuts are rejected: divided by the
/// probability to pass them it is that of the events which a generator gives.
///
/// @source Chen et al., arXiv:1806.07366, Eq. 8; Spinner et al., arXiv:2405.14806, App. C.3, with the opposite
///     direction of time
final class Likelihood {
    private final Flow flow;
    private final LikelihoodSettings settings;

    Likelihood(Flow flow, LikelihoodSettings settings) {
        this.flow = flow;
        this.settings = settings;
    }

    /// @param weights of the network
    /// @param momenta divided by the units
    /// @param firstEvent number of the first of these events among all, for random signs
    /// @throws IllegalArgumentException with the first event that has no coordinates
    Densities of(Weights weights, double[] momenta, long firstEvent) {
        Coordinates chart = flow.coordinates();
        double[] x = chart.fromMomenta(momenta);
        Flow.Path path = flow.follow(weights, settings, firstEvent, x, 0, 1);
        return new Densities(plus(atSource(path), path.expansion(), chart.logDeterminant(momenta)), path.failed());
    }

    /// `ln p_source - ln |dx/dp|` where the path ends.
    private double[] atSource(Flow.Path path) {
        Coordinates chart = flow.coordinates();
        double[] p = chart.toMomenta(path.coordinates());
        double[] r = flow.source().logDensity(p, flow.process().acceptance());
        double[] volume = chart.logDeterminant(p);
        Arrays.setAll(r, e -> r[e] - volume[e]);
        return r;
    }

    private static double[] plus(double[] a, double[] b, double[] c) {
        double[] r = a.clone();
        Arrays.setAll(r, e -> a[e] + b[e] + c[e]);
        return r;
    }
}
