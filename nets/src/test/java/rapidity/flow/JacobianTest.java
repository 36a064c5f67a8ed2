package rapidity.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rapidity.engine.Engine;
import rapidity.engine.Gradients;
import rapidity.engine.Params;
import rapidity.engine.Precision;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.engine.Weights;
import rapidity.kinematics.FourVector;
import rapidity.random.RandomStream;
import rapidity.random.RandomStreams;

class JacobianTest {
    /// Both are rounded at each of some ten steps; of d/dE m^2 at eta = 6 next to its counterpart d/dp, which cancels
    /// against it, no more is left.
    private static final double ROUNDING = 1e-10;

    /// A step that changes the coordinates by some 1e-3 has a relative error of some 1e-6 by curvature.
    private static final double CURVATURE = 2e-5;

    /// Units in the last place, of momenta and coordinates, by which coordinates are rounded.
    private static final double UNITS = 4;

    private final Weights none = Params.of(new RandomStreams(0)).weights(Engine.scalar(Precision.FLOAT64));
    private final RandomStream random = new RandomStreams(7).stream("test");

    /// A map on the tape.
    private interface OnTape {
        Tensor apply(Tensor x);
    }

    /// `d y_k / d x_j` of each particle as [k][4 particle + j], from the tape.
    private double[][] jacobian(OnTape map, double[] x) {
        double[][] r = new double[4][];
        Tape tape = Tape.recording(none, new Gradients(none));
        for (int k = 0; k < 4; k++) {
            Tensor in = tape.variable(x, x.length / 24, 6, 4);
            tape.backward(map.apply(in).slice(2, k, k + 1).sum());
            r[k] = in.gradient();
            tape.reset();
        }
        return r;
    }

