package rapidity.flow;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Gradients;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// Products with the derivative of a velocity at some points. By the chain rule, with K = dp/dx:
///
/// ```
/// e . (dv/dx) e = e . (d(J(x) u)/dx at fixed u) e  +  g . (K e)
/// g = gradient of e . v at fixed J, with respect to p
/// ```
///
/// The first term is one of charts, in float64; it mixes no particles. g is a gradient of the network.
final class VelocityDerivative {
    private static final int VECTOR = FlowVelocity.VECTOR;

    private final FlowVelocity velocity;
    private final FlowVelocity.Evaluation at;
    private final double[] x;
    private final Tape network;
    private final int events;
    private @Nullable ChartRecording chart;

    /// @param network the tape that the velocity was recorded on
    VelocityDerivative(FlowVelocity velocity, FlowVelocity.Evaluation at, double[] x, Tape network) {
        this.velocity = velocity;
        this.at = at;
        this.x = x;
        this.network = network;
        this.events = x.length / (VECTOR * velocity.coordinates().particles());
    }

    /// The trace of each event over the coordinates that move.
    double[] trace() {
        double[] r = new double[events];
        double[] movable = velocity.movable();
        for (int c = 0; c < VECTOR; c++) {
            double[] direction = moved(FlowVelocity.unit(x.length, c), movable);
            addChartTerm(direction, r);
            double[] column = columnOfInverse(direction);
            for (int particle = 0; particle < movable.length / VECTOR; particle++) {
                if (movable[VECTOR * particle + c] == 1) {
                    addRow(particle, c, column, r);
                }
            }
        }
        return r;
    }

    /// Adds `d v_c / d x_c` of one particle through the network, of each event.
    private void addRow(int particle, int c, double[] column, double[] to) {
        int width = x.length / events;
        double[] seed = new double[x.length];
        for (int e = 0; e < events; e++) {
            seed[e * width + VECTOR * particle + c] = 1;
        }
        double[] g = network.gradient(at.velocity(), seed, at.input());
        for (int e = 0; e < events; e++) {
            int from = e * width + VECTOR * particle;
            for (int i = from; i < from + VECTOR; i++) {
                to[e] += g[i] * column[i];
            }
        }
    }

    /// `e . (dv/dx) e` of each event.
    ///
    /// @param e `[events, particles, 4]`
    double[] along(double[] e) {
        double[] direction = moved(e, velocity.movable());
        double[] r = new double[events];
        addChartTerm(direction, r);
        double[] g = network.gradient(at.velocity(), direction, at.input());
        addDot(g, columnOfInverse(direction), r);
        return r;
    }

    private static double[] moved(double[] e, double[] movable) {
        double[] r = e.clone();
        Arrays.setAll(r, i -> e[i] * movable[i % movable.length]);
        return r;
    }

    /// K e, or e itself where the network looks at coordinates.
    private double[] columnOfInverse(double[] e) {
        return at.ofMomenta() == null ? e : velocity.coordinates().pullBack(x, e);
    }

    private void addChartTerm(double[] e, double[] to) {
        Tensor u = at.ofMomenta();
        if (u == null || velocity.coordinates().config().chart() == Chart.FOURMOMENTA) {
            return;
        }
        double[] pushed = e.clone();
        Arrays.setAll(pushed, i -> velocity.isScalar(i % VECTOR) ? 0 : e[i]);
        if (Arrays.stream(pushed).allMatch(s -> s == 0)) {
            return;
        }
        if (chart == null) {
            chart = ChartRecording.of(velocity.coordinates(), x, u.toArray());
        }
        addDot(chart.tape.gradient(chart.velocity, pushed, chart.x), pushed, to);
    }

    /// `v = J(x) u` at fixed u.
    private record ChartRecording(Tape tape, Tensor x, Tensor velocity) {
        static ChartRecording of(Coordinates chart, double[] x, double[] u) {
            int[] shape = {x.length / (VECTOR * chart.particles()), chart.particles(), VECTOR};
            Tape tape = Tape.recording(Coordinates.NONE, new Gradients(Coordinates.NONE));
            Tensor at = tape.variable(x, shape);
            return new ChartRecording(tape, at, chart.pushForward(chart.toMomenta(at), tape.tensor(u, shape)));
        }
    }

    private void addDot(double[] a, double[] b, double[] to) {
        int width = x.length / events;
        for (int i = 0; i < a.length; i++) {
            to[i / width] += a[i] * b[i];
        }
    }
}
