package rapidity.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import rapidity.random.RandomStream;

/// Checks gradients of losses against central differences.
final class LossGradient {
    /// Central differences of step 1e-6 of numbers of order 1 have an error of 1e-10 by rounding and 1e-12 by
    /// curvature.
    private static final double DIFFERENCES = 2e-9;

    private static final double STEP = 1e-6;

    private LossGradient() {}

    static void check(ReconstructionLoss loss, double[] x, double[] y, int components) {
        double[] gradient = new double[x.length];
        loss.ofJet(x, y, components, gradient);
        for (int i = 0; i < x.length; i++) {
            double slope = (at(loss, x, i, STEP, y, components) - at(loss, x, i, -STEP, y, components)) / (2 * STEP);
            assertThat(gradient[i])
                    .as("component %d of %s", i, loss)
                    .isCloseTo(slope, within(DIFFERENCES * Math.max(1, Math.abs(slope))));
        }
    }

    private static double at(ReconstructionLoss loss, double[] x, int i, double step, double[] y, int components) {
        double[] moved = x.clone();
        moved[i] += step;
        return loss.ofJet(moved, y, components, new double[x.length]);
    }

    /// A jet of massless particles around one axis, (E, px, py, pz).
    static double[] jet(RandomStream random, int particles) {
        double[] p = new double[4 * particles];
        double axis = random.nextDouble();
        for (int i = 0; i < p.length; i += 4) {
            double pt = 0.1 + random.nextDouble();
            double eta = axis + 0.3 * random.nextGaussian();
            double phi = axis + 0.3 * random.nextGaussian();
            p[i] = pt * Math.cosh(eta);
            p[i + 1] = pt * Math.cos(phi);
            p[i + 2] = pt * Math.sin(phi);
            p[i + 3] = pt * Math.sinh(eta);
        }
        return p;
    }

    /// The same particles, each moved to the next slot.
    static double[] shifted(double[] jet) {
        double[] r = new double[jet.length];
        System.arraycopy(jet, 0, r, 4, jet.length - 4);
        System.arraycopy(jet, jet.length - 4, r, 0, 4);
        return r;
    }
}
