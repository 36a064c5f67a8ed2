package rapidity.layer.plain;

import java.util.Arrays;
import rapidity.engine.Parameter;
import rapidity.engine.Params;
import rapidity.engine.Tape;
import rapidity.engine.Tensor;

/// Batch norm: each feature with the mean and variance that it has in the batch while training, and with running ones
/// otherwise.
///
/// ```
/// y = (x - mean) / sqrt(variance + 1e-5) * weight + bias
/// running <- 0.9 running + 0.1 of the batch           after each step of training; its variance with rows - 1
/// ```
///
/// The running values are parameters that are not trained: they are stored with the others. A network with such a layer
/// takes its batch as one shard.
///
/// @source Ioffe, Szegedy, arXiv:1502.03167; constants of PyTorch
public final class BatchNorm {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Parameter weight;
    private final Parameter bias;
    private final Parameter mean;
    private final Parameter variance;

    public BatchNorm(Params p, int width) {
        weight = p.constant("weight", 1, width);
        bias = p.constant("bias", 0, width);
        mean = p.frozen().constant("running_mean", 0, width);
        variance = p.frozen().constant("running_var", 1, width);
    }

    /// @param x `[rows, width]`
    /// @throws IllegalArgumentException while training, if there are fewer than two rows
    public Tensor apply(Tensor x) {
        Tape tape = x.tape();
        if (!tape.isTraining()) {
            return scaled(x.minus(tape.parameter(mean)), tape.parameter(variance));
        }
        int rows = x.shape().axis(0);
        if (rows < 2) {
            throw new IllegalArgumentException(
                    "batch norm has no variance over " + rows + " rows: take larger batches");
        }
        Tensor m = x.mean(0);
        Tensor d = x.minus(m);
        Tensor v = d.times(d).mean(0);
        observe(tape, mean, m, 1);
        observe(tape, variance, v, rows / (rows - 1.0));
        return scaled(d, v);
    }

    private Tensor scaled(Tensor d, Tensor v) {
        Tape tape = d.tape();
        Tensor factor = v.plus(EPSILON).sqrt().reciprocal().times(tape.parameter(weight));
        return d.times(factor).plus(tape.parameter(bias));
    }

    private static void observe(Tape tape, Parameter running, Tensor ofBatch, double factor) {
        double[] r = tape.parameter(running).toArray();
        double[] now = ofBatch.toArray();
        Arrays.setAll(r, i -> r[i] + MOMENTUM * (factor * now[i] - r[i]));
        tape.observe(running, r);
    }
}
