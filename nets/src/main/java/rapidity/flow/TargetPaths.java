package rapidity.flow;

import java.util.Arrays;

/// The paths whose velocities a flow learns, in momenta: straight in its coordinates from an event of the data, t = 0,
/// to one of the source, t = 1.
///
/// ```
/// x(t) = x0 + t (x1 - x0)       angles the shorter way round
/// ```
///
/// In charts of log pt none comes below the least transverse momentum; straight in four-momenta some do.
///
/// @source Spinner et al., arXiv:2405.14806, Fig. 2
public final class TargetPaths {
    private TargetPaths() {}

    /// Points at even distances in time.
    ///
    /// @param data momenta `[events, particles, 4]`, divided by the units
    /// @param source momenta of as many events
    /// @param points of each path, its ends among them
    /// @return momenta `[points, events, particles, 4]`
    /// @throws IllegalArgumentException if the events are not equally many, one has no coordinates, or `points < 2`
    public static double[] of(Coordinates c, double[] data, double[] source, int points) {
        if (points < 2 || data.length != source.length) {
            throw new IllegalArgumentException("no paths of " + points + " points from events of " + data.length
                    + " numbers to events of " + source.length);
        }
        double[] x = c.fromMomenta(data);
        double[] velocity = c.difference(c.fromMomenta(source), x);
        double[] r = new double[Math.multiplyExact(points, x.length)];
        for (int point = 0; point < points; point++) {
            double t = point / (points - 1.0);
            double[] step = Arrays.stream(velocity).map(v -> t * v).toArray();
            System.arraycopy(c.toMomenta(c.sum(x, step)), 0, r, point * x.length, x.length);
        }
        return r;
    }
}
