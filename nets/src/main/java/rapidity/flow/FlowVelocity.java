package rapidity.flow;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// The velocity of events in the coordinates of a flow. A network that looks at momenta p and answers with their
/// velocity u and with scalars s moves the coordinates x with
///
/// ```
/// v = J(p) u,   p = p(x),   J = dx/dp,       but   v_c = s_c   for the components c that are scalar outputs
/// ```
///
/// Coordinates and Jacobian are of float64; u and s have the precision of the network.
///
/// @source Spinner et al., arXiv:2405.14806, App. C.3
final class FlowVelocity {
    static final int VECTOR = 4;

    private final VelocityNetwork network;
    private final Coordinates coordinates;
    private final int process;
    private final double[] isScalar = new double[VECTOR];

    FlowVelocity(VelocityNetwork network, Coordinates coordinates) {
        this.network = network;
        this.coordinates = coordinates;
        this.process = network.inputs().process(coordinates.particles());
        boolean all = network.sight() == VelocityNetwork.Sight.COORDINATES;
        List<Integer> scalars = network.inputs().scalarComponents();
        for (int c = 0; c < VECTOR; c++) {
            isScalar[c] = all || scalars.contains(c) ? 1 : 0;
        }
    }

    /// The velocity at some points, and what it was made of.
    ///
    /// @param velocity `[events * particles, 4]`
    /// @param input what the network looks at: momenta or coordinates, a variable
    /// @param ofMomenta velocity u of the momenta; null if the network looks at coordinates
    record Evaluation(
            Tensor velocity, Tensor input, @Nullable Tensor ofMomenta) {}

    Coordinates coordinates() {
        return coordinates;
    }

    /// Whether the velocity of a component is an output of the network itself.
    boolean isScalar(int component) {
        return isScalar[component] == 1;
    }

    /// @param times one for each event
    /// @param x coordinates `[events, particles, 4]`
    Evaluation on(Tape tape, double[] times, double[] x) {
        int rows = x.length / VECTOR;
        if (network.sight() == VelocityNetwork.Sight.COORDINATES) {
            Tensor input = tape.variable(coordinates.sum(x, new double[x.length]), rows, VECTOR);
            return new Evaluation(network.apply(input, times, process).scalars(), input, null);
        }
        double[] p = coordinates.toMomenta(x);
        Tensor input = tape.variable(p, rows, VECTOR);
        VelocityNetwork.Answer a = network.apply(input, times, process);
        Tensor u = a.momentaOrThrow();
        Tensor j = tape.tensor(jacobian(p), rows, VECTOR, VECTOR);
        Tensor pushed = j.matmul(u.reshape(rows, VECTOR, 1)).reshape(rows, VECTOR);
        Tensor scalars = a.scalars().times(tape.tensor(isScalar, VECTOR));
        return new Evaluation(pushed.plus(scalars), input, u);
    }

    /// J without the rows of scalar outputs, `[events, particles, 4, 4]`.
    private double[] jacobian(double[] p) {
        double[] r = coordinates.jacobian(p);
        Arrays.setAll(r, i -> isScalar(i / VECTOR % VECTOR) ? 0 : r[i]);
        return r;
    }

    /// One in a component of all particles.
    static double[] unit(int length, int component) {
        double[] r = new double[length];
        for (int i = component; i < length; i += VECTOR) {
            r[i] = 1;
        }
        return r;
    }

    /// `[particles, 4]`: zero where a coordinate does not move because it is the mass of a particle on its shell, else
    /// one.
    double[] movable() {
        double[] r = new double[coordinates.particles() * VECTOR];
        for (int i = 0; i < r.length; i++) {
            r[i] = coordinates.config().isFixed(i / VECTOR, i % VECTOR) ? 0 : 1;
        }
        return r;
    }
}