    /// `J v`, and the sum of the absolute values of its terms.
    private static double[][] times(double[][] jacobian, double[] v) {
        double[][] r = new double[2][v.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < 4; j++) {
                double term = jacobian[i % 4][i / 4 * 4 + j] * v[i / 4 * 4 + j];
                r[0][i] += term;
                r[1][i] += Math.abs(term);
            }
        }
        return r;
    }

    private static void compare(double[] found, double[][] expected, double tolerance) {
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i])
                    .as("component %d of particle %d", i % 4, i / 4)
                    .isCloseTo(expected[0][i], within(tolerance * expected[1][i]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void velocitiesArePushedForwardByTheJacobianOfTheTape(Chart chart) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        double[] p = PhaseSpacePoints.edges();
        double[] v = PhaseSpacePoints.gaussians(random, p.length);
        compare(c.pushForward(p, v), times(jacobian(c::fromMomenta, p), v), ROUNDING);
    }

    @ParameterizedTest
    @EnumSource
    void theJacobianHasARowForEachCoordinate(Chart chart) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        double[] p = PhaseSpacePoints.edges();
        double[] v = PhaseSpacePoints.gaussians(random, p.length);
        double[] j = c.jacobian(p);
        double[][] rows = new double[4][p.length];
        for (int i = 0; i < j.length; i++) {
            rows[i / 4 % 4][i / 16 * 4 + i % 4] = j[i];
        }
        compare(c.pushForward(p, v), times(rows, v), ROUNDING);
    }

    @ParameterizedTest
    @EnumSource
    void velocitiesArePulledBackByTheJacobianOfTheTape(Chart chart) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        double[] x = c.fromMomenta(PhaseSpacePoints.edges());
        double[] v = PhaseSpacePoints.gaussians(random, x.length);
        compare(c.pullBack(x, v), times(jacobian(c::toMomenta, x), v), ROUNDING);
    }

    @ParameterizedTest
    @EnumSource
    void velocitiesArePushedForwardAsDifferencesSay(Chart chart) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        double[] p = PhaseSpacePoints.edges();
        double[] v = PhaseSpacePoints.gaussians(random, p.length);
        double[] ahead = p.clone();
        double[] behind = p.clone();
        double[] rounding = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            double h = step(p, i / 4 * 4);
            ahead[i] += h * v[i];
            behind[i] -= h * v[i];
            rounding[i] = Math.ulp(p[i / 4 * 4]) / h;
        }
        double[] x = c.fromMomenta(p);
        double[] slopes = c.difference(c.fromMomenta(ahead), c.fromMomenta(behind));
        double[] found = c.pushForward(p, v);
        double[][] jacobian = jacobian(c::fromMomenta, p);
        double[] terms = times(jacobian, v)[1];
        double[] rounded = times(jacobian, rounding)[1];
        for (int i = 0; i < p.length; i++) {
            double h = step(p, i / 4 * 4);
            assertThat(found[i])
                    .as("component %d of particle %d", i % 4, i / 4)
                    .isCloseTo(
                            slopes[i] / (2 * h),
                            within(CURVATURE * terms[i] + UNITS * (rounded[i] + Math.ulp(x[i]) / h)));
        }
    }

    /// A step that stays inside phase space and changes no coordinate by more than 1e-3 per unit of velocity.
    private static double step(double[] p, int at) {
        double pt = Math.hypot(p[at + 1], p[at + 2]);
        double length = Math.hypot(pt, p[at + 3]);
        double m2 = (p[at] - length) * (p[at] + length);
        double d = pt - PhaseSpacePoints.PT_MIN;
        return Math.min(0.05 * d, 1e-3 * Math.min(Math.min(pt, d + 1e-5), 0.5 * (m2 + 1e-5) / p[at]));
    }

    @ParameterizedTest
    @EnumSource
    void determinantsAreThoseOfTheTape(Chart chart) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        double[] p = PhaseSpacePoints.random(random, 20);
        double[][] jacobian = jacobian(c::fromMomenta, p);
        double[] found = c.logDeterminant(p);
        for (int event = 0; event < 20; event++) {
            double expected = 0;
            for (int i = 6 * event; i < 6 * event + 6; i++) {
                double[][] j = new double[4][4];
                for (int k = 0; k < 4; k++) {
                    System.arraycopy(jacobian[k], 4 * i, j[k], 0, 4);
                }
                expected += Math.log(Math.abs(determinant(j)));
            }
            assertThat(found[event]).isCloseTo(expected, within(ROUNDING));
        }
    }

    /// By expansion along the first row.
    private static double determinant(double[][] m) {
        if (m.length == 1) {
            return m[0][0];
        }
        double r = 0;
        for (int k = 0; k < m.length; k++) {
            double[][] minor = new double[m.length - 1][m.length - 1];
            for (int i = 1; i < m.length; i++) {
                System.arraycopy(m[i], 0, minor[i - 1], 0, k);
                System.arraycopy(m[i], k + 1, minor[i - 1], k, m.length - 1 - k);
            }
            r += (k % 2 == 0 ? 1 : -1) * m[0][k] * determinant(minor);
        }
        return r;
    }

    @ParameterizedTest
    @EnumSource
    void pullingBackUndoesPushingForward(Chart chart) {
        Coordinates c = PhaseSpacePoints.coordinates(chart);
        double[] p = PhaseSpacePoints.random(random, 100);
        double[] v = PhaseSpacePoints.gaussians(random, p.length);
        double[] again = c.pullBack(c.fromMomenta(p), c.pushForward(p, v));
        for (int i = 0; i < v.length; i++) {
            int at = i / 4 * 4;
            double speed = Math.abs(v[at]) + Math.abs(v[at + 1]) + Math.abs(v[at + 2]) + Math.abs(v[at + 3]);
            FourVector q = new FourVector(p[at], p[at + 1], p[at + 2], p[at + 3]);
            double mass = 2 * q.e() * Math.ulp(q.e()) / (q.mass2() + 1e-5);
            assertThat(again[i])
                    .as("component %d of particle %d", i % 4, i / 4)
                    .isCloseTo(v[i], within((ROUNDING + UNITS * mass) * speed));
        }
    }
}
