package rapidity.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Running mean and sum of squared deviations of each coordinate (Welford).
final class MomentsFit {
    /// Events whose coordinates are kept at once.
    private static final int BLOCK = 4096;

    private final double[] means;
    private final double[] squares;
    private long events;

    private MomentsFit(int width) {
        means = new double[width];
        squares = new double[width];
    }

    /// Mean and unbiased deviation of each coordinate before the last step of the chart. An angle keeps mean 0 and
    /// deviation 1, the mass of a particle on its shell deviation 1.
    ///
    /// @departs the published flow forgets its particles on their shell here and divides by a deviation of zero
    static CoordinateMoments of(CoordinatesConfig config, double[] momenta) {
        int width = Chart.COMPONENTS * config.particles();
        int count = EventRows.count(momenta, config.particles());
        if (count < 2) {
            throw new IllegalArgumentException("two events are needed to fit coordinates, got " + count);
        }
        Coordinates plain = Coordinates.of(config.withMoments(CoordinateMoments.unit(config.particles())));
        plain.require(momenta);
        MomentsFit fit = new MomentsFit(width);
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(count, from + BLOCK);
            fit.add(plain.fromMomenta(Arrays.copyOfRange(momenta, from * width, to * width)));
        }
        return fit.moments(config);
    }

    private void add(double[] x) {
        for (int at = 0; at < x.length; at += means.length) {
            events++;
            for (int k = 0; k < means.length; k++) {
                double before = x[at + k] - means[k];
                means[k] += before / events;
                squares[k] += before * (x[at + k] - means[k]);
            }
        }
    }

    private CoordinateMoments moments(CoordinatesConfig config) {
        List<Double> mean = new ArrayList<>();
        List<Double> deviation = new ArrayList<>();
        for (int k = 0; k < means.length; k++) {
            int particle = k / Chart.COMPONENTS;
            int component = k % Chart.COMPONENTS;
            boolean angle = component == config.chart().periodic();
            mean.add(angle ? 0 : means[k]);
            deviation.add(angle || config.isFixed(particle, component) ? 1 : deviation(config, k));
        }
        return new CoordinateMoments(mean, deviation);
    }

    private double deviation(CoordinatesConfig config, int k) {
        double deviation = Math.sqrt(squares[k] / (events - 1));
        if (!(deviation > 0)) {
            throw new IllegalArgumentException(config.chart().components().get(k % Chart.COMPONENTS) + " of particle "
                    + k / Chart.COMPONENTS + " is the same in all " + events
                    + " events: say that the particle is on its shell, or choose another chart");
        }
        return deviation;
    }
}
