package rapidity.flow;

import java.util.Arrays;
import java.util.Collections;
import rapidity.kinematics.FourVector;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

/// Events of top pairs for tests, in units of 206.6 GeV.
final class PhaseSpacePoints {
    static final int PARTICLES = 6;
    static final double PT_MIN = 22 / CoordinatesConfig.TTBAR_UNITS;

    private PhaseSpacePoints() {}

    /// Particles of the edges of phase space, all with all: six in every event.
    static double[] edges() {
        double[] pts = {PT_MIN + 1e-9, PT_MIN + 1e-5, 0.3, 4};
        double[] phis = {0, Math.PI - 1e-9, 1e-9 - Math.PI, -Math.PI, 0.5 * Math.PI, -1.2};
        double[] etas = {0, 6, -6, 1e-9};
        double[] masses2 = {1e-6, 1e-2, 0.7};
        double[] r = new double[4 * pts.length * phis.length * etas.length * masses2.length];
        int at = 0;
        for (double pt : pts) {
            for (double phi : phis) {
                for (double eta : etas) {
                    for (double m2 : masses2) {
                        at = write(FourVector.ofPtEtaPhi(pt, eta, phi, Math.sqrt(m2)), r, at);
                    }
                }
            }
        }
        return r;
    }

    /// Ordinary events.
    static double[] random(RandomStream random, int events) {
        double[] r = new double[4 * PARTICLES * events];
        for (int at = 0; at < r.length; ) {
            double pt = PT_MIN + 0.3 * random.nextExponential();
            double mass = 0.02 + 0.05 * random.nextExponential();
            double phi = Math.PI * (2 * random.nextDouble() - 1);
            at = write(FourVector.ofPtEtaPhi(pt, 1.5 * random.nextGaussian(), phi, mass), r, at);
        }
        return r;
    }

    private static int write(FourVector p, double[] into, int at) {
        into[at] = p.e();
        into[at + 1] = p.px();
        into[at + 2] = p.py();
        into[at + 3] = p.pz();
        return at + 4;
    }

    static double[] gaussians(RandomStream random, int n) {
        double[] r = new double[n];
        Arrays.setAll(r, i -> random.nextGaussian());
        return r;
    }

    /// A chart of six particles, fitted to random events if it is standardised.
    static Coordinates coordinates(Chart chart) {
        return Coordinates.of(config(chart));
    }

    static CoordinatesConfig config(Chart chart) {
        return CoordinatesConfig.ttbar(PARTICLES)
                .withChart(chart)
                .fitted(random(new RandomStreams(8).stream("fit"), 500));
    }

    static PhaseSpaceCuts noCuts() {
        return new PhaseSpaceCuts(Collections.nCopies(PARTICLES, 0.0), 0);
    }
}
