package rapidity.layer.clifford;

import rapidity.engine.Params;
import rapidity.engine.Tensor;
import rapidity.engine.kernel.Unary;
import rapidity.layer.plain.Linear;

/// Multiplies every grade of every channel with a number between 0 and 1 that is made of scalars:
///
/// ```
/// <y_m>_g = sigmoid( linear(ReLU(linear(h))) )[m, g] <x_m>_g
/// ```
public final class GradeGate {
    private final int channels;
    private final Linear in;
    private final Linear out;

    /// @param width of the scalars
    public GradeGate(Params p, int width, int channels) {
        this.channels = channels;
        in = new Linear(p.in("0"), width, width);
        out = new Linear(p.in("2"), width, Grades.COUNT * channels);
    }

    /// @param x `[16, channels, rows]`
    /// @param h `[rows, width]`
    public Tensor apply(Tensor x, Tensor h) {
        Tensor gates = out.apply(in.apply(h).apply(Unary.RELU)).sigmoid();
        return x.times(Grades.spread(gates.reshape(-1, channels, Grades.COUNT).permute(2, 1, 0)));
    }
}
