package rapidity.flow;

import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;
import rapidity.layer.plain.Linear;

/// Gaussian Fourier features of time, then a linear map:
///
/// ```
/// [sin(2 pi w_1 t) .. sin(2 pi w_4 t), cos(2 pi w_1 t) .. cos(2 pi w_4 t)],     w_k = 30 N(0, 1), never trained
/// ```
///
/// @source Tancik et al., arXiv:2006.10739; lorentz-gatr (arXiv:2405.14806, App. C.3)
public final class TimeEmbedding {
    /// Numbers of an event.
    public static final int WIDTH = 8;

    private static final int FREQUENCIES = WIDTH / 2;
    private static final double SCALE = 30;

    private final Parameter frequencies;
    private final Linear linear;

    public TimeEmbedding(Params p) {
        frequencies = p.frozen().draw("frequencies", random -> i -> SCALE * random.nextGaussian(), FREQUENCIES);
        linear = new Linear(p.in("linear"), WIDTH, WIDTH);
    }

    /// @param times one for each event
    /// @return `[events, 8]`
    public Tensor apply(Tape tape, double[] times) {
        double[] w = tape.parameter(frequencies).toArray();
        double[] r = new double[times.length * WIDTH];
        for (int e = 0; e < times.length; e++) {
            for (int k = 0; k < FREQUENCIES; k++) {
                double angle = 2 * Math.PI * w[k] * times[e];
                r[e * WIDTH + k] = StrictMath.sin(angle);
                r[e * WIDTH + FREQUENCIES + k] = StrictMath.cos(angle);
            }
        }
        return linear.apply(tape.tensor(r, times.length, WIDTH));
    }
}
