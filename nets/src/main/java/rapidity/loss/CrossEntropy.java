package rapidity.loss;

import rapidity.engine.Shape;
import rapidity.engine.Tensor;

/// Cross-entropy of logits with one true class each, as a sum that whoever knows the size of the batch divides by it:
///
/// ```
/// sum over events of ln(sum over classes of e^z) - z_true
/// ```
///
/// The largest logit of each event is taken off first, so no exponential overflows.
public final class CrossEntropy {
    private CrossEntropy() {}

    /// @param logits `[events, classes]`
    /// @param labels one class for each event
    /// @return one number
    /// @throws IllegalArgumentException if the numbers of events differ or there is no such class
    public static Tensor sum(Tensor logits, int... labels) {
        int events = logits.shape().axis(0);
        int classes = logits.shape().axis(1);
        if (!logits.shape().equals(Shape.of(labels.length, classes))) {
            throw new IllegalArgumentException(
                    "logits have shape " + logits.shape() + " for " + labels.length + " labels");
        }
        double[] z = logits.toArray();
        double[] largest = new double[events];
        double[] truth = new double[z.length];
        for (int event = 0; event < events; event++) {
            int label = labels[event];
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException(
                        "label " + label + " of event " + event + " is none of " + classes + " classes");
            }
            truth[event * classes + label] = 1;
            largest[event] = z[event * classes];
            for (int i = 1; i < classes; i++) {
                largest[event] = Math.max(largest[event], z[event * classes + i]);
            }
        }
        Tensor shifted = logits.minus(logits.tape().tensor(largest, events, 1));
        Tensor ofTruth = shifted.times(logits.tape().tensor(truth, events, classes));
        return shifted.exp().sum(1).log().sum().minus(ofTruth.sum());
    }
}
